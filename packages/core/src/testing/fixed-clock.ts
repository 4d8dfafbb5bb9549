import type { Clock } from "../contracts/index.js";

/** A clock that moves only when somebody sleeps. */
export interface FixedClock extends Clock {
  /** Every sleep so far, in milliseconds. */
  readonly sleeps: readonly number[];
  /** Moves it by hand; what was to run after some time runs when it is due. */
  advance(ms: number): void;
}

/** A clock that starts at `now` (milliseconds since 1970); sleeping takes no real time. */
export function createFixedClock(now = 1_700_000_000_000): FixedClock {
  let passed = 0;
  const sleeps: number[] = [];
  const timers = new Set<{ readonly due: number; readonly run: () => void }>();
  const advance = (ms: number): void => {
    passed += ms;
    const due = [...timers].filter((timer) => timer.due <= passed).sort((a, b) => a.due - b.due);
    for (const timer of due) if (timers.delete(timer)) timer.run();
  };
  return {
    sleeps,
    now: () => now + passed,
    elapsed: () => passed,
    advance,
    after(ms, run) {
      const timer = { due: passed + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleeps.push(ms);
      advance(ms);
    },
  };
}
