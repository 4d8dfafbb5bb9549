import { EXIT_CODES, type ExitCode, exitCodeOf, type Report } from "@autotest/core";
import type { Invocation } from "./invocation.js";
import { openAutotest } from "./open-autotest.js";
import { lookDocument } from "./output/json/look-document.js";
import { machineRedaction } from "./output/machine-redaction.js";
import { printDocument } from "./output/print-document.js";
import { redactDeep } from "./output/redact-paths.js";
import type { Style } from "./output/style.js";
import { type RunFlags, runOptions } from "./run-options.js";
import type { Threshold } from "./thresholds.js";
import { withProgress } from "./with-progress.js";

/** Measures the tests that are there. No folder of this machine is in the report. */
export async function look(flags: RunFlags, reasons: boolean, invocation: Invocation): Promise<Report> {
  const opened = await openAutotest(invocation, {
    ...(flags.sandbox === undefined ? {} : { sandbox: flags.sandbox }),
    offline: true,
  });
  const options = { ...runOptions(flags, opened, invocation), reasons };
  const report = await withProgress(opened.autotest, invocation, () => opened.autotest.look(options));
  return redactDeep(report, machineRedaction(opened.root));
}

/** Prints a look and what came of its thresholds, for people or for machines. Gives the exit code: 1 for a missed one. */
export function tell(
  report: Report,
  limits: readonly Threshold[],
  text: (report: Report, limits: readonly Threshold[], style: Style) => string,
  invocation: Invocation,
): ExitCode {
  const missed = limits.some(({ met }) => !met);
  const usual = exitCodeOf(report);
  // Nothing that could be measured is nothing to complain about.
  const own = missed ? EXIT_CODES.findings : usual === EXIT_CODES.nothing ? EXIT_CODES.ok : usual;
  const code = invocation.signalCode() ?? own;
  if (invocation.json) printDocument(lookDocument(report, limits, code), invocation);
  else invocation.print(text(report, limits, invocation.style));
  return code;
}
