import { dirname, extname, join } from "node:path";
import type { Context, Project } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";
import { isTypeScriptPath } from "./parse-file.js";

/** How Node (or a TypeScript loader) runs a file, and how a test imports it. */
export interface ModuleKind {
  /** How the test writes its import. */
  readonly kind: "esm" | "commonjs";
  /** What the runtime executes: TypeScript in a package without `"type": "module"` is compiled to CommonJS. */
  readonly format: "module" | "commonjs";
}

/** True when the file has an import or export statement, `import.meta` or a top-level await. */
export function hasModuleSyntax(typescript: TypeScriptApi, source: ts.SourceFile): boolean {
  const isModule = (statement: ts.Statement): boolean =>
    typescript.isImportDeclaration(statement) ||
    typescript.isExportDeclaration(statement) ||
    (typescript.isExportAssignment(statement) && !statement.isExportEquals) ||
    (typescript.canHaveModifiers(statement) &&
      (typescript.getModifiers(statement)?.some((modifier) => modifier.kind === typescript.SyntaxKind.ExportKeyword) ??
        false));
  return source.statements.some(isModule) || /\bimport\.meta\b/.test(source.text);
}

/** The `type` of the nearest package.json at or above `file` (absolute), up to `root`; null when it has none. */
export async function packageType(file: string, root: string, ctx: Context): Promise<"module" | "commonjs" | null> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const type = await readType(join(folder, "package.json"), ctx);
    if (type !== undefined) return type;
    if (folder === root || folder === dirname(folder)) return null;
  }
}

async function readType(path: string, ctx: Context): Promise<"module" | "commonjs" | null | undefined> {
  if (!(await ctx.fs.exists(path))) return undefined;
  try {
    const { type } = JSON.parse(await ctx.fs.readText(path)) as { type?: unknown };
    return type === "module" || type === "commonjs" ? type : null;
  } catch {
    return null;
  }
}

/** Node's rules: extension first, then the package, then the syntax. */
export async function moduleKindOf(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  path: string,
  project: Project,
  ctx: Context,
): Promise<ModuleKind> {
  const extension = extname(path);
  if (/^\.m[jt]s$/.test(extension)) return { kind: "esm", format: "module" };
  if (extension === ".cjs") return { kind: "commonjs", format: "commonjs" };
  const type = extension === ".cts" ? "commonjs" : await packageType(join(project.root, path), project.root, ctx);
  const isModule = hasModuleSyntax(typescript, source);
  if (isTypeScriptPath(path)) {
    const format = type === "module" ? "module" : "commonjs";
    return { kind: isModule || format === "module" ? "esm" : "commonjs", format };
  }
  if (type === "module") return { kind: "esm", format: "module" };
  if (type === null && isModule) return { kind: "esm", format: "module" };
  return { kind: isModule ? "esm" : "commonjs", format: isModule && extension === ".jsx" ? "module" : "commonjs" };
}
