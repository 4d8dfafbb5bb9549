import type { Http } from "../contracts/index.js";
import { AutotestError } from "../errors/autotest-error.js";

/** The network of an offline run: every call rejects with an `offline` error before anything leaves the machine. */
export function createOfflineHttp(): Http {
  return {
    fetch(url) {
      const host = URL.canParse(url) ? new URL(url).host : "an unknown host";
      return Promise.reject(
        new AutotestError("offline", `Refused a request to ${host}: this run is offline.`, {
          hint: "Run it without --offline and with a model configured, or leave out what needs the network.",
        }),
      );
    },
  };
}
