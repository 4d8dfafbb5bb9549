import type { Context } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { judgeTests } from "./4-judge-tests.js";
import { selectTests } from "./5-select-tests.js";
import { type WrittenSuite, writeSuites } from "./6-write-suite.js";
import { asWarning } from "./as-warning.js";
import { mendWorkspace } from "./mend-workspace.js";
import type { Resume } from "./resume-run.js";
import type { RunSettings, SelectedTarget } from "./run-state.js";
import { interrupted, type SearchedFile } from "./search-files.js";
import type { StageTimes } from "./stage-times.js";

/** What became of a batch of files. */
export interface BatchResult {
  readonly selected: readonly SelectedTarget[];
  readonly skipped: readonly SkippedFile[];
  readonly written: readonly WrittenSuite[];
  readonly warnings: readonly string[];
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
  const judged = await times.time("judge", () => judgeTests(proposed, settings, ctx));
  const { selected, problems } = ctx.signal.aborted
    ? { selected: [], problems: [] }
    : await times.time("select", () => selectTests(judged, settings, ctx));
  if (ctx.signal.aborted && selected.every((one) => one.kept.length === 0)) {
    return { selected: [], skipped: batch.map(({ target }) => interrupted(target)), written: [], warnings: [] };
  }
  // Told before it is done: a run killed in between must still know its own suites from the tests it found.
  await resume.keepWritten(selected.filter(({ kept }) => kept.length > 0).map(({ target }) => target.suitePath));
  const { written, warnings } = await times.time("write", () => writeSuites(selected, settings));
  return {
    selected,
    skipped: results.filter((result) => "reason" in result),
    written,
    warnings: [...problems.map(asWarning), ...warnings],
  };
}
