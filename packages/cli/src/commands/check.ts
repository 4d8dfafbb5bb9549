import type { Command } from "../invocation.js";
import { look, tell } from "../look.js";
import { checkText } from "../output/check-text.js";
import type { RunFlags } from "../run-options.js";
import { thresholds } from "../thresholds.js";

/** Flags of `autotest check`. */
export interface CheckFlags extends RunFlags {
  /** Percent of lines. */
  readonly minCoverage?: number;
  readonly maxOpenGoals?: number;
}

/** The gate: measures the tests that are there against limits. Searches nothing, writes nothing. */
export const checkCommand: Command<CheckFlags> = async (flags, invocation) => {
  const { minCoverage, maxOpenGoals } = flags;
  const looked = await look(flags, false, invocation);
  // A gate without a limit would let everything pass: then every goal has to be met.
  const demands =
    minCoverage === undefined && maxOpenGoals === undefined ? { maxOpenGoals: 0 } : { minCoverage, maxOpenGoals };
  return tell(looked, thresholds(looked.report, demands), checkText, invocation);
};
