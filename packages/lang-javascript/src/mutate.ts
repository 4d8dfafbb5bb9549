import type { Mutant } from "@autotest/core";
import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";
import { POINTS } from "./instrument-statement.js";
import { changesOf } from "./mutate-expression.js";
import { removalOf } from "./mutate-statement.js";

/** What takes the place of a piece of code. */
export interface Change {
  /** See {@link Mutant.operator}. */
  readonly operator: string;
  /** Source text; it is put in parentheses. */
  readonly replacement: string;
  /** The text that is changed, when it is not all of the node. */
  readonly original?: string;
}

/** A file whose code can be changed at many places while it runs. */
export interface Mutated {
  readonly listed: Mutant[];
}

/** Files with very many places: what comes after is not changed. */
const MOST = 4000;
/** Operands are written once more for every change; of longer ones only the whole is changed. */
const LONGEST_COPY = 400;
const LONGEST_TEXT = 80;

/** Writes every change of `node` beside it, the code as it is last. Called before the children are visited: outer text first. */
export function mutate(marking: Marking, node: ts.Node, unit: string, mutated: Mutated): void {
  if (unit === "<module>" || mutated.listed.length >= MOST || !isInFunction(marking, node)) return;
  const { typescript, source } = marking;
  const list = (change: Change, at: ts.Node): number => {
    const from = source.getLineAndCharacterOfPosition(at.getStart(source));
    const endLine = source.getLineAndCharacterOfPosition(at.end).line + 1;
    mutated.listed.push({
      index: mutated.listed.length,
      unit,
      line: from.line + 1,
      ...(endLine === from.line + 1 ? {} : { endLine }),
      column: from.character + 1,
      operator: change.operator,
      original: oneLine(change.original ?? at.getText(source)),
      replacement: oneLine(change.replacement),
    });
    return mutated.listed.length - 1;
  };
  const removal = removalOf(marking, node);
  if (removal !== null) {
    const index = list(
      { operator: "statement", replacement: typescript.isBlock(removal.node) ? "{}" : "" },
      removal.node,
    );
    const test = `if(${POINTS}.x(${index}))`;
    if (removal.leaves) marking.before(removal.start, `;${test}return;`);
    else {
      marking.before(removal.start, `${test}{}else{`);
      marking.after(removal.end, "}");
    }
    return;
  }
  if (!isChangeable(marking, node)) return;
  const changes = changesOf(marking, node as ts.Expression).filter(
    ({ replacement }) => replacement.length <= LONGEST_COPY && !/\bfunction\b.*\{|=>\s*\{/s.test(replacement),
  );
  if (changes.length === 0) return;
  const choices = changes.map((change) => `${POINTS}.x(${list(change, node)})?(${change.replacement}):`).join("");
  // At the start of a statement a parenthesis would continue the line before.
  const guard = typescript.isExpressionStatement(node.parent) ? ";" : "";
  marking.wrap(node, `${guard}(${choices}`, ")");
}

/** Code of a unit that runs when the unit is called, not when the file is imported. */
function isInFunction({ typescript }: Marking, node: ts.Node): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const { parent } = inner;
    if (typescript.isDecorator(parent)) return false;
    if (typescript.isPropertyDeclaration(parent) && parent.initializer === inner)
      return !typescript.getModifiers(parent)?.some(({ kind }) => kind === typescript.SyntaxKind.StaticKeyword);
    if (typescript.isFunctionLike(parent)) {
      const { body } = parent as ts.FunctionLikeDeclaration;
      return body === inner || typescript.isParameter(inner);
    }
  }
  return false;
}

/** Places where an expression may stand in parentheses and still mean the same. */
function isChangeable({ typescript, source }: Marking, node: ts.Node): boolean {
  const { parent } = node;
  if (!parent || isForPeople(typescript, node, source)) return false;
  if (typescript.isStringLiteralLike(node)) {
    if (typescript.isExpressionStatement(parent)) return false;
    if ("name" in parent && parent.name === node) return false;
    if (typescript.isTaggedTemplateExpression(parent)) return false;
  }
  if (typescript.isTypeNode(parent) || typescript.isEnumMember(parent)) return false;
  if (typescript.isDeleteExpression(parent) || typescript.isTypeOfExpression(parent)) return false;
  // Part of a chain `a?.b.c`, or the callee whose receiver would be lost.
  const isHead = "expression" in parent && parent.expression === node && isLink(typescript, parent);
  if (isHead && isLink(typescript, node) && (node.flags & typescript.NodeFlags.OptionalChain) !== 0) return false;
  if (isHead && typescript.isNonNullExpression(parent)) return false;
  return !isTarget(typescript, node);
}

/** `[a, b] = pair` and `({ a } = record)`: these literals are no values. */
function isTarget(typescript: Marking["typescript"], node: ts.Node): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const { parent } = inner;
    if (typescript.isBinaryExpression(parent))
      return parent.left === inner && parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken;
    if (typescript.isForOfStatement(parent) || typescript.isForInStatement(parent)) return parent.initializer === inner;
    const isPart =
      typescript.isArrayLiteralExpression(parent) ||
      typescript.isObjectLiteralExpression(parent) ||
      typescript.isPropertyAssignment(parent) ||
      typescript.isSpreadElement(parent);
    if (!isPart) return false;
  }
  return false;
}

function isLink(typescript: Marking["typescript"], node: ts.Node): boolean {
  return (
    typescript.isPropertyAccessExpression(node) ||
    typescript.isElementAccessExpression(node) ||
    typescript.isCallExpression(node) ||
    typescript.isNonNullExpression(node)
  );
}

/** What goes to a log is read by people, and is nobody's result. */
function isForPeople(typescript: Marking["typescript"], node: ts.Node, source: ts.SourceFile): boolean {
  for (let inner = node; inner.parent && !typescript.isStatement(inner); inner = inner.parent)
    if (typescript.isCallExpression(inner) && /^(?:console|logger|log|debug)\b/.test(inner.expression.getText(source)))
      return true;
  return false;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= LONGEST_TEXT ? line : `${line.slice(0, LONGEST_TEXT - 1)}…`;
}
