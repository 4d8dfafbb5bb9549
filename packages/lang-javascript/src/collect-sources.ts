import { extname, join } from "node:path";
import type { Context, Project } from "@autotest/core";
import type { ts } from "ts-morph";
import { compileSource } from "./compile-source.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { hasModuleSyntax, packageType } from "./module-kind.js";
import { needsCompiling, parseText } from "./parse-file.js";
import type { Configuration } from "./read-configuration.js";
import { resolveImport } from "./resolve-import.js";

/** What the worker loads in place of the files on disk. */
export interface Sources {
  /** Absolute path in the workspace to JavaScript. */
  readonly sources: { readonly [file: string]: { readonly code: string; readonly format: "module" | "commonjs" } };
  /** Importer to specifier to file, all absolute in the workspace. */
  readonly links: { readonly [file: string]: { readonly [specifier: string]: string } };
  /** Every project file that `entry` imports, itself excluded, nearest first; relative to the root. */
  readonly files: readonly string[];
}

const MOST_FILES = 1500;
/** Types that come from another file, in annotations as in JSDoc, which is no part of the tree. */
const TYPE_IMPORT = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** Follows the imports of `entry` (relative) through the project and compiles what Node cannot run. */
export async function collectSources(
  typescript: TypeScriptApi,
  entry: { readonly path: string; readonly source: ts.SourceFile },
  configuration: Configuration,
  project: Project,
  ctx: Context,
): Promise<Sources> {
  const sources: Record<string, { code: string; format: "module" | "commonjs" }> = {};
  const links: Record<string, Record<string, string>> = {};
  const queue: { path: string; source: ts.SourceFile }[] = [entry];
  const seen = new Set([entry.path]);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const file = join(project.workspace, next.path);
    for (const specifier of specifiersOf(typescript, next.source)) {
      const found = await resolveImport(specifier, next.path, configuration, project, ctx);
      if (found === null) continue;
      if (needsLink(specifier, next.path, found)) {
        links[file] = { ...links[file], [specifier]: join(project.workspace, found) };
      }
      if (seen.has(found) || seen.size > MOST_FILES || !/\.[cm]?[jt]sx?$/.test(found)) continue;
      seen.add(found);
      const text = await readText(join(project.root, found), ctx);
      if (text === null) continue;
      const source = parseText(typescript, found, text);
      queue.push({ path: found, source });
      if (!needsCompiling(found)) continue;
      const format = await formatOf(typescript, source, found, project, ctx);
      const { code } = compileSource(typescript, found, text, format, configuration.options);
      sources[join(project.workspace, found)] = { code, format };
    }
  }
  seen.delete(entry.path);
  return { sources, links, files: [...seen] };
}

async function formatOf(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  path: string,
  project: Project,
  ctx: Context,
): Promise<"module" | "commonjs"> {
  if (/^\.m/.test(extname(path))) return "module";
  if (/^\.c/.test(extname(path))) return "commonjs";
  const type = await packageType(join(project.root, path), project.root, ctx);
  if (type !== null) return type;
  return path.endsWith(".jsx") && hasModuleSyntax(typescript, source) ? "module" : "commonjs";
}

/** Node resolves a relative import that names the very file; everything else needs our answer. */
function needsLink(specifier: string, importer: string, found: string): boolean {
  return !(specifier.startsWith(".") && join(importer, "..", specifier) === found);
}

async function readText(path: string, ctx: Context): Promise<string | null> {
  try {
    return await ctx.fs.readText(path);
  } catch {
    return null;
  }
}

/** Every static import, export-from, literal `import()` and `require()` of a file, and what its types are imported from. */
function specifiersOf(typescript: TypeScriptApi, source: ts.SourceFile): readonly string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (
      (typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      typescript.isStringLiteral(node.moduleSpecifier)
    ) {
      found.add(node.moduleSpecifier.text);
    } else if (typescript.isExternalModuleReference(node) && typescript.isStringLiteral(node.expression))
      found.add(node.expression.text);
    else if (typescript.isCallExpression(node)) {
      const [first] = node.arguments;
      const isRequire = typescript.isIdentifier(node.expression) && node.expression.text === "require";
      if (
        first &&
        typescript.isStringLiteral(first) &&
        (isRequire || node.expression.kind === typescript.SyntaxKind.ImportKeyword)
      )
        found.add(first.text);
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  for (const [, specifier] of source.text.matchAll(TYPE_IMPORT)) if (specifier) found.add(specifier);
  return [...found];
}
