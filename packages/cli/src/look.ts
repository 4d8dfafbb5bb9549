import { EXIT_CODES, type ExitCode, exitCodeOf, type Report, redactDeep, type Threshold } from "@autotest/core";
import { type Delivery, openDelivery } from "./deliver-reports.js";
import type { Invocation } from "./invocation.js";
import { openAutotest } from "./open-autotest.js";
import { lookDocument } from "./output/json/look-document.js";
import { machineRedaction } from "./output/machine-redaction.js";
import { printDocument } from "./output/print-document.js";
import type { Style } from "./output/style.js";
import { type RunFlags, runOptions } from "./run-options.js";
import { withProgress } from "./with-progress.js";

/** What was measured, and where its reports go. */
export interface Looked {
  /** No folder of this machine is in it. */
  readonly report: Report;
  readonly delivery: Delivery;
  /** Project root, absolute. */
  readonly root: string;
}

/** Measures the tests that are there. */
export async function look(flags: RunFlags, reasons: boolean, invocation: Invocation): Promise<Looked> {
  const opened = await openAutotest(invocation, { ...flags, offline: true });
  const delivery = await openDelivery(flags.reporter, opened.autotest, invocation);
  const options = { ...runOptions(flags, opened, invocation), reasons };
  const report = await withProgress(opened.autotest, invocation, () => opened.autotest.look(options));
  invocation.onReport(report);
  return { report: redactDeep(report, machineRedaction(opened.root)), delivery, root: opened.root };
}

/** Prints a look and what came of its thresholds, for people or for machines. Gives the exit code: 1 for a missed one. */
export async function tell(
  { report, delivery }: Looked,
  limits: readonly Threshold[],
  text: (report: Report, limits: readonly Threshold[], style: Style) => string,
  invocation: Invocation,
): Promise<ExitCode> {
  const missed = limits.some(({ met }) => !met);
  const usual = exitCodeOf(report);
  // Nothing that could be measured is nothing to complain about.
  const own = missed ? EXIT_CODES.findings : usual === EXIT_CODES.nothing ? EXIT_CODES.ok : usual;
  const code = invocation.signalCode() ?? own;
  if (invocation.json) printDocument(lookDocument(report, limits, code), invocation);
  else if (!delivery.printed) invocation.print(text(report, limits, invocation.style));
  await delivery.deliver({ ...report, thresholds: limits });
  return code;
}
