import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../contracts/index.js";

/** The machine's clock. `sleep` rejects with an `AbortError` when its signal aborts. */
export function createClock(): Clock {
  return {
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
    elapsed: () => performance.now(),
    sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
  };
}
