import type { Context } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { setGoals } from "./2-set-goals.js";
import { proposeTests } from "./3-propose-tests.js";
import { judgeTests } from "./4-judge-tests.js";
import { selectTests } from "./5-select-tests.js";
import { type WrittenSuite, writeSuites } from "./6-write-suite.js";
import { mapLimited } from "./map-limited.js";
import type { ExistingTests } from "./measure-existing.js";
import type { ProposedTarget, RunSettings, SelectedTarget, Target } from "./run-state.js";

/** What became of a batch of files. */
export interface BatchResult {
  readonly selected: readonly SelectedTarget[];
  readonly skipped: readonly SkippedFile[];
  readonly written: readonly WrittenSuite[];
  readonly warnings: readonly string[];
}

/** Stages 2 to 6 for some files: searched side by side, then run together. Unproven tests are never written. */
export async function runBatch(
  batch: readonly Target[],
  existing: ExistingTests,
  settings: RunSettings,
  ctx: Context,
): Promise<BatchResult> {
  const searched = await mapLimited(
    batch,
    settings.concurrency,
    (target) => searchFile(target, existing, settings, ctx),
    ctx.signal,
  );
  const proposed = searched.filter((result) => "candidates" in result);
  const judged = await judgeTests(proposed, settings, ctx);
  const selected = ctx.signal.aborted ? [] : await selectTests(judged, settings, ctx);
  if (ctx.signal.aborted && selected.every((one) => one.kept.length === 0)) {
    return { selected: [], skipped: batch.map(interrupted), written: [], warnings: [] };
  }
  const { written, warnings } = await writeSuites(selected, settings);
  return { selected, skipped: searched.filter((result) => "reason" in result), written, warnings };
}

/** Stages 2 and 3 for one file. */
async function searchFile(
  target: Target,
  existing: ExistingTests,
  settings: RunSettings,
  ctx: Context,
): Promise<ProposedTarget | SkippedFile> {
  settings.hooks.event.call({ kind: "file-started", path: target.file.path });
  const opened = await setGoals(target, existing.coverage.get(target.file.path) ?? null, settings, ctx);
  return "probe" in opened ? proposeTests(opened, settings, ctx) : opened;
}

function interrupted({ file }: Target): SkippedFile {
  return { path: file.path, code: "interrupted", reason: "the run was stopped before its tests were proven" };
}
