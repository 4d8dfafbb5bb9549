import type { Unit, Value } from "@autotest/core";
import type { ts } from "ts-morph";
import { literalValue } from "./literal-value.js";
import type { TypeScriptApi } from "./load-typescript.js";

/** What the code of a unit shows. */
export type BodyFacts = Pick<Unit, "raises" | "calls" | "reads" | "writes" | "constants" | "patterns">;

const MOST_CONSTANTS = 200;
const LONGEST_CONSTANT = 200;
const NAN: Value = { $: "float", v: "nan" };
const INFINITE: readonly Value[] = [
  { $: "float", v: "inf" },
  { $: "float", v: "-inf" },
];
/** Numbers that are tried where the code speaks of them. */
const UNUSUAL: { readonly [name: string]: readonly Value[] } = {
  NaN: [NAN],
  isNaN: [NAN],
  Infinity: INFINITE,
  POSITIVE_INFINITY: INFINITE,
  NEGATIVE_INFINITY: INFINITE,
  isFinite: [...INFINITE, NAN],
};

/** Reads the body of `node`. `units` are the names of the file's units, `owner` the class it belongs to. */
export function readBody(
  typescript: TypeScriptApi,
  node: ts.Node,
  units: ReadonlySet<string>,
  owner: string | undefined,
): BodyFacts {
  const raises = new Set<string>();
  const calls = new Set<string>();
  const reads = new Set<string>();
  const writes = new Set<string>();
  const constants = new Map<string, Value>();
  const patterns = new Set<string>();

  const addConstant = (value: Value): void => {
    if (typeof value === "string" && value.length > LONGEST_CONSTANT) return;
    if (constants.size < MOST_CONSTANTS) constants.set(JSON.stringify(value), value);
  };
  const readCall = (call: ts.CallExpression | ts.NewExpression): void => {
    const callee = call.expression;
    if (typescript.isIdentifier(callee) && units.has(callee.text)) calls.add(callee.text);
    if (!typescript.isPropertyAccessExpression(callee)) return;
    const { text } = callee.name;
    if (callee.expression.kind === typescript.SyntaxKind.ThisKeyword && owner && units.has(`${owner}.${text}`))
      calls.add(`${owner}.${text}`);
    const full = callee.getText();
    if (units.has(full)) calls.add(full);
    const inExports = full.replace(/^(module\.)?exports\./, "");
    if (inExports !== full && units.has(inExports)) calls.add(inExports);
  };
  const readThis = (access: ts.PropertyAccessExpression): void => {
    const { parent } = access;
    const { text } = access.name;
    const isAssigned =
      typescript.isBinaryExpression(parent) && parent.left === access && isAssignment(typescript, parent);
    const isStep = typescript.isPrefixUnaryExpression(parent) || typescript.isPostfixUnaryExpression(parent);
    const isCalled = typescript.isCallExpression(parent) && parent.expression === access;
    if (isAssigned || (isStep && /\+\+|--/.test(parent.getText()))) writes.add(text);
    if (isMutated(typescript, access)) writes.add(text);
    if (!isCalled && !(isAssigned && parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken)) reads.add(text);
  };
  const visit = (child: ts.Node): void => {
    if (typescript.isTypeNode(child)) return;
    if (typescript.isThrowStatement(child)) {
      const name = thrownName(typescript, child.expression);
      if (name !== null) raises.add(name);
    } else if (typescript.isCallExpression(child) || typescript.isNewExpression(child)) readCall(child);
    else if (
      typescript.isPropertyAccessExpression(child) &&
      child.expression.kind === typescript.SyntaxKind.ThisKeyword
    )
      readThis(child);
    else if (typescript.isRegularExpressionLiteral(child))
      patterns.add(child.text.slice(1, child.text.lastIndexOf("/")));
    const literal = isLeaf(typescript, child) ? literalValue(typescript, child as ts.Expression) : null;
    if (literal) addConstant(literal[0]);
    // `x !== x`: only one number is not itself.
    if (typescript.isBinaryExpression(child) && /^[!=]==?$/.test(child.operatorToken.getText()))
      if (child.left.getText() === child.right.getText()) addConstant(NAN);
    if (typescript.isIdentifier(child) && Object.hasOwn(UNUSUAL, child.text))
      for (const value of UNUSUAL[child.text] ?? []) addConstant(value);
    typescript.forEachChild(child, visit);
  };
  typescript.forEachChild(node, visit);
  for (const tag of typescript.getJSDocTags(node)) {
    if (tag.tagName.text !== "throws" && tag.tagName.text !== "exception") continue;
    const name = /\{([\w.$]+)\}|^@\w+\s+([A-Z]\w*(?:Error|Exception))\b/.exec(tag.getText());
    const word = name?.[1] ?? name?.[2];
    if (word) raises.add(word);
  }
  return {
    raises: [...raises],
    calls: [...calls],
    reads: [...reads],
    writes: [...writes],
    constants: [...constants.values()],
    patterns: [...patterns],
  };
}

/** Literals of a whole list of statements, functions left out. */
export function moduleConstants(typescript: TypeScriptApi, source: ts.SourceFile): readonly Value[] {
  const constants = new Map<string, Value>();
  const visit = (node: ts.Node): void => {
    if (typescript.isFunctionLike(node) || typescript.isClassLike(node) || typescript.isTypeNode(node)) return;
    if (typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) return;
    const isRequired = typescript.isCallExpression(node) && node.expression.getText() === "require";
    const isDirective = typescript.isExpressionStatement(node) && typescript.isStringLiteral(node.expression);
    if (isRequired || isDirective) return;
    if (typescript.isIdentifier(node) && Object.hasOwn(UNUSUAL, node.text))
      for (const value of UNUSUAL[node.text] ?? []) constants.set(JSON.stringify(value), value);
    const literal = isLeaf(typescript, node) ? literalValue(typescript, node as ts.Expression) : null;
    if (literal && JSON.stringify(literal[0]).length <= LONGEST_CONSTANT && constants.size < MOST_CONSTANTS)
      constants.set(JSON.stringify(literal[0]), literal[0]);
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return [...constants.values()];
}

/** Numbers, texts and big integers; a minus sign belongs to its number. */
function isLeaf(typescript: TypeScriptApi, node: ts.Node): boolean {
  if (typescript.isPrefixUnaryExpression(node)) return node.operator === typescript.SyntaxKind.MinusToken;
  return typescript.isNumericLiteral(node) || typescript.isStringLiteralLike(node) || typescript.isBigIntLiteral(node);
}

function isAssignment(typescript: TypeScriptApi, { operatorToken }: ts.BinaryExpression): boolean {
  return (
    operatorToken.kind >= typescript.SyntaxKind.FirstAssignment &&
    operatorToken.kind <= typescript.SyntaxKind.LastAssignment
  );
}

/** `this.items.push(x)`, `this.table[key] = x`. */
function isMutated(typescript: TypeScriptApi, access: ts.PropertyAccessExpression): boolean {
  const { parent } = access;
  if (typescript.isElementAccessExpression(parent) && parent.expression === access) {
    return (
      typescript.isBinaryExpression(parent.parent) &&
      parent.parent.left === parent &&
      isAssignment(typescript, parent.parent)
    );
  }
  if (!typescript.isPropertyAccessExpression(parent) || parent.expression !== access) return false;
  return (
    typescript.isCallExpression(parent.parent) &&
    /^(push|pop|shift|unshift|splice|sort|reverse|set|add|delete|clear|fill)$/.test(parent.name.text)
  );
}

function thrownName(typescript: TypeScriptApi, node: ts.Expression): string | null {
  if (typescript.isNewExpression(node) || typescript.isCallExpression(node))
    return node.expression.getText().split(".").at(-1) ?? null;
  return null;
}
