import { availableParallelism } from "node:os";
import type { Context } from "../contracts/index.js";
import { RUNS } from "./prove-choice.js";
import type { RunSettings, Target } from "./run-state.js";

/**
 * Lets the framework start the processes that will prove the suite while it is searched for; gives what ends those that were
 * not needed. Only for a single file, and where it does not hold up the search: several files, or one processor, are busy
 * anyway, and processes that wait take memory.
 */
export async function prepareRuns(
  targets: readonly Target[],
  settings: RunSettings,
  ctx: Context,
): Promise<() => Promise<void>> {
  const [target] = targets;
  const nothing = async (): Promise<void> => undefined;
  const isBusy = targets.length > 1 || settings.concurrency === 1 || availableParallelism() === 1;
  if (target?.framework.prepare === undefined || isBusy) return nothing;
  const runs = RUNS.map(({ hashSeed, measure }) => ({ hashSeed, measure }));
  return target.framework.prepare({ project: settings.project, layout: target.layout, runs }, ctx);
}
