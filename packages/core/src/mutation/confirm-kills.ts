import type { Context, MutationBackend } from "../contracts/index.js";
import type { WrittenSuite } from "../pipeline/6-write-suite.js";
import type { RunSettings, Target } from "../pipeline/run-state.js";
import { runOnce } from "./kept/run-once.js";
import type { ToolMutant } from "./result.js";

/** The tool's last word: which of the mutants, by our ids, its own run kills with nothing but the new suite. Null when it has none. */
export async function confirmKills(
  target: Target,
  mutants: readonly ToolMutant[],
  written: readonly WrittenSuite[],
  backend: MutationBackend,
  settings: RunSettings,
  ctx: Context,
): Promise<ReadonlySet<string> | null> {
  const run = await runOnce(
    backend,
    {
      stage: "confirm",
      files: [{ path: target.file.path }],
      layout: target.layout,
      overlay: new Map(written.map(({ suite: { path, text } }) => [path, text])),
      tests: [target.suitePath],
      only: mutants.map(({ toolId }) => toolId),
    },
    target,
    settings,
    ctx,
  );
  if (!run.ok) return null;
  const dead = new Set(
    Object.values(run.report.files).flatMap(({ mutants: all }) =>
      all.filter(({ status }) => status === "Killed").map(({ id }) => id),
    ),
  );
  return new Set(mutants.filter(({ toolId }) => dead.has(toolId)).map(({ id }) => id));
}
