import { EXIT_CODES, type ExitCode, keepLastRun } from "@autotest/core";
import type { Command } from "../invocation.js";
import { look, tell } from "../look.js";
import type { OpenFlags } from "../open-autotest.js";
import { coverageText } from "../output/coverage-text.js";
import type { RunFlags } from "../run-options.js";
import { thresholds } from "../thresholds.js";

/** Flags of `autotest coverage`. */
export interface CoverageFlags extends RunFlags, OpenFlags {
  readonly fill?: boolean;
  readonly dryRun?: boolean;
  /** False: only what is measured. */
  readonly search?: boolean;
  /** Percent of lines. */
  readonly min?: number;
}

/** Shows what the tests that are there leave open, by unit, and why; with `--fill` writes tests for it. */
export const coverageCommand: Command<CoverageFlags> = async (flags, invocation): Promise<ExitCode> => {
  const demands = { minCoverage: flags.min };
  if (!flags.fill) {
    const looked = await look(flags, flags.search !== false, invocation);
    const limits = thresholds(looked.report, demands);
    await keepLastRun(looked.root, { report: { ...looked.report, thresholds: limits } });
    return tell(looked, limits, coverageText, invocation);
  }
  const { generateCommand } = await import("./generate.js");
  const code = await generateCommand(flags, invocation);
  if (flags.min === undefined || flags.dryRun || code !== EXIT_CODES.ok) return code;
  // Its reports are those of what was written.
  const { reporter: _, ...measured } = flags;
  const filled = await look(measured, false, invocation);
  // The one document, or the summary, is printed: what the threshold says goes beside it.
  return tell(filled, thresholds(filled.report, demands), coverageText, {
    ...invocation,
    json: false,
    print: invocation.say,
  });
};
