import pLimit from "p-limit";
import type { Context } from "../contracts/index.js";
import type { FileCoverage, SkippedFile } from "../model/index.js";
import { setGoals } from "./2-set-goals.js";
import { proposeTests } from "./3-propose-tests.js";
import type { ExistingTests } from "./measure-existing.js";
import { mendWorkspace } from "./mend-workspace.js";
import { settingsFor } from "./own-settings.js";
import type { Resume, SearchRecord } from "./resume-run.js";
import type { ProposedTarget, RunSettings, Target } from "./run-state.js";
import type { StageTimes } from "./stage-times.js";

/** A target, and what the search made of it. */
export interface SearchedFile {
  readonly target: Target;
  readonly result: ProposedTarget | SkippedFile;
}

/**
 * Stages 2 and 3 for every target, `settings.concurrency` at a time: one promise each, in the same order, so that the first
 * files can be proven while the last ones are searched. After an abort no further search starts.
 */
export function searchFiles(
  targets: readonly Target[],
  existing: ExistingTests,
  resume: Resume,
  times: StageTimes,
  settings: RunSettings,
  ctx: Context,
): readonly Promise<SearchedFile>[] {
  const limit = pLimit(Math.max(1, settings.concurrency));
  return targets.map((target) => {
    const searching = limit(async (): Promise<SearchedFile> => {
      if (ctx.signal.aborted) return { target, result: interrupted(target) };
      const before = existing.coverage.get(target.file.path) ?? null;
      const known = resume.find(target, before);
      if (known !== null) return { target, result: "candidates" in known ? { ...known, target } : known };
      const result = await times.time("search", () => searchFile(target, before, settings, ctx));
      // What the clock, a signal or a model that went away cut short is no result to build on.
      const isWhole = !("candidates" in result && result.stoppedByTime) && !settings.model?.ended();
      if (!ctx.signal.aborted && isWhole) await resume.keep(target, before, recordOf(result));
      return { target, result };
    });
    // A failure is thrown where the result is awaited; until then it is no unhandled one.
    searching.catch(() => undefined);
    return searching;
  });
}

function recordOf(result: ProposedTarget | SkippedFile): SearchRecord {
  if (!("candidates" in result)) return result;
  const { target: _target, ...record } = result;
  return record;
}

async function searchFile(
  target: Target,
  before: FileCoverage | null,
  settings: RunSettings,
  ctx: Context,
): Promise<ProposedTarget | SkippedFile> {
  settings.hooks.event.call({ kind: "file-started", path: target.file.path });
  const own = settingsFor(target.file.path, settings);
  const open = () => setGoals(target, before, own, ctx);
  let opened = await open();
  // Code of another file may have deleted this one from the copy.
  if (!("probe" in opened) && (await mendWorkspace(settings.project, [target.file.path], ctx))) opened = await open();
  return "probe" in opened ? proposeTests(opened, own, ctx) : opened;
}

/** A file that was not finished when the run was stopped. */
export function interrupted({ file }: Target): SkippedFile {
  return { path: file.path, code: "interrupted", reason: "the run was stopped before its tests were proven" };
}
