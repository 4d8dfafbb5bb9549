import {
  createRedactor,
  EXIT_CODES,
  type ExitCode,
  exitCodeOfModel,
  keepLastRun,
  type MutationResult,
  redactDeep,
} from "@autotest/core";
import { writeReport } from "../deliver-reports.js";
import type { Command } from "../invocation.js";
import { type OpenFlags, openAutotest } from "../open-autotest.js";
import { mutateDocument } from "../output/json/mutate-document.js";
import { machineRedaction } from "../output/machine-redaction.js";
import { mutateText, percentOf } from "../output/mutate-text.js";
import { printDocument } from "../output/print-document.js";
import { type RunFlags, runOptions } from "../run-options.js";
import { withProgress } from "../with-progress.js";

/** Flags of `autotest mutate`. */
export interface MutateFlags extends RunFlags, OpenFlags {
  readonly backend?: string;
  readonly maxMutants?: number;
  readonly toolSeconds?: number;
  /** Percent. */
  readonly minScore?: number;
  /** Nothing of earlier runs is believed. */
  readonly fresh?: boolean;
  /** False: only the tool is run. */
  readonly search?: boolean;
  readonly dryRun?: boolean;
  /** File for the report in the mutation-testing-report schema. */
  readonly report?: string;
  /** File for the page that shows it. */
  readonly html?: string;
}

/** Runs the project's mutation tool, and writes tests that kill what survives. */
export const mutateCommand: Command<MutateFlags> = async (flags, invocation) => {
  const opened = await openAutotest(invocation, flags);
  const { backend, maxMutants, toolSeconds, fresh, dryRun = false } = flags;
  const minimum = flags.minScore ?? opened.config.mutate?.minimum;
  const options = {
    ...runOptions(flags, opened, invocation),
    dryRun,
    measureOnly: flags.search === false,
    ...(backend === undefined ? {} : { backend }),
    ...(maxMutants === undefined ? {} : { maxMutants }),
    ...(fresh === undefined ? {} : { fresh }),
    ...(toolSeconds === undefined ? {} : { toolSeconds }),
  };
  const raw = await withProgress(opened.autotest, invocation, () => opened.autotest.mutate(options));
  const result = {
    ...redactDeep({ ...raw, report: null, written: [] }, machineRedaction(opened.root)),
    written: raw.written,
  };
  const exitCode = invocation.signalCode() ?? exitCodeOf(raw, minimum);
  const patches = dryRun ? await import("../output/patch.js") : null;
  const patch = raw.written
    .map(({ suite, before }) => patches?.unifiedPatch({ path: suite.path, before, after: suite.text }) ?? "")
    .join("");
  if (invocation.json)
    printDocument(mutateDocument(result, { exitCode, minimum: minimum ?? null, dryRun, patch }), invocation);
  else {
    if (patch !== "") invocation.print(patches?.paintPatch(patch.replace(/\n$/, ""), invocation.style) ?? patch);
    const text = mutateText(
      result,
      { minimum: minimum ?? null, dryRun },
      patch === "" ? invocation.style : invocation.errorStyle,
    );
    if (patch === "") invocation.print(text);
    else invocation.say(text);
  }
  if (flags.report !== undefined)
    await writeReport(flags.report, `${JSON.stringify(raw.report, null, 2)}\n`, invocation.cwd);
  const { written: _, ...measured } = redactDeep(raw, machineRedaction(opened.root));
  if (!dryRun) await keepLastRun(opened.root, { mutation: measured });
  if (flags.html !== undefined) {
    const { renderPage } = await import("@autotest/report-html");
    await writeReport(
      flags.html,
      await renderPage({ mutation: redactDeep(measured, createRedactor()) }),
      invocation.cwd,
    );
  }
  return exitCode;
};

function exitCodeOf({ mutants, skipped, after, cost }: MutationResult, minimum: number | undefined): ExitCode {
  if (mutants.length === 0) {
    const isMissing = skipped.some(({ code }) => ["tool-missing", "tool-version", "prerequisite"].includes(code));
    if (isMissing) return EXIT_CODES.environment;
    return skipped.length > 0 ? EXIT_CODES.findings : EXIT_CODES.nothing;
  }
  const ended = exitCodeOfModel(cost);
  if (ended !== null) return ended;
  return minimum !== undefined && percentOf(after.tool) < minimum ? EXIT_CODES.findings : EXIT_CODES.ok;
}
