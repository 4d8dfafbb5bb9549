import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

interface Parsed {
  readonly typescript: TypeScriptApi;
}

/** Code of a unit that runs when the unit is called, not when the file is imported. */
export function isInFunction({ typescript }: Parsed, node: ts.Node): boolean {
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
export function isValue({ typescript }: Parsed, node: ts.Node): boolean {
  const { parent } = node;
  if (!parent) return false;
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

/** The same for any expression, whatever it is: nothing is known of it but where it stands. */
export function isAnyValue(parsed: Parsed, node: ts.Node): node is ts.Expression {
  const { typescript } = parsed;
  if (!typescript.isExpression(node) || !isValue(parsed, node)) return false;
  const isNoValue =
    (typescript.isIdentifier(node) && !isDecision(typescript, node)) ||
    typescript.isPrivateIdentifier(node) ||
    typescript.isSpreadElement(node) ||
    typescript.isOmittedExpression(node) ||
    typescript.isExpressionWithTypeArguments(node) ||
    node.kind === typescript.SyntaxKind.SuperKeyword;
  // Their name may come from where they stand.
  const isNamed =
    typescript.isArrowFunction(node) || typescript.isFunctionExpression(node) || typescript.isClassExpression(node);
  return !(isNoValue || isNamed || isReceiverOrMarkup(typescript, node) || isAssigned(typescript, node));
}

/** A name alone may decide; everywhere else it may be no value but the name of something. */
function isDecision(typescript: TypeScriptApi, node: ts.Node): boolean {
  const { parent } = node;
  if (typescript.isForStatement(parent) || typescript.isConditionalExpression(parent)) return parent.condition === node;
  if (typescript.isIfStatement(parent) || typescript.isWhileStatement(parent) || typescript.isDoStatement(parent))
    return parent.expression === node;
  return typescript.isBinaryExpression(parent) || typescript.isParenthesizedExpression(parent);
}

/** `object.method` that is called there, and what stands between or in tags. */
function isReceiverOrMarkup(typescript: TypeScriptApi, node: ts.Node): boolean {
  const { parent } = node;
  if (typescript.isTaggedTemplateExpression(parent)) return true;
  if (typescript.isCallExpression(parent) && parent.expression === node && isLink(typescript, node)) return true;
  return typescript.isJsxAttribute(parent) || typescript.isJsxElement(parent) || typescript.isJsxFragment(parent);
}

/** What an assignment, `++` or `--` writes to. */
function isAssigned(typescript: TypeScriptApi, node: ts.Node): boolean {
  const { parent } = node;
  const { PlusPlusToken, MinusMinusToken, FirstAssignment, LastAssignment } = typescript.SyntaxKind;
  if (typescript.isPrefixUnaryExpression(parent) || typescript.isPostfixUnaryExpression(parent))
    return parent.operator === PlusPlusToken || parent.operator === MinusMinusToken;
  if (!typescript.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind >= FirstAssignment && kind <= LastAssignment;
}

/** `[a, b] = pair` and `({ a } = record)`: these literals are no values. */
function isTarget(typescript: TypeScriptApi, node: ts.Node): boolean {
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

function isLink(typescript: TypeScriptApi, node: ts.Node): boolean {
  return (
    typescript.isPropertyAccessExpression(node) ||
    typescript.isElementAccessExpression(node) ||
    typescript.isCallExpression(node) ||
    typescript.isNonNullExpression(node)
  );
}
