import { relative, sep } from "node:path";
import type { ts } from "ts-morph";
import { type Exports, exportsOf } from "./exports-of.js";
import type { TypeScriptApi } from "./load-typescript.js";

const known = new WeakMap<ts.SourceFile, Exports>();

/**
 * Where a class or enum can be imported from, seen from the file under test: `:Name`, or `./src/other.ts:Name` with the
 * path from the project root. Null when nothing exports it, or it belongs to a package.
 */
export function refOfDeclaration(
  typescript: TypeScriptApi,
  declaration: ts.Declaration,
  target: ts.SourceFile,
  root: string,
): string | null {
  const source = declaration.getSourceFile();
  if (source.isDeclarationFile || source.fileName.includes("/node_modules/")) return null;
  const name = (declaration as ts.NamedDeclaration).name?.getText() ?? "default";
  const exports = known.get(source) ?? exportsOf(typescript, source);
  known.set(source, exports);
  const ref = exports.refOf(name);
  if (ref === null || source.fileName === target.fileName) return ref;
  const path = relative(root, source.fileName).split(sep).join("/");
  return path.startsWith("..") ? null : `./${path}${ref}`;
}
