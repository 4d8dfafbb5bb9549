import type { Context } from "../contracts/index.js";
import type { Report, SkippedFile } from "../model/index.js";
import { chooseFiles } from "./1-find-units.js";
import type { WrittenSuite } from "./6-write-suite.js";
import { makeReport } from "./7-report.js";
import { asWarning } from "./as-warning.js";
import { findTargets } from "./find-targets.js";
import { largestFirst } from "./largest-first.js";
import { measureExisting } from "./measure-existing.js";
import { type PreparedProcesses, prepareProcesses } from "./prepare-processes.js";
import { proveBatch } from "./prove-batch.js";
import { openResume, sayResumed } from "./resume-run.js";
import type { RunSettings, SelectedTarget } from "./run-state.js";
import { searchFiles } from "./search-files.js";
import { createStageTimes } from "./stage-times.js";

/**
 * Files that go through the runners together: enough to share their start, few enough to lose little to ^C. The same at any
 * concurrency, since suites that run in one process could see each other.
 */
const BATCH = 8;

/** A report, and what each written file held before. */
export interface RunResult {
  readonly report: Report;
  readonly written: readonly WrittenSuite[];
}

/** source files -> units -> goals -> candidate tests -> verdicts -> kept tests -> suite files -> report. */
export async function run(settings: RunSettings, ctx: Context): Promise<RunResult> {
  const processes = prepareProcesses(settings, ctx);
  try {
    return await runStages(settings, processes, ctx);
  } finally {
    await processes.end();
  }
}

async function runStages(settings: RunSettings, processes: PreparedProcesses, ctx: Context): Promise<RunResult> {
  const began = ctx.clock.elapsed();
  const times = createStageTimes(ctx.clock);
  const files = await times.time("find", () => chooseFiles(settings, ctx, processes.forProbe));
  const { ready, ...found } = await findTargets(files, settings, times, ctx);
  const resume = await openResume(files, ready, settings, ctx);
  const existing = await times.time("measure", () => measureExisting(ready, resume.written, settings, ctx));
  const left: SkippedFile[] = [...found.skipped, ...found.lacking];
  const selected: SelectedTarget[] = [];
  // By path: a support file serves every suite of its folder and is asked for by each.
  const written = new Map<string, WrittenSuite>();
  const warnings = existing.problems.map(asWarning);

  // While one batch is proven, files of the next ones are searched already.
  const searches = searchFiles(largestFirst(ready), existing, resume, times, settings, ctx);
  await processes.forRuns(ready);
  sayResumed(resume, ready, existing, found.skipped, settings);
  try {
    for (let from = 0; from < searches.length; from += BATCH) {
      const searched = await Promise.all(searches.slice(from, from + BATCH));
      const batch = await proveBatch(searched, resume, times, settings, ctx);
      selected.push(...batch.selected);
      left.push(...batch.skipped);
      warnings.push(...batch.warnings);
      for (const file of batch.written) written.set(file.suite.path, file);
    }
  } catch (error) {
    await resume.end(true);
    throw error;
  }
  // What a model was not asked any more is for the next run, as what a signal cut off.
  await resume.end(ctx.signal.aborted || Boolean(settings.model?.ended()));
  const seconds = (ctx.clock.elapsed() - began) / 1000;
  const interrupted = ctx.signal.aborted;
  const suites = [...written.values()].sort((one, other) => (one.suite.path < other.suite.path ? -1 : 1));
  const report = makeReport(
    {
      selected,
      skipped: left,
      written: suites,
      warnings,
      interrupted,
      seconds,
      stages: times.seconds(),
      command: found.command,
    },
    settings,
  );
  await settings.hooks.report.promise(report);
  return { report, written: suites };
}
