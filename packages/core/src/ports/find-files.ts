import { convertPathToPattern, escapePath, glob } from "tinyglobby";

/** Never looked into: version control, installed dependencies, caches. One pattern, since each is tried on every file. */
const ALWAYS_IGNORED: readonly string[] = [
  "**/{.git,.hg,.svn,.jj,node_modules,bower_components,site-packages,.venv,.tox,.nox,__pycache__,.autotest}/**",
  "**/venv/{bin,lib,lib64,Scripts,Lib}/**",
];

/** Files under `root` that fit `patterns`, relative, `/`-separated, sorted by code point. Links to folders are not followed. */
export async function findFiles(
  root: string,
  patterns: readonly string[],
  ignore: readonly string[] = [],
): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  const found = await glob({
    patterns: [...patterns],
    ignore: [...ALWAYS_IGNORED, ...ignore],
    cwd: root,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A file or folder name as a pattern that fits exactly it: `[id].ts`, `(group)`, `a*b`. */
export function escapePattern(path: string): string {
  return process.platform === "win32" ? convertPathToPattern(path) : escapePath(path);
}
