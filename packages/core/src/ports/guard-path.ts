import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { AutotestError } from "../errors/autotest-error.js";
import { errnoOf } from "../errors/write-error.js";
import { denialOf, isCiFolder, isCiPath, misspellingOf } from "./denied-path.js";

/** What a guard says about a path. */
export type GuardAnswer =
  /** `path` is the real path to write to, absolute. */
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly reason: string };

/** Decides which files may be written. */
export interface WriteGuard {
  /** Looks at a path, absolute or relative to the project root, as the disk is now. */
  inspect(path: string): Promise<GuardAnswer>;
  /** The same; rejects with a `write-refused` error. */
  check(path: string): Promise<string>;
}

/** What a guard lets through. */
export interface WriteGuardOptions {
  /** Relative paths are meant from here. Default: the first root. */
  readonly base?: string;
  /** Files somebody asked for by name although they change how every test runs (`tests/conftest.py`), absolute or relative to `base`. */
  readonly asked?: readonly string[];
  /** CI files a person asked for by name (`.github/workflows/autotest.yml`) and their folders, in the same way. Never from a project's settings. */
  readonly ci?: readonly string[];
}

/**
 * A guard that allows files inside `roots` (absolute folders, existing or not, or single files). Links are resolved
 * before anything is compared, so a linked folder inside a root does not lead out of it, and a link in place of the file
 * is refused. Version control, CI, package scripts and the like are denied inside roots too.
 */
export function createWriteGuard(roots: readonly string[], options: WriteGuardOptions = {}): WriteGuard {
  const base = options.base ?? roots[0] ?? "/";
  const asked = new Set((options.asked ?? []).map((path) => resolve(base, path)));
  const ci = (options.ci ?? []).filter((path) => isCiPath(path.split("/"))).map((path) => resolve(base, path));

  async function inspect(path: string): Promise<GuardAnswer> {
    const misspelling = misspellingOf(path, process.platform);
    if (misspelling !== null) return refused(path, misspelling);
    const wanted = resolve(base, path);
    const real = await landing(wanted);
    if (real === null) return refused(path, "it is, or passes through, something that cannot be resolved");
    if (await isLink(real)) return refused(path, "it is a symbolic link");
    const realBase = await landing(base);
    for (const root of roots) {
      const realRoot = await landing(root);
      if (realRoot === null || !contains(realRoot, real)) continue;
      // Named from the project root where possible, so that a root inside a denied folder does not excuse it.
      const from = realBase !== null && contains(realBase, real) ? realBase : dirname(realRoot);
      const segments = relative(from, real).split(sep);
      // As it really lies: a link cannot make another file a CI file.
      if (ci.includes(wanted) && isCiPath(segments)) return { ok: true, path: real };
      if (ci.some((file) => dirname(file) === wanted) && isCiFolder(segments)) return { ok: true, path: real };
      const denial = denialOf(segments, asked.has(wanted));
      return denial === null ? { ok: true, path: real } : refused(path, denial);
    }
    return refused(
      path,
      `it lies outside ${roots.map((root) => relative(base, root) || root).join(", ") || "every allowed folder"}`,
    );
  }

  return {
    inspect,
    async check(path) {
      const answer = await inspect(path);
      if (answer.ok) return answer.path;
      throw new AutotestError("write-refused", answer.reason, {
        hint: "Nothing was written. Choose another test folder in the configuration.",
      });
    },
  };
}

/** True when `path` is `folder` or lies below it. Both absolute and resolved. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function refused(path: string, reason: string): GuardAnswer {
  return { ok: false, reason: `Refused to write ${JSON.stringify(path)}: ${reason}.` };
}

/** Where a file would land: the nearest existing folder above it resolved, the rest as written. Null for loops and the like. */
export async function landing(path: string): Promise<string | null> {
  const missing: string[] = [basename(path)];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      return join(await realpath(folder), ...missing);
    } catch (error) {
      // A dangling link is no missing folder: making the folder would follow it.
      if (errnoOf(error) !== "ENOENT" || (await isLink(folder)) || folder === dirname(folder)) return null;
      missing.unshift(basename(folder));
    }
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}
