import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files that mark the top of a project. */
const MARKERS: readonly string[] = ["pyproject.toml", "setup.cfg", "setup.py", "package.json", ".git"];

/**
 * The folders a call in `cwd` may mean as the project, nearest first: up to the top of the git work tree. Outside of one, only
 * `cwd` itself, so that a stray file in a parent folder changes nothing.
 */
export function candidateRoots(cwd: string): readonly string[] {
  const folders = [cwd];
  while (!existsSync(join(folders.at(-1) ?? cwd, ".git"))) {
    const folder = folders.at(-1) ?? cwd;
    const parent = dirname(folder);
    if (parent === folder) return [cwd];
    folders.push(parent);
  }
  return folders;
}

/** The nearest candidate that looks like a project, else `cwd`. */
export function findRoot(cwd: string): string {
  return candidateRoots(cwd).find((folder) => MARKERS.some((name) => existsSync(join(folder, name)))) ?? cwd;
}
