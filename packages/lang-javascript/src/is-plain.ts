import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";

/** A name, a chain of names or a literal: evaluating it twice does nothing twice. */
export function isPlain(marking: Pick<Marking, "typescript">, node: ts.Expression): boolean {
  const { typescript } = marking;
  if (typescript.isPropertyAccessExpression(node)) {
    return !node.questionDotToken && !typescript.isPrivateIdentifier(node.name) && isPlain(marking, node.expression);
  }
  return (
    typescript.isIdentifier(node) ||
    node.kind === typescript.SyntaxKind.ThisKeyword ||
    typescript.isStringLiteral(node) ||
    typescript.isRegularExpressionLiteral(node)
  );
}
