import { join, posix } from "node:path";
import type { Context, Project } from "@autotest/core";
import type { Configuration } from "./read-configuration.js";

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
const WRITTEN: { readonly [extension: string]: readonly string[] } = {
  ".js": [".ts", ".tsx", ".jsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
  ".jsx": [".tsx"],
};

/** The project file (relative to the root) that `specifier` means in `importer`; null for packages and built-ins. */
export async function resolveImport(
  specifier: string,
  importer: string,
  configuration: Configuration,
  project: Project,
  ctx: Context,
): Promise<string | null> {
  for (const base of basesOf(specifier, importer, configuration)) {
    if (base.startsWith("..") || posix.isAbsolute(base)) continue;
    const found = await findFile(base, project, ctx);
    if (found !== null) return found;
  }
  return null;
}

/** Paths without certainty about the extension: relative ones, then the aliases of tsconfig.json. */
function basesOf(specifier: string, importer: string, { paths, base }: Configuration): readonly string[] {
  const [plain = ""] = specifier.split("?");
  if (/^\.{1,2}(\/|$)/.test(plain)) return [posix.join(posix.dirname(importer), plain)];
  if (plain.startsWith("/") || plain.includes(":")) return [];
  const bases: string[] = [];
  for (const [pattern, targets] of Object.entries(paths)) {
    const [head = "", tail] = pattern.split("*");
    if (
      tail === undefined
        ? plain !== pattern
        : !(plain.startsWith(head) && plain.endsWith(tail) && plain.length >= head.length + tail.length)
    )
      continue;
    const middle = tail === undefined ? "" : plain.slice(head.length, plain.length - tail.length);
    for (const target of targets) bases.push(posix.join(base, target.replace("*", middle)));
  }
  if (base !== "." || Object.keys(paths).length > 0) bases.push(posix.join(base, plain));
  return bases;
}

async function findFile(base: string, project: Project, ctx: Context): Promise<string | null> {
  const isFile = async (path: string): Promise<boolean> =>
    (await ctx.fs.stat(join(project.root, path)))?.kind === "file";
  const extension = posix.extname(base);
  const written = (WRITTEN[extension] ?? []).map((other) => base.slice(0, -extension.length) + other);
  for (const candidate of [
    base,
    ...written,
    ...EXTENSIONS.map((other) => base + other),
    ...EXTENSIONS.map((other) => posix.join(base, `index${other}`)),
  ]) {
    if (await isFile(candidate)) return candidate;
  }
  return null;
}
