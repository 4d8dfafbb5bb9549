import type { Context, Project } from "@autotest/core";

/** How a file is imported. */
export interface ImportName {
  /** Dotted module name. */
  readonly module: string;
  /** Folder that must be on the import path, relative to the project root; empty for the root itself. */
  readonly sourceRoot: string;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

/**
 * The dotted name of a file as the project imports it: up through folders with `__init__.py`, then through namespace
 * folders to a source root (`src`, `lib`, what the build configuration names, or the project root). Null when some part is
 * not an identifier.
 */
export async function findImportName(path: string, project: Project, ctx: Context): Promise<ImportName | null> {
  const folders = path.split("/").slice(0, -1);
  const stem = path
    .split("/")
    .at(-1)!
    .replace(/\.pyi?w?$/, "");
  const top = await topPackage(folders, project.root, ctx);
  const root = await sourceRootOf(folders.slice(0, top), project.root, ctx);
  const packages = folders.slice(root.length);
  const parts = stem === "__init__" ? packages : [...packages, stem];
  if (parts.length === 0 || !parts.every((part) => IDENTIFIER.test(part))) return null;
  return { module: parts.join("."), sourceRoot: root.join("/") };
}

/** How many leading folders are outside the regular package the file is in. */
async function topPackage(folders: readonly string[], root: string, ctx: Context): Promise<number> {
  let top = folders.length;
  while (top > 0 && (await ctx.fs.exists(`${root}/${folders.slice(0, top).join("/")}/__init__.py`))) top -= 1;
  return top;
}

async function sourceRootOf(outside: readonly string[], root: string, ctx: Context): Promise<readonly string[]> {
  for (const named of await namedRoots(root, ctx)) {
    const parts = named.split("/").filter((part) => part !== "" && part !== ".");
    if (parts.length > 0 && parts.every((part, at) => outside[at] === part)) return parts;
  }
  const marker = Math.max(outside.lastIndexOf("src"), outside.lastIndexOf("lib"));
  if (marker >= 0) return outside.slice(0, marker + 1);
  // Namespace folders are part of the name only as long as they can be one.
  const bad = outside.findLastIndex((part) => !IDENTIFIER.test(part));
  return outside.slice(0, bad + 1);
}

/** Source roots the build configuration names, longest first. */
async function namedRoots(root: string, ctx: Context): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of ["pyproject.toml", "setup.cfg", "setup.py"]) {
    const path = `${root}/${file}`;
    if (!(await ctx.fs.exists(path))) continue;
    let text = "";
    try {
      text = await ctx.fs.readText(path);
    } catch {
      continue; // not UTF-8: it names nothing we could use
    }
    for (const match of text.matchAll(/\bwhere\s*=\s*\[?\s*["']?([\w./-]+)["']?/g)) found.push(match[1]!);
    for (const match of text.matchAll(/\bfrom\s*=\s*["']([\w./-]+)["']/g)) found.push(match[1]!);
    for (const match of text.matchAll(/package[-_]dir\s*=\s*\{\s*["']{2}\s*[=:]\s*["']([\w./-]+)["']/g))
      found.push(match[1]!);
    for (const match of text.matchAll(/package_dir\s*=\s*\n\s*=\s*([\w./-]+)/g)) found.push(match[1]!);
    for (const match of text.matchAll(/\bpythonpath\s*=\s*\[?\s*["']?([\w./-]+)["']?/g)) found.push(match[1]!);
  }
  return found.sort((left, right) => right.length - left.length);
}
