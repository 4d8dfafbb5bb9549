import type { Context, MutationBackend, MutationRun } from "../../contracts/index.js";
import type { Target } from "../../pipeline/run-state.js";
import { type BackendOrder, runBackend } from "../run-backend.js";
import { digestOf, readTree, withoutFiles } from "./read-tree.js";
import { relatedFiles } from "./related-files.js";
import type { KeptSettings } from "./run-kept.js";
import { toolKey } from "./tool-key.js";

/** Made anew by every run: see `suitePathOf`. */
const KILL_SUITE = /mutant_[^/]*_[0-9a-f]{6}\b[^/]*$/;

/** Runs a tool on one file, or gives what the very same order came to before. */
export async function runOnce(
  backend: MutationBackend,
  order: BackendOrder,
  { file, layout }: Target,
  settings: KeptSettings,
  ctx: Context,
): Promise<MutationRun> {
  const all = await readTree(settings, ctx);
  const tree = withoutFiles(
    all,
    [...all.sources.keys()].filter((path) => KILL_SUITE.test(path)),
  );
  const { overlay, files, tests, only } = order;
  const project = [await toolKey(backend, layout, tree, settings, ctx), file.hash, relatedFiles(file.path, tree)];
  const key = `mutation-run ${digestOf([...project, [...overlay], files, tests, only])}`;
  const kept = settings.fresh === true ? null : await ctx.cache.get(key);
  if (kept !== null) return JSON.parse(kept) as MutationRun;
  const run = await runBackend(backend, order, settings, ctx);
  if (run.ok && run.complete && !settings.dryRun) await ctx.cache.set(key, JSON.stringify(run));
  return run;
}
