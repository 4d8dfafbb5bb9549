import { basename, join } from "node:path";
import type { Context } from "../contracts/index.js";
import { isPersonal } from "../ports/isolation/project-view.js";

/** Reached from the copy by a link: large, and never changed by us. */
const LINKED = new Set(["node_modules", ".venv", "venv"]);
/** Not needed to run the code. */
const LEFT_OUT = new Set([
  ".git",
  ".hg",
  ".svn",
  "__pycache__",
  ".autotest",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".tox",
  ".nox",
  ".turbo",
  ".nyc_output",
  "coverage",
]);
/** Data this large is no part of a unit test. */
const LARGEST_FILE = 32 * 1024 * 1024;

/** Copies the project into a private folder, where alone its code is run; gives the folder. */
export async function openWorkspace(root: string, ctx: Context): Promise<string> {
  const workspace = await ctx.fs.realPath(await ctx.fs.temporaryDirectory("workspace-"));
  await copyFolder(root, workspace, ctx);
  return workspace;
}

async function copyFolder(from: string, to: string, ctx: Context): Promise<void> {
  const names = await ctx.fs.list(from);
  await Promise.all(
    names.map(async (name) => {
      if (LEFT_OUT.has(name) || isPersonal(name)) return;
      const source = join(from, name);
      const target = join(to, name);
      if (LINKED.has(basename(name))) return ctx.fs.link(await ctx.fs.realPath(source), target);
      const stat = await ctx.fs.stat(source);
      if (stat === null || stat.kind === "other") return;
      if (stat.kind === "file") return stat.size <= LARGEST_FILE ? ctx.fs.copy(source, target) : undefined;
      // A linked folder may lead outside or around in circles; it stays a link.
      if ((await ctx.fs.realPath(source)) !== join(await ctx.fs.realPath(from), name)) {
        return ctx.fs.link(await ctx.fs.realPath(source), target);
      }
      await ctx.fs.makeDirectory(target);
      await copyFolder(source, target, ctx);
    }),
  );
}
