import { basename, join, relative } from "node:path";
import type { Context } from "../contracts/index.js";
import { isPersonal } from "../ports/isolation/project-view.js";
import { copySurroundings, surroundingPackages } from "./surrounding-packages.js";

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
export const LARGEST_FILE: number = 32 * 1024 * 1024;

/** A private folder for the project's copy, which is filled while other things go on. */
export interface Workspace {
  /** Absolute, links resolved. */
  readonly folder: string;
  /** What to remove in the end: the folder, or the one above it that stands for the monorepo around the project. */
  readonly top: string;
  /** Resolves when the copy is complete; nothing may run in it before. Each file as path, size and time of change, joined by NUL. */
  readonly filled: Promise<readonly string[]>;
}

/** Copies the project into a private folder, where alone its code is run; gives the folder. */
export async function openWorkspace(root: string, ctx: Context): Promise<string> {
  const { folder, filled } = await startWorkspace(root, ctx);
  await filled;
  return folder;
}

/** The same without waiting for the copy. */
export async function startWorkspace(root: string, ctx: Context): Promise<Workspace> {
  const top = await ctx.fs.realPath(await ctx.fs.temporaryDirectory("workspace-"));
  const around = await surroundingPackages(root, ctx);
  // As deep below the monorepo as in the user's tree, so that paths leading up lead to the same places.
  const inCopy = (path: string): string => join(top, relative(around.at(-1) ?? root, path));
  const folder = inCopy(root);
  for (const one of [...around].reverse()) await copySurroundings(one, inCopy(one), ctx);
  if (folder !== top) await ctx.fs.makeDirectory(folder);
  const files: string[] = [];
  const note = (path: string, size: number, modified: number): void =>
    void files.push([relative(root, path), size, modified].join("\0"));
  const filled = copyFolder(root, folder, ctx, false, note).then(() => files);
  // Whoever needs the copy sees the failure; until then it is no unhandled one.
  filled.catch(() => undefined);
  return { folder, top, filled };
}

/** Whether a name is never copied. */
export function isLeftOut(name: string): boolean {
  return LEFT_OUT.has(name) || isPersonal(name);
}

/** Copies what a run needs. `onlyMissing` leaves alone what is there already, `onFile` is told of every file (absolute). */
export async function copyFolder(
  from: string,
  to: string,
  ctx: Context,
  onlyMissing = false,
  onFile: (path: string, size: number, modified: number) => void = () => undefined,
): Promise<void> {
  const [names, here] = await Promise.all([ctx.fs.list(from), ctx.fs.realPath(from)]);
  await Promise.all(
    names.map(async (name) => {
      if (isLeftOut(name)) return;
      const source = join(from, name);
      const target = join(to, name);
      const isThere = onlyMissing && (await ctx.fs.exists(target));
      if (isThere && (LINKED.has(name) || (await ctx.fs.stat(target))?.kind === "file")) return;
      if (LINKED.has(basename(name))) return ctx.fs.link(await ctx.fs.realPath(source), target);
      const stat = await ctx.fs.stat(source);
      if (stat === null || stat.kind === "other") return;
      if (stat.kind === "file") {
        onFile(source, stat.size, stat.modified ?? 0);
        return stat.size <= LARGEST_FILE ? ctx.fs.copy(source, target) : undefined;
      }
      // A linked folder may lead outside or around in circles; it stays a link.
      const real = await ctx.fs.realPath(source);
      if (real !== join(here, name)) return isThere ? undefined : ctx.fs.link(real, target);
      await ctx.fs.makeDirectory(target);
      await copyFolder(source, target, ctx, onlyMissing, onFile);
    }),
  );
}
