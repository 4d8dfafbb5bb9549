import { posix } from "node:path";
import type { ParserPlugin } from "@babel/parser";
import { loadParser } from "./load-parser.js";

/** A node of the syntax tree, as far as it is looked at. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Statements and tokens of a test file; null when it cannot be parsed. */
export function parseProgram(
  text: string,
  path: string,
): { body: readonly Node[]; tokens: readonly Node[]; directivesEnd: number } | null {
  const typed = /\.[cm]?tsx?$/.test(path);
  const plugins: ParserPlugin[] = typed
    ? ["typescript", "decorators", ...(posix.extname(path) === ".tsx" ? (["jsx"] as const) : [])]
    : ["jsx", "decorators"];
  try {
    const file = loadParser().parse(text.replace(/^\ufeff/, " "), {
      sourceType: "unambiguous",
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      tokens: true,
      errorRecovery: false,
      plugins,
    });
    const program = file.program as unknown as { body: readonly Node[]; directives: readonly Node[] };
    return {
      body: program.body,
      tokens: (file.tokens ?? []) as unknown as readonly Node[],
      directivesEnd: program.directives.at(-1)?.end ?? 0,
    };
  } catch {
    return null;
  }
}

/** Name of an identifier, or text of a literal key. */
export function nameOf(node: Node | null | undefined): string {
  return String(node?.name ?? node?.value ?? "");
}
