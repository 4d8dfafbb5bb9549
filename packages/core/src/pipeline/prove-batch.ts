import type { Context } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { judgeTests } from "./4-judge-tests.js";
import { type Selection, selectTests } from "./5-select-tests.js";
import { type WrittenSuite, writeSuites } from "./6-write-suite.js";
import { asWarning } from "./as-warning.js";
import { mendWorkspace } from "./mend-workspace.js";
import { proveChoice } from "./prove-choice.js";
import type { Resume } from "./resume-run.js";
import type { ProposedTarget, RunSettings, SelectedTarget } from "./run-state.js";
import { interrupted, type SearchedFile } from "./search-files.js";
import type { StageTimes } from "./stage-times.js";

/** What became of a batch of files. */
export interface BatchResult {
  readonly selected: readonly SelectedTarget[];
  readonly skipped: readonly SkippedFile[];
  readonly written: readonly WrittenSuite[];
  readonly warnings: readonly string[];
}

/** Stages 4 and 5; results in the order of `proposed`. */
export async function proveTests(
  proposed: readonly ProposedTarget[],
  times: StageTimes,
  settings: RunSettings,
  ctx: Context,
): Promise<Selection> {
  const count = proposed.reduce((sum, one) => sum + one.candidates.length, 0);
  settings.hooks.event.call({ kind: "stage", stage: "judge", detail: `proving ${count} tests` });
  const { proven, left, problems } = await times.time("judge", () => proveChoice(proposed, settings, ctx));
  const judged = left.length === 0 ? [] : await times.time("judge", () => judgeTests(left, settings, ctx));
  if (ctx.signal.aborted) return { selected: [...proven.values()], problems };
  const rest = await times.time("select", () => selectTests(judged, settings, ctx));
  const slow = new Map(left.map(({ target }, index) => [target, rest.selected[index]!]));
  const selected = proposed.map((one) => proven.get(one) ?? slow.get(one.target)!);
  return { selected, problems: [...problems, ...rest.problems] };
}

/** Stages 4 to 6 for some searched files, run together. Unproven tests are never written. */
export async function proveBatch(
  batch: readonly SearchedFile[],
  resume: Resume,
  times: StageTimes,
  settings: RunSettings,
  ctx: Context,
): Promise<BatchResult> {
  const results = batch.map(({ result }) => result);
  const proposed = results.filter((result) => "candidates" in result);
  const paths = proposed.map(({ target }) => target.file.path);
  await mendWorkspace(settings.project, paths, ctx);
  const proof = await proveTests(proposed, times, settings, ctx);
  // After an abort a file without a kept test may only have lacked the time.
  const selected = ctx.signal.aborted ? proof.selected.filter(({ kept }) => kept.length > 0) : proof.selected;
  const settled = new Set(selected.map(({ target }) => target));
  // Told before it is done: a run killed in between must still know its own suites from the tests it found.
  await resume.keepWritten(selected.filter(({ kept }) => kept.length > 0).map(({ target }) => target.suitePath));
  const { written, warnings } = await times.time("write", () => writeSuites(selected, settings));
  return {
    selected,
    skipped: batch.flatMap(({ target, result }) => {
      if ("reason" in result) return [result];
      return settled.has(target) ? [] : [interrupted(target)];
    }),
    written,
    warnings: [...[...proposed.flatMap(({ problems }) => problems), ...proof.problems].map(asWarning), ...warnings],
  };
}
