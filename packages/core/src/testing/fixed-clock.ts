import type { Clock } from "../contracts/index.js";

/** A clock that moves only when somebody sleeps. */
export interface FixedClock extends Clock {
  /** Every sleep so far, in milliseconds. */
  readonly sleeps: readonly number[];
  /** Moves it by hand. */
  advance(ms: number): void;
}

/** A clock that starts at `now` (milliseconds since 1970); sleeping takes no real time. */
export function createFixedClock(now = 1_700_000_000_000): FixedClock {
  let passed = 0;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now + passed,
    elapsed: () => passed,
    advance(ms) {
      passed += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleeps.push(ms);
      passed += ms;
    },
  };
}
