import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** Positions of lines that begin inside a template text. */
export function rawStarts(typescript: TypeScriptApi, root: ts.Node, source: ts.SourceFile): ReadonlySet<number> {
  const found = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (typescript.isTemplateLiteralToken(node)) {
      for (let at = node.getStart(source); at < node.end; at += 1) if (source.text[at] === "\n") found.add(at + 1);
    }
    typescript.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
