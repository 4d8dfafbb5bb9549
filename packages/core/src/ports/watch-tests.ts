import type { Context, Running } from "../contracts/context.js";
import type { TestOutcome } from "../contracts/framework.js";

/** Knows how long the test that a process is at has been running. */
export interface TestWatch {
  /** A test began. */
  began(test: string): void;
  /** It is over. */
  over(): void;
  /** The test that ran too long, for which the process was ended; null when none did. */
  late(): string | null;
}

/**
 * Ends a process when one of its tests runs longer than `limitMs`; without a limit, never. From outside: nothing inside gets
 * a turn while JavaScript, or C under Python, loops.
 */
export function watchTests(child: Running, limitMs: number | undefined, ctx: Context): TestWatch {
  let late: string | null = null;
  let over = (): void => undefined;
  const half = (limitMs ?? 0) / 2;
  return {
    began(test) {
      over();
      if (limitMs === undefined || late !== null) return;
      // In two halves: were this process the one that was held up, between them it reads that the test is over.
      over = ctx.clock.after(half, () => {
        over = ctx.clock.after(half, () => {
          late = test;
          child.kill();
        });
      });
    },
    over: () => over(),
    late: () => late,
  };
}

/** What is said of a test that ran longer than `limitMs`. */
export function ranTooLong(file: string, testId: string, limitMs: number): TestOutcome {
  const message = `ran longer than ${Math.round(limitMs / 1000)} s`;
  return { file, testId, outcome: "failed", message, failure: "timeout", milliseconds: limitMs };
}
