import type { Http } from "../contracts/index.js";
import { AutotestError } from "../errors/autotest-error.js";

/** Bytes of a body; a longer one breaks off with an error whose `code` is `body-too-large`. */
const BODY_LIMIT: number = 4 * 1024 * 1024;
const REDIRECTS = 3;

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

/**
 * The real network. Follows a redirect only where method and body stay what they are and the server stays the same: a key must
 * not travel to another. What goes wrong rejects as `fetch` does.
 */
export function createHttp(): Http {
  return {
    async fetch(url, init = {}) {
      let at = url;
      for (let hops = 0; ; hops += 1) {
        const response = await fetch(at, { ...init, redirect: "manual" });
        const target = response.headers.get("location");
        if (response.status < 300 || response.status > 399 || target === null) return limited(response);
        await response.body?.cancel();
        const next = URL.canParse(target, at) ? new URL(target, at) : null;
        const isSame = next !== null && next.origin === new URL(at).origin;
        const keepsMethod = response.status === 307 || response.status === 308;
        if (!isSame || !keepsMethod || hops >= REDIRECTS)
          throw failure("redirect-refused", `${new URL(at).host} redirects to ${next?.host ?? "an unknown place"}`);
        at = next.href;
      }
    },
  };
}

function limited(response: Response): Response {
  if (response.body === null) return response;
  let size = 0;
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > BODY_LIMIT)
          controller.error(failure("body-too-large", `an answer of more than ${BODY_LIMIT} bytes was cut off`));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
