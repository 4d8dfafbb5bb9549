import type { Context } from "../contracts/index.js";
import type { Report, SkippedFile } from "../model/index.js";
import { findUnits } from "./1-find-units.js";
import type { WrittenSuite } from "./6-write-suite.js";
import { makeReport } from "./7-report.js";
import { checkPrerequisites } from "./check-prerequisites.js";
import { measureExisting } from "./measure-existing.js";
import { runBatch } from "./run-batch.js";
import type { RunSettings, SelectedTarget } from "./run-state.js";

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
  const { ready, skipped } = await checkPrerequisites(found.targets, settings, ctx);
  const existing = await measureExisting(ready, settings, ctx);
  const left: SkippedFile[] = [...found.skipped, ...skipped];
  const selected: SelectedTarget[] = [];
  // By path: a support file serves every suite of its folder and is asked for by each.
  const written = new Map<string, WrittenSuite>();
  const warnings = existing.problems.map(({ message, hint }) => (hint ? `${message} (${hint})` : message));

  const size = settings.concurrency * BATCH_PER_WORKER;
  for (let from = 0; from < ready.length; from += size) {
    const batch = await runBatch(ready.slice(from, from + size), existing, settings, ctx);
    selected.push(...batch.selected);
    left.push(...batch.skipped);
    warnings.push(...batch.warnings);
    for (const file of batch.written) written.set(file.suite.path, file);
  }
  const seconds = (ctx.clock.elapsed() - began) / 1000;
  const interrupted = ctx.signal.aborted;
  const files = [...written.values()];
  const report = makeReport(
    {
      selected,
      skipped: left,
      written: files,
      warnings,
      interrupted,
      seconds,
      command: found.command,
    },
    settings,
  );
  await settings.hooks.report.promise(report);
  return { report, written: files };
}
