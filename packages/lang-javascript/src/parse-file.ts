import { extname } from "node:path";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** A parsed file, or where it is no valid program. Lines are 1-based. */
export type Parsed =
  | { readonly ok: true; readonly source: ts.SourceFile }
  | { readonly ok: false; readonly reason: string; readonly line: number };

/** True for files whose types must be taken out before Node can run them. */
export function isTypeScriptPath(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

/** True for files that Node cannot run as they are. */
export function needsCompiling(path: string): boolean {
  return isTypeScriptPath(path) || path.endsWith(".jsx");
}

function scriptKind(typescript: TypeScriptApi, path: string): ts.ScriptKind {
  const extension = extname(path);
  if (extension === ".tsx") return typescript.ScriptKind.TSX;
  if (isTypeScriptPath(path)) return typescript.ScriptKind.TS;
  return extension === ".jsx" ? typescript.ScriptKind.JSX : typescript.ScriptKind.JS;
}

/** The syntax tree of `text`, with parents. */
export function parseText(typescript: TypeScriptApi, path: string, text: string): ts.SourceFile {
  return typescript.createSourceFile(path, text, typescript.ScriptTarget.ESNext, true, scriptKind(typescript, path));
}

/** Octal literals and escapes: refused by TypeScript, fine in a CommonJS file that is not strict. */
const SLOPPY_ONLY: ReadonlySet<number> = new Set([1121, 1487, 1488, 1489]);

/** Parses and says the first syntax error. Never throws for the file's sake. */
export function parseFile(typescript: TypeScriptApi, path: string, text: string): Parsed {
  const source = parseText(typescript, path, text);
  const { parseDiagnostics = [] } = source as ts.SourceFile & {
    readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
  };
  const [first] = parseDiagnostics.filter(({ code }) => isTypeScriptPath(path) || !SLOPPY_ONLY.has(code));
  if (!first) return { ok: true, source };
  const reason = typescript.flattenDiagnosticMessageText(first.messageText, " ");
  return { ok: false, reason, line: source.getLineAndCharacterOfPosition(first.start).line + 1 };
}

/** 1-based line of a position. */
export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}
