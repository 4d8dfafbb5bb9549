import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";

/** Statements that can be left out together. */
export interface Removal {
  /** The block, or the clause of a `switch`. */
  readonly node: ts.Node;
  /** Where its first statement begins to count, behind the directives, and where the last one ends. */
  readonly start: number;
  readonly end: number;
  /** True for the body of a function, which is left at once. */
  readonly leaves: boolean;
}

/** What `node` holds, if leaving it out is a change of its own. */
export function removalOf({ typescript, source }: Marking, node: ts.Node): Removal | null {
  if (typescript.isCaseOrDefaultClause(node)) return clauseRemoval(typescript, source, node);
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
    return directives.length === node.statements.length ? null : { node, start, end: node.end - 1, leaves: true };
  }
  // The only way of an `if`: the same as a condition that never holds.
  if (typescript.isIfStatement(parent) && !parent.elseStatement) return null;
  const isBranch =
    typescript.isIfStatement(parent) ||
    typescript.isIterationStatement(parent, false) ||
    typescript.isTryStatement(parent) ||
    typescript.isCatchClause(parent);
  return isBranch ? { node, start: inside, end: node.end - 1, leaves: false } : null;
}

/** A clause falls through to the next one. What it declares may be used there, so then it stays. */
function clauseRemoval(
  typescript: Marking["typescript"],
  source: ts.SourceFile,
  node: ts.CaseOrDefaultClause,
): Removal | null {
  const [first] = node.statements;
  const declares = node.statements.some(
    (statement) =>
      typescript.isFunctionDeclaration(statement) ||
      typescript.isClassDeclaration(statement) ||
      (typescript.isVariableStatement(statement) &&
        (statement.declarationList.flags & typescript.NodeFlags.BlockScoped) !== 0),
  );
  if (first === undefined || declares) return null;
  return { node, start: first.getStart(source), end: node.end, leaves: false };
}
