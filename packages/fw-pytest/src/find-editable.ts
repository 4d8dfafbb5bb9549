import { dirname, join } from "node:path";
import type { Context, Project } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { textOf } from "./read-config.js";

/**
 * Folders of the project that an editable install of its environment puts on `sys.path`, relative to the root. Only the
 * environment's files are read. An installed copy does not count: it is not the code under test.
 */
export async function findEditable(project: Project, ctx: Context): Promise<readonly string[]> {
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok) return [];
  const root = await ctx.fs.realPath(project.root).catch(() => project.root);
  const found = new Set<string>();
  const folder = interpreter.packages;
  for (const name of await ctx.fs.list(folder).catch(() => [])) {
    if (!/\.(pth|egg-link)$/.test(name) && !/^__editable__.*\.py$/.test(name)) continue;
    for (const path of pathsIn(name, (await textOf(join(folder, name), ctx)) ?? "")) {
      const inside = relativeTo(path, [root, project.root]);
      if (inside !== null) found.add(inside);
    }
  }
  return [...found].sort();
}

/** A finder module of setuptools maps names to package folders, whose parents are what counts; the other kinds list folders. */
function pathsIn(name: string, text: string): readonly string[] {
  if (!name.endsWith(".py")) return text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("import "));
  const mapping = /MAPPING[^=]*=\s*(\{[^}]*\})/.exec(text)?.[1] ?? "";
  return [...mapping.matchAll(/:\s*'([^']+)'/g)].map(([, path]) => dirname(path ?? ""));
}

function relativeTo(path: string, roots: readonly string[]): string | null {
  const clean = path
    .trim()
    .replace(/[\\/]+$/, "")
    .replaceAll("\\", "/");
  for (const root of roots) {
    if (clean === root) return ".";
    if (clean.startsWith(`${root}/`)) return clean.slice(root.length + 1);
  }
  return null;
}
