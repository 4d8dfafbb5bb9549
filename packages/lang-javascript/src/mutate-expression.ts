import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";
import type { Change } from "./mutate.js";
import { callChanges } from "./mutate-call.js";
import { patternChanges } from "./mutate-pattern.js";

const COMPARISONS: { readonly [sign: string]: readonly (readonly [operator: string, sign: string])[] } = {
  "<": [
    ["comparison", ">="],
    ["boundary", "<="],
  ],
  "<=": [
    ["comparison", ">"],
    ["boundary", "<"],
  ],
  ">": [
    ["comparison", "<="],
    ["boundary", ">="],
  ],
  ">=": [
    ["comparison", "<"],
    ["boundary", ">"],
  ],
  "==": [["comparison", "!="]],
  "!=": [["comparison", "=="]],
  "===": [["comparison", "!=="]],
  "!==": [["comparison", "==="]],
};
const ARITHMETIC: { readonly [sign: string]: string } = { "+": "-", "-": "+", "*": "/", "/": "*", "%": "*" };
const LOGIC: { readonly [sign: string]: string } = { "&&": "||", "||": "&&", "??": "&&" };
const ASSIGNMENTS: { readonly [sign: string]: string } = {
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "%=": "*=",
  "<<=": ">>=",
  ">>=": "<<=",
  "&=": "|=",
  "|=": "&=",
  "&&=": "||=",
  "||=": "&&=",
  "??=": "&&=",
};
/** What an empty text or list becomes. */
const SOMETHING = '"mutated"';

/** The changes of one expression, each as the text that takes its place. */
export function changesOf(marking: Marking, node: ts.Expression): readonly Change[] {
  const { typescript, source } = marking;
  const { SyntaxKind } = typescript;
  const conditions = [
    ...(isArrowBody(marking, node) ? [{ operator: "return", replacement: "undefined" }] : []),
    ...(isCondition(marking, node) ? conditionChanges(marking, node) : answerChanges(marking, node)),
  ];
  if (typescript.isBinaryExpression(node)) return [...conditions, ...binaryChanges(marking, node)];
  if (typescript.isPrefixUnaryExpression(node) || typescript.isPostfixUnaryExpression(node))
    return [...conditions, ...unaryChanges(marking, node)];
  if (typescript.isCallExpression(node)) return [...conditions, ...callChanges(marking, node)];
  if (typescript.isPropertyAccessExpression(node) || typescript.isElementAccessExpression(node))
    return [...conditions, ...callChanges(marking, node)];
  if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword) {
    const isLoop = typescript.isIterationStatement(node.parent, false);
    return isLoop
      ? []
      : [...conditions, { operator: "negation", replacement: node.kind === SyntaxKind.TrueKeyword ? "false" : "true" }];
  }
  if (typescript.isStringLiteral(node) || typescript.isNoSubstitutionTemplateLiteral(node))
    return isTypeName(marking, node)
      ? []
      : [...conditions, { operator: "text", replacement: node.text === "" ? SOMETHING : '""' }];
  if (typescript.isRegularExpressionLiteral(node)) return [...conditions, ...patternChanges(node.text)];
  if (typescript.isTemplateExpression(node)) return [...conditions, { operator: "text", replacement: '""' }];
  if (typescript.isArrayLiteralExpression(node))
    return [...conditions, { operator: "argument", replacement: node.elements.length === 0 ? `[${SOMETHING}]` : "[]" }];
  if (typescript.isObjectLiteralExpression(node))
    return node.properties.length === 0 ? [] : [{ operator: "argument", replacement: "{}" }];
  return node.getText(source) === "" ? [] : conditions;
}

/** What decides an `if`, a loop or a conditional expression; `!x` and `a && b` have changes of their own below. */
function isCondition({ typescript }: Marking, node: ts.Expression): boolean {
  const { parent } = node;
  if (typescript.isIfStatement(parent) || typescript.isWhileStatement(parent) || typescript.isDoStatement(parent))
    return parent.expression === node;
  if (typescript.isForStatement(parent)) return parent.condition === node;
  return typescript.isConditionalExpression(parent) && parent.condition === node;
}

/** `(x) => x + 1`: what is given back. */
function isArrowBody({ typescript }: Marking, node: ts.Expression): boolean {
  return (
    typescript.isArrowFunction(node.parent) &&
    node.parent.body === node &&
    !typescript.isBlock(node) &&
    node.getText() !== "undefined"
  );
}

/** A comparison that is no condition of its own is always true, or never; beside `&&` and `||` only what that sign lets through. */
function answerChanges({ typescript }: Marking, node: ts.Expression): readonly Change[] {
  if (!typescript.isBinaryExpression(node)) return [];
  const sign = node.operatorToken.getText();
  if (!Object.hasOwn(COMPARISONS, sign) && sign !== "&&" && sign !== "||") return [];
  let outer: ts.Node = node.parent;
  while (typescript.isParenthesizedExpression(outer)) outer = outer.parent;
  const around = typescript.isBinaryExpression(outer) ? outer.operatorToken.getText() : "";
  const answers = ["true", "false"].filter(
    (answer) => answer !== (around === "||" ? "true" : around === "&&" ? "false" : ""),
  );
  return answers.map((replacement) => ({ operator: "condition", replacement }));
}

function conditionChanges({ typescript }: Marking, node: ts.Expression): readonly Change[] {
  const isLoop = typescript.isIterationStatement(node.parent, false);
  const never: Change = { operator: "condition", replacement: "false" };
  const isLiteral = /Keyword$/.test(typescript.SyntaxKind[node.kind] ?? "") && /^(true|false)$/.test(node.getText());
  if (isLiteral) return [];
  return isLoop ? [never] : [{ operator: "condition", replacement: "true" }, never];
}

function binaryChanges({ typescript, source }: Marking, node: ts.BinaryExpression): readonly Change[] {
  const [left, sign, right] = [node.left, node.operatorToken, node.right].map((item) => item.getText(source)) as [
    string,
    string,
    string,
  ];
  const withSign = (operator: string, other: string): Change => ({
    operator,
    replacement: `(${left}) ${other} (${right})`,
  });
  const compared = COMPARISONS[sign];
  if (compared) return compared.map(([operator, other]) => withSign(operator, other));
  const logic = LOGIC[sign];
  if (logic) return [withSign("logic", logic)];
  const assigned = ASSIGNMENTS[sign];
  if (assigned) {
    const isText = typescript.isStringLiteralLike(node.right) || typescript.isTemplateExpression(node.right);
    return isText || isIdle(sign.slice(0, -1), right)
      ? []
      : [{ operator: "arithmetic", replacement: `${left} ${assigned} ${right}` }];
  }
  const other = ARITHMETIC[sign];
  const isText = [node.left, node.right].some(
    (side) => typescript.isStringLiteralLike(side) || typescript.isTemplateExpression(side),
  );
  return other === undefined || isText || isIdle(sign, right) ? [] : [withSign("arithmetic", other)];
}

/** `x * 1` and `x / 1`, `x - 0` and `x + 0`: for numbers the change changes nothing. */
function isIdle(sign: string, right: string): boolean {
  if (sign === "*" || sign === "/") return right === "1" || right === "-1";
  return (sign === "+" || sign === "-") && right === "0";
}

function unaryChanges(
  { typescript: { SyntaxKind }, typescript, source }: Marking,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
): readonly Change[] {
  const operand = node.operand.getText(source);
  const isPrefix = typescript.isPrefixUnaryExpression(node);
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return [{ operator: "negation", replacement: operand }];
    case SyntaxKind.MinusToken:
      return operand === "0" ? [] : [{ operator: "sign", replacement: `+${operand}` }];
    case SyntaxKind.PlusToken:
      return [{ operator: "sign", replacement: `-${operand}` }];
    case SyntaxKind.TildeToken:
      return [{ operator: "sign", replacement: operand }];
    case SyntaxKind.PlusPlusToken:
      return [{ operator: "arithmetic", replacement: isPrefix ? `--${operand}` : `${operand}--` }];
    case SyntaxKind.MinusMinusToken:
      return [{ operator: "arithmetic", replacement: isPrefix ? `++${operand}` : `${operand}++` }];
    default:
      return [];
  }
}

/** `typeof x === "string"`: another word there is a condition that never holds. */
function isTypeName({ typescript }: Marking, node: ts.Expression): boolean {
  const { parent } = node;
  return (
    typescript.isBinaryExpression(parent) &&
    [parent.left, parent.right].some((side) => typescript.isTypeOfExpression(side))
  );
}
