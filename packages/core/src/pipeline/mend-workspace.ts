import { join } from "node:path";
import type { Context, Project } from "../contracts/index.js";
import { copyFolder, isLeftOut, LARGEST_FILE } from "./workspace.js";

/** Suites of ours in the copy, relative: the only files there that the project need not have. */
const staged = new WeakMap<Project, Set<string>>();

/** Tells suites that are put into the copy from files that code planted there. `path` is relative. */
export function noteStaged(project: Project, path: string): void {
  const known = staged.get(project) ?? new Set();
  staged.set(project, known.add(path));
}

/**
 * Puts the copy in order when code that was run has spoiled it: what was deleted is copied again, files planted at the top
 * (a `conftest.py`, say) are removed. Only `paths` (relative) and the top of the project are looked at, which is cheap; gives
 * whether anything was wrong. Safe while other code runs in the copy, since nothing that belongs there is touched.
 */
export async function mendWorkspace(project: Project, paths: readonly string[], ctx: Context): Promise<boolean> {
  const { root, workspace } = project;
  if (workspace === root) return false;
  const [wanted, found] = await Promise.all([ctx.fs.list(root), listed(workspace, ctx)]);
  const own = staged.get(project);
  const planted = await filtered(
    found.filter((name) => !wanted.includes(name) && !isLeftOut(name) && own?.has(name) !== true),
    async (name) => (await ctx.fs.stat(join(workspace, name)))?.kind !== "directory",
  );
  const missing = await filtered(
    [...wanted.filter((name) => !isLeftOut(name) && !found.includes(name)), ...paths],
    async (path) => !(await ctx.fs.exists(join(workspace, path))) && (await isCopied(join(root, path), ctx)),
  );
  for (const name of planted) await ctx.fs.remove(join(workspace, name));
  if (missing.length > 0) {
    await ctx.fs.makeDirectory(workspace);
    await copyFolder(root, workspace, ctx, true);
  }
  return planted.length + missing.length > 0;
}

async function isCopied(source: string, ctx: Context): Promise<boolean> {
  const stat = await ctx.fs.stat(source);
  return stat !== null && (stat.kind === "directory" || (stat.kind === "file" && stat.size <= LARGEST_FILE));
}

/** Nothing, when even the folder is gone. */
async function listed(folder: string, ctx: Context): Promise<readonly string[]> {
  return (await ctx.fs.exists(folder)) ? ctx.fs.list(folder) : [];
}

async function filtered(
  items: readonly string[],
  fits: (item: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const answers = await Promise.all(items.map(fits));
  return items.filter((_, index) => answers[index]);
}
