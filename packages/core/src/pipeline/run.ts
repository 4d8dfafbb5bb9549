import type { Context } from "../contracts/index.js";
import type { Report, SkippedFile } from "../model/index.js";
import { findUnits } from "./1-find-units.js";
import { setGoals } from "./2-set-goals.js";
import { proposeTests } from "./3-propose-tests.js";
import { judgeTests } from "./4-judge-tests.js";
import { selectTests } from "./5-select-tests.js";
import { type WrittenSuite, writeSuites } from "./6-write-suite.js";
import { makeReport } from "./7-report.js";
import { checkPrerequisites } from "./check-prerequisites.js";
import { mapLimited } from "./map-limited.js";
import { type ExistingTests, measureExisting } from "./measure-existing.js";
import type { ProposedTarget, RunSettings, SelectedTarget, Target } from "./run-state.js";

/** Files per worker that go through the runners together: enough to share their start, few enough to lose little to ^C. */
const BATCH_PER_WORKER = 3;

/** A report, and what each written file held before. */
export interface RunResult {
  readonly report: Report;
  readonly written: readonly WrittenSuite[];
}

/** source files -> units -> goals -> candidate tests -> verdicts -> kept tests -> suite files -> report. */
export async function run(settings: RunSettings, ctx: Context): Promise<RunResult> {
  const began = ctx.clock.elapsed();
  const found = await findUnits(settings, ctx);
  const { ready: targets, skipped } = await checkPrerequisites(found.targets, settings, ctx);
  settings.hooks.event.call({ kind: "stage", stage: "measure", detail: "running the existing tests" });
  const existing = await measureExisting(targets, settings, ctx);
  const left: SkippedFile[] = [...found.skipped, ...skipped];
  const selected: SelectedTarget[] = [];
  const written: WrittenSuite[] = [];
  const warnings = existing.problems.map(({ message, hint }) => (hint ? `${message} (${hint})` : message));

  const size = settings.concurrency * BATCH_PER_WORKER;
  for (let from = 0; from < targets.length; from += size) {
    const batch = targets.slice(from, from + size);
    const proposed = ctx.signal.aborted ? [] : await search(batch, existing, left, settings, ctx);
    settings.hooks.event.call({
      kind: "stage",
      stage: "judge",
      detail: `proving ${proposed.reduce((sum, one) => sum + one.candidates.length, 0)} tests`,
    });
    const judged = await judgeTests(proposed, settings, ctx);
    const done = ctx.signal.aborted ? [] : await selectTests(judged, settings, ctx);
    if (ctx.signal.aborted && done.every((one) => one.kept.length === 0)) {
      left.push(
        ...batch.map(({ file }) => ({
          path: file.path,
          code: "interrupted",
          reason: "the run was stopped before its tests were proven",
        })),
      );
      continue;
    }
    const result = await writeSuites(done, settings);
    selected.push(...done);
    written.push(...result.written);
    warnings.push(...result.warnings);
    for (const { target, kept, dropped } of done) {
      settings.hooks.event.call({
        kind: "file-finished",
        path: target.file.path,
        kept: kept.length,
        dropped: dropped.length,
      });
    }
  }
  const seconds = (ctx.clock.elapsed() - began) / 1000;
  const outcome = {
    selected,
    skipped: left,
    written,
    warnings,
    interrupted: ctx.signal.aborted,
    isolation: "L1 portable",
    seconds,
  };
  const report = makeReport(outcome, settings);
  await settings.hooks.report.promise(report);
  return { report, written };
}

/** Stages 2 and 3 for a batch of files, side by side. */
async function search(
  batch: readonly Target[],
  existing: ExistingTests,
  left: SkippedFile[],
  settings: RunSettings,
  ctx: Context,
): Promise<readonly ProposedTarget[]> {
  const results = await mapLimited(
    batch,
    settings.concurrency,
    async (target) => {
      settings.hooks.event.call({ kind: "file-started", path: target.file.path });
      const opened = await setGoals(target, existing.coverage.get(target.file.path) ?? null, settings, ctx);
      return "probe" in opened ? proposeTests(opened, settings, ctx) : opened;
    },
    ctx.signal,
  );
  left.push(...results.filter((result) => "reason" in result));
  return results.filter((result) => "candidates" in result);
}
