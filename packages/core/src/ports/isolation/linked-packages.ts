import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { isWithin } from "./is-within.js";

/**
 * Where the links in a dependency folder lead that is no part of it: `npm link`, a store elsewhere, a folder shared by
 * projects. Of a package in a folder of packages that whole folder, for there are its own; of any other the package, and the
 * dependency folders it can reach. A link to what is no package is not followed. Real paths, each once.
 */
export function linkedPackages(dependencies: string): readonly string[] {
  const here = realPathOf(dependencies);
  if (here === null) return [];
  const found = new Set<string>();
  for (const link of linksIn(here)) {
    const real = realPathOf(link);
    if (real === null || isWithin(real, here) || isWithin(here, real)) continue;
    for (const folder of foldersFor(real)) found.add(folder);
  }
  return [...found];
}

function linksIn(folder: string, isScope = false): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".")) return [];
      if (entry.isSymbolicLink()) {
        const scoped = !isScope && entry.name.startsWith("@") ? linksIn(path, true) : [];
        return [path, ...scoped];
      }
      return !isScope && entry.name.startsWith("@") && entry.isDirectory() ? linksIn(path, true) : [];
    });
  } catch {
    return [];
  }
}

function foldersFor(real: string): readonly string[] {
  const at = real.indexOf("/node_modules/");
  if (at >= 0) return [real.slice(0, at + "/node_modules".length)];
  if (!existsSync(join(real, "package.json"))) return [];
  const above: string[] = [];
  for (let folder = dirname(real); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "node_modules");
    if (existsSync(path)) above.push(realPathOf(path) ?? path);
  }
  return [real, ...above];
}

function realPathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
