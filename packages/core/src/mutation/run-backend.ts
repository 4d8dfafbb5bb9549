import { join } from "node:path";
import type { Context, Layout, MutationBackend, MutationRun } from "../contracts/index.js";
import type { MutatedFile, MutationRequest } from "../contracts/mutation.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { openWorkspace } from "../pipeline/workspace.js";

/** What differs from run to run of a tool. */
export interface BackendOrder extends Pick<MutationRequest, "tests" | "only" | "timeoutMs"> {
  /** What it is run for: the first look, or the last word on kills. */
  readonly stage: "mutate" | "confirm";
  /** One mutant at a time. Default: as many as the run allows. */
  readonly alone?: boolean;
  readonly files: readonly MutatedFile[];
  readonly layout: Layout;
  /** Files to put into the copy, relative; null takes one out. */
  readonly overlay: ReadonlyMap<string, string | null>;
}

/** Runs a tool on a fresh copy of the project, which is gone afterwards: whatever it writes, nobody else sees it. */
export async function runBackend(
  backend: MutationBackend,
  { stage, alone = false, files, layout, overlay, ...order }: BackendOrder,
  settings: RunSettings,
  ctx: Context,
): Promise<MutationRun> {
  const say = (detail: string): void => settings.hooks.event.call({ kind: "stage", stage, detail });
  const doing = `${stage === "confirm" ? "confirming with" : "running"} ${backend.name}`;
  say(doing);
  const workspace = await openWorkspace(settings.project.root, ctx);
  try {
    for (const [path, text] of overlay) {
      const file = join(workspace, path);
      if (text === null) await ctx.fs.remove(file);
      else {
        await ctx.fs.makeDirectory(join(file, ".."));
        await ctx.fs.write(file, text);
      }
    }
    return await backend.run(
      {
        project: { ...settings.project, workspace },
        layout: withOverlay(layout, overlay),
        files,
        concurrency: alone ? 1 : settings.concurrency,
        onProgress: (done, total) => say(`${doing}: ${done} of ${total} mutants`),
        ...order,
      },
      ctx,
    );
  } finally {
    await ctx.fs.remove(workspace);
  }
}

/** The layout as it is in the copy. */
function withOverlay(layout: Layout, overlay: ReadonlyMap<string, string | null>): Layout {
  const gone = layout.testFiles.filter((path) => overlay.get(path) !== null);
  const added = [...overlay].flatMap(([path, text]) =>
    text === null || layout.testFiles.includes(path) ? [] : [path],
  );
  return { ...layout, testFiles: [...gone, ...added] };
}
