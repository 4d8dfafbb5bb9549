import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";
import { POINTS } from "./instrument-statement.js";
import { isPlain } from "./is-plain.js";

const METHODS = new Set([
  "includes",
  "indexOf",
  "lastIndexOf",
  "startsWith",
  "endsWith",
  "match",
  "matchAll",
  "search",
  "test",
  "exec",
  "replace",
  "replaceAll",
  "split",
  "has",
  "get",
  "hasOwnProperty",
]);
const PARSERS: { readonly [name: string]: string } = {
  Number: "number",
  parseInt: "number",
  parseFloat: "number",
  "Number.parseInt": "number",
  "Number.parseFloat": "number",
  BigInt: "number",
  "JSON.parse": "json",
  "Date.parse": "date",
  Date: "date",
};

/** Makes a comparison visible to the search; what it computes stays the same. */
export function instrumentCompare(marking: Marking, node: ts.Node): void {
  const { typescript } = marking;
  if (typescript.isBinaryExpression(node)) markBinary(marking, node);
  else if (typescript.isCallExpression(node)) markCall(marking, node);
  else if (typescript.isNewExpression(node) && node.arguments?.length === 1)
    markParse(marking, node.expression, node.arguments[0]);
  else if (typescript.isElementAccessExpression(node)) markKey(marking, node);
}

function operatorPoint({ typescript: { SyntaxKind } }: Marking, kind: ts.SyntaxKind): string | null {
  switch (kind) {
    case SyntaxKind.EqualsEqualsToken:
      return "eq";
    case SyntaxKind.ExclamationEqualsToken:
      return "ne";
    case SyntaxKind.EqualsEqualsEqualsToken:
      return "se";
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return "sn";
    case SyntaxKind.LessThanToken:
      return "lt";
    case SyntaxKind.LessThanEqualsToken:
      return "le";
    case SyntaxKind.GreaterThanToken:
      return "gt";
    case SyntaxKind.GreaterThanEqualsToken:
      return "ge";
    case SyntaxKind.InstanceOfKeyword:
      return "io";
    case SyntaxKind.InKeyword:
      return "ia";
    default:
      return null;
  }
}

function markBinary(marking: Marking, node: ts.BinaryExpression): void {
  const { typescript, source, code } = marking;
  const point = operatorPoint(marking, node.operatorToken.kind);
  if (point === null || typescript.isPrivateIdentifier(node.left)) return;
  const line = marking.lineOf(node);
  marking.wrap(node, `${POINTS}.${point}(`, `,${line})`);
  code.update(node.operatorToken.getStart(source), node.operatorToken.end, ",");
  if (typescript.isTypeOfExpression(node.left)) markTypeOf(marking, node.left, node.right, line);
}

/** `typeof x === "string"` says what `x` should be; only where `x` is sure to be declared. */
function markTypeOf(marking: Marking, left: ts.TypeOfExpression, right: ts.Expression, line: number): void {
  const { typescript, source, code } = marking;
  if (!typescript.isStringLiteral(right) || !isSafe(marking, left.expression)) return;
  code.update(left.getStart(source), left.expression.getStart(source), `${POINTS}.ty(`);
  marking.after(left.end, `,${JSON.stringify(right.text)},${line})`);
}

function isSafe({ typescript }: Marking, operand: ts.Expression): boolean {
  if (typescript.isPropertyAccessExpression(operand)) return true;
  if (!typescript.isIdentifier(operand)) return false;
  for (let scope: ts.Node | undefined = operand.parent; scope; scope = scope.parent) {
    if (
      typescript.isFunctionLike(scope) &&
      scope.parameters.some((parameter) => parameter.name.getText() === operand.text)
    )
      return true;
  }
  return false;
}

function markCall(marking: Marking, node: ts.CallExpression): void {
  const { typescript } = marking;
  const [first] = node.arguments;
  if (!first || typescript.isSpreadElement(first)) return;
  const callee = node.expression;
  if (
    typescript.isPropertyAccessExpression(callee) &&
    METHODS.has(callee.name.text) &&
    callee.expression.kind !== typescript.SyntaxKind.SuperKeyword
  ) {
    // The receiver is named again inside the argument: wrapping it would change the text of V8's own errors.
    if (isInChain(marking, callee) || !isPlain(marking, callee.expression)) return;
    const receiver = callee.expression.getText(marking.source);
    marking.wrap(first, `${POINTS}.v(${receiver},${JSON.stringify(callee.name.text)},`, `,${marking.lineOf(node)})`);
    return;
  }
  markParse(marking, callee, first);
}

/** Inside `a?.b.includes(x)` the argument may never be evaluated, and the pairing would be lost. */
function isInChain({ typescript }: Marking, callee: ts.PropertyAccessExpression): boolean {
  return (callee.flags & typescript.NodeFlags.OptionalChain) !== 0;
}

function markParse(marking: Marking, callee: ts.Expression, argument: ts.Expression | undefined): void {
  const format = Object.hasOwn(PARSERS, callee.getText(marking.source))
    ? PARSERS[callee.getText(marking.source)]
    : undefined;
  if (format === undefined || !argument || marking.typescript.isSpreadElement(argument)) return;
  marking.wrap(argument, `${POINTS}.pa(`, `,${JSON.stringify(format)},${marking.lineOf(argument)})`);
}

function markKey(marking: Marking, node: ts.ElementAccessExpression): void {
  const { typescript } = marking;
  const { argumentExpression: key, expression } = node;
  if (
    typescript.isStringLiteralLike(key) ||
    typescript.isNumericLiteral(key) ||
    expression.kind === typescript.SyntaxKind.SuperKeyword
  )
    return;
  if (
    (node.flags & typescript.NodeFlags.OptionalChain) !== 0 ||
    isWritten(marking, node) ||
    !isPlain(marking, expression)
  )
    return;
  marking.wrap(key, `${POINTS}.v(${expression.getText(marking.source)},null,`, `,${marking.lineOf(node)})`);
}

function isWritten({ typescript }: Marking, node: ts.Node): boolean {
  const { parent } = node;
  if (typescript.isBinaryExpression(parent) && parent.left === node) {
    return (
      parent.operatorToken.kind >= typescript.SyntaxKind.FirstAssignment &&
      parent.operatorToken.kind <= typescript.SyntaxKind.LastAssignment
    );
  }
  return !(
    (typescript.isCallExpression(parent) && parent.expression !== node) ||
    typescript.isVariableDeclaration(parent) ||
    typescript.isReturnStatement(parent) ||
    typescript.isConditionalExpression(parent) ||
    typescript.isBinaryExpression(parent) ||
    typescript.isParenthesizedExpression(parent) ||
    typescript.isIfStatement(parent) ||
    typescript.isPropertyAccessExpression(parent)
  );
}
