import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

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

interface Parsed {
  readonly typescript: TypeScriptApi;
  readonly source: ts.SourceFile;
}

/** What `node` holds, if it can be left out while the code runs. */
export function contentOf({ typescript, source }: Parsed, node: ts.Node): Removal | null {
  if (typescript.isCaseOrDefaultClause(node)) return clauseContent(typescript, source, node);
  if (!typescript.isBlock(node) || typescript.isClassStaticBlockDeclaration(node.parent)) return null;
  const leaves = typescript.isFunctionLike(node.parent);
  const before = leaves ? directivesOf(typescript, node).at(-1)?.end : undefined;
  return { node, start: before ?? node.getStart(source) + 1, end: node.end - 1, leaves };
}

/** What `node` holds, if leaving it out is a change of its own. */
export function removalOf(parsed: Parsed, node: ts.Node): Removal | null {
  const { typescript, source } = parsed;
  const content = contentOf(parsed, node);
  if (content === null || !typescript.isBlock(node)) return content;
  if (node.statements.length === 0) return null;
  const { parent } = node;
  if (typescript.isFunctionLike(parent)) {
    // Without its call of `super` a constructor cannot end.
    if (typescript.isConstructorDeclaration(parent) && /\bsuper\s*\(/.test(node.getText(source))) return null;
    return directivesOf(typescript, node).length === node.statements.length ? null : content;
  }
  // The only way of an `if`: the same as a condition that never holds.
  if (typescript.isIfStatement(parent) && !parent.elseStatement) return null;
  const isBranch =
    typescript.isIfStatement(parent) ||
    typescript.isIterationStatement(parent, false) ||
    typescript.isTryStatement(parent) ||
    typescript.isCatchClause(parent);
  return isBranch ? content : null;
}

function directivesOf(typescript: TypeScriptApi, body: ts.Block): readonly ts.Statement[] {
  return body.statements.filter(
    (statement, index) =>
      typescript.isExpressionStatement(statement) &&
      typescript.isStringLiteral(statement.expression) &&
      body.statements.slice(0, index).every((before) => typescript.isExpressionStatement(before)),
  );
}

/** A clause falls through to the next one. What it declares may be used there, so then it stays. */
function clauseContent(typescript: TypeScriptApi, source: ts.SourceFile, node: ts.CaseOrDefaultClause): Removal | null {
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
