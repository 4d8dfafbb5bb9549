import type { Clock } from "../contracts/index.js";
import { readRetryAfter, readSpan } from "./read-delay.js";

/** One gate for all who ask: how many at once, and when not at all. */
export interface Limiter {
  /** Waits for a place, first come first served; what comes back gives it up. Rejects when the signal aborts. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** Waits until the server may be asked again. */
  ready(signal: AbortSignal): Promise<void>;
  /** What the server said about its limits. */
  hear(status: number, headers: Headers): void;
  /** How many may ask at once now. */
  width(): number;
}

/** So many whole answers in a row give one more place. */
const GROW_AFTER = 10;

/** At most `parallel` at once; half as many after a 429, one more after ten answers. */
export function createLimiter(parallel: number, clock: Clock): Limiter {
  let width = parallel;
  let inside = 0;
  let answers = 0;
  let pausedUntil = 0;
  const queue: (() => void)[] = [];
  const admit = (): void => {
    while (inside < width && queue.length > 0) {
      inside += 1;
      queue.shift()?.();
    }
  };
  const pause = (ms: number): void => {
    pausedUntil = Math.max(pausedUntil, clock.elapsed() + ms);
  };
  return {
    width: () => width,
    async enter(signal) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const stop = (): void => {
          const at = queue.indexOf(go);
          if (at >= 0) queue.splice(at, 1);
          reject(signal.reason as Error);
        };
        const go = (): void => {
          signal.removeEventListener("abort", stop);
          resolve();
        };
        signal.addEventListener("abort", stop, { once: true });
        queue.push(go);
        admit();
      });
      let isInside = true;
      return () => {
        if (!isInside) return;
        isInside = false;
        inside -= 1;
        admit();
      };
    },
    async ready(signal) {
      for (let rest = pausedUntil - clock.elapsed(); rest > 0; rest = pausedUntil - clock.elapsed())
        await clock.sleep(rest, signal);
    },
    hear(status, headers) {
      if (status === 429) {
        width = Math.max(1, Math.floor(width / 2));
        answers = 0;
        pause(readRetryAfter(headers, clock.now()) ?? 0);
      } else if (status >= 200 && status < 300) {
        answers += 1;
        if (answers >= GROW_AFTER && width < parallel) {
          width += 1;
          answers = 0;
          admit();
        }
      }
      for (const kind of ["requests", "tokens"]) {
        if (headers.get(`x-ratelimit-remaining-${kind}`)?.trim() !== "0") continue;
        pause(readSpan(headers.get(`x-ratelimit-reset-${kind}`)?.trim() ?? "") ?? 0);
      }
    },
  };
}
