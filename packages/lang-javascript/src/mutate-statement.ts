import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";

/** A block that can be left out. */
export interface Removal {
  readonly block: ts.Block;
  /** Where its first statement begins to count: behind the directives. */
  readonly start: number;
  /** True for the body of a function, which is left at once. */
  readonly leaves: boolean;
}

/** The block `node` is, if leaving it out is a change of its own. */
export function removalOf({ typescript, source }: Marking, node: ts.Node): Removal | null {
  if (!typescript.isBlock(node) || node.statements.length === 0) return null;
  const { parent } = node;
  const inside = node.getStart(source) + 1;
  if (typescript.isFunctionLike(parent)) {
    // Without its call of `super` a constructor cannot end.
    if (typescript.isConstructorDeclaration(parent) && /\bsuper\s*\(/.test(node.getText(source))) return null;
    const directives = node.statements.filter(
      (statement, index) =>
        typescript.isExpressionStatement(statement) &&
        typescript.isStringLiteral(statement.expression) &&
        node.statements.slice(0, index).every((before) => typescript.isExpressionStatement(before)),
    );
    const start = directives.at(-1)?.end ?? inside;
    return directives.length === node.statements.length ? null : { block: node, start, leaves: true };
  }
  // The only way of an `if`: the same as a condition that never holds.
  if (typescript.isIfStatement(parent) && !parent.elseStatement) return null;
  const isBranch =
    typescript.isIfStatement(parent) ||
    typescript.isIterationStatement(parent, false) ||
    typescript.isTryStatement(parent) ||
    typescript.isCatchClause(parent);
  return isBranch ? { block: node, start: inside, leaves: false } : null;
}
