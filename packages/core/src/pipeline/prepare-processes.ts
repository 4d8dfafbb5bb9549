import { availableParallelism } from "node:os";
import type { Context } from "../contracts/index.js";
import type { FoundFile } from "./find-files.js";
import { settingsFor } from "./own-settings.js";
import { RUNS } from "./prove-choice.js";
import type { RunSettings, Target } from "./run-state.js";

/**
 * Processes that languages and frameworks start before they are needed. Only for a single file, and where that holds up
 * nothing: several files, or one processor, are busy anyway, and what waits takes memory.
 */
export interface PreparedProcesses {
  /** Those of the runtime, while the frameworks look at the project and the file is read. */
  forProbe(this: void, found: readonly FoundFile[]): Promise<void>;
  /** Those that will prove the suite, while it is searched for. */
  forRuns(targets: readonly Target[]): Promise<void>;
  /** Ends those that nobody took. */
  end(): Promise<void>;
}

/** None yet. */
export function prepareProcesses(settings: RunSettings, ctx: Context): PreparedProcesses {
  const ends: (() => Promise<void>)[] = [];
  const isBusy = (files: number): boolean =>
    files > 1 || settings.concurrency === 1 || availableParallelism() === 1 || ctx.signal.aborted;
  return {
    async forProbe(found) {
      const [one] = found;
      if (one?.language.prepare === undefined || isBusy(found.length)) return;
      // A sandbox shows what the copy links to, so all links must be there.
      await settings.copied;
      ends.push(await one.language.prepare(settingsFor(one.file.path, settings).project, ctx));
    },
    async forRuns(targets) {
      const [target] = targets;
      if (target?.framework.prepare === undefined || isBusy(targets.length)) return;
      const { project } = settingsFor(target.file.path, settings);
      // The one that measures, which is the last, has most to load.
      const runs = [...RUNS].reverse().map(({ hashSeed, measure }) => ({ hashSeed, measure }));
      ends.push(await target.framework.prepare({ project, layout: target.layout, runs }, ctx));
    },
    async end() {
      await Promise.all(ends.map((end) => end()));
    },
  };
}
