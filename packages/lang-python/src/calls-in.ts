import { fieldOf, type SyntaxNode, walk } from "./parse.js";

/** Calls of a body. */
export interface Calls {
  /** Call by its argument list. */
  readonly byArguments: ReadonlyMap<SyntaxNode, SyntaxNode>;
  /** Texts of what is called. */
  readonly functions: ReadonlySet<string>;
}

const indexed = new WeakMap<SyntaxNode, Calls>();

/** The calls of a body, indexed once: every parameter asks. */
export function callsIn(body: SyntaxNode): Calls {
  const known = indexed.get(body);
  if (known) return known;
  const byArguments = new Map<SyntaxNode, SyntaxNode>();
  const functions = new Set<string>();
  for (const node of walk(body)) {
    if (node.type !== "call") continue;
    functions.add(fieldOf(node, "function")!.text);
    byArguments.set(fieldOf(node, "arguments")!, node);
  }
  const calls: Calls = { byArguments, functions };
  indexed.set(body, calls);
  return calls;
}
