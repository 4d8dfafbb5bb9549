import type { Context, Layout, MutationBackend } from "../../contracts/index.js";
import type { RunSettings } from "../../pipeline/run-state.js";
import { digestOf, type Tree } from "./read-tree.js";

/** Stands for all that decides on results besides sources and tests: the tool, its surroundings, settings, data. */
export async function toolKey(
  backend: MutationBackend,
  layout: Layout,
  { rest }: Tree,
  { version, project, sandbox }: RunSettings,
  ctx: Context,
): Promise<string> {
  const print = await backend.fingerprint(project, layout, ctx);
  const ours = [backend.id, print, version, process.version, rest, project.options, sandbox?.isolation.level];
  return digestOf([...ours, layout.details, layout.command, ctx.env]);
}
