import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** Text put around a piece of a file. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** Names the checker does not know, modules it does not find: matters of configuration, not of the test. */
const FOREIGN: ReadonlySet<number> = new Set([
  1259, 2300, 2304, 2305, 2307, 2318, 2451, 2459, 2503, 2552, 2580, 2582, 2591, 2593, 2614, 2686, 2688, 2792, 6133,
  6192, 7016,
]);
/** The call as such is refused: number of arguments, no overload, not callable, abstract, wrong receiver. */
const CALL: ReadonlySet<number> = new Set([
  2348, 2349, 2350, 2351, 2511, 2554, 2555, 2556, 2575, 2673, 2674, 2684, 2721, 2722, 2723, 2769,
]);
/** A member that is not there, or not for us. */
const MEMBER: ReadonlySet<number> = new Set([2339, 2341, 2445, 2446, 2540, 2551, 2576, 2571, 18046, 7053]);
const MISSING: ReadonlySet<number> = new Set([2531, 2532, 2533, 18047, 18048, 18049]);
const UNTYPED: ReadonlySet<number> = new Set([7006, 7031, 7034]);
/** Calls of the test framework: their arguments are tests and expectations, not inputs. */
const FRAMEWORK =
  /^(?:describe|context|suite|it|specify|test|expect|assert|strictAssert|take|collect|captureOutput\w*|roundNumbers)\b/;

/** Where a cast satisfies the checker about `fault`; empty when none would. */
export function castFor(typescript: TypeScriptApi, source: ts.SourceFile, fault: ts.Diagnostic): readonly Edit[] {
  const { code, start, length = 0 } = fault;
  if (start === undefined || FOREIGN.has(code)) return [];
  const node = nodeAt(typescript, source, start, start + length);
  if (UNTYPED.has(code)) return untyped(typescript, node);
  if (MISSING.has(code)) return present(typescript, source, node);
  if (MEMBER.has(code)) return member(typescript, source, node, code);
  if (typescript.isSpreadElement(node.parent) || typescript.isForOfStatement(node.parent)) return around(source, node);
  if (CALL.has(code)) {
    const argument = code === 2769 ? argumentAround(typescript, node) : undefined;
    return argument ? cast(typescript, source, argument, "never") : callee(typescript, source, node);
  }
  if (isOperand(typescript, node)) return around(source, node);
  const argument = argumentAround(typescript, node);
  if (argument) return cast(typescript, source, argument, "never");
  return callee(typescript, source, node);
}

/** The outermost node with just this text, else the innermost around it. */
function nodeAt(typescript: TypeScriptApi, source: ts.SourceFile, start: number, end: number): ts.Node {
  let found: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = typescript.forEachChild(found, (child) =>
      child.getStart(source) <= start && child.end >= end ? child : undefined,
    );
    if (!inner) return found;
    found = inner;
    if (found.getStart(source) === start && found.end === end) return found;
  }
}

/** `(value) =>` becomes `(value: any) =>`. */
function untyped(typescript: TypeScriptApi, node: ts.Node): readonly Edit[] {
  const owner = typescript.isIdentifier(node) ? node.parent : node;
  const isDeclared = typescript.isParameter(owner) || typescript.isVariableDeclaration(owner);
  if (!isDeclared || owner.type) return [];
  return [{ start: owner.name.end, end: owner.name.end, before: ": any", after: "" }];
}

/** What may be missing is there in this test: `result!.name`, said once where the variable is made. */
function present(typescript: TypeScriptApi, source: ts.SourceFile, node: ts.Node): readonly Edit[] {
  const made = initializerOf(typescript, source, node);
  const target = made ?? node;
  const isAwaited = typescript.isAwaitExpression(target);
  return [
    { start: target.getStart(source), end: target.end, before: isAwaited ? "(" : "", after: isAwaited ? ")!" : "!" },
  ];
}

function member(typescript: TypeScriptApi, source: ts.SourceFile, node: ts.Node, code: number): readonly Edit[] {
  const access = [node, node.parent].find(
    (item): item is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
      typescript.isPropertyAccessExpression(item) || typescript.isElementAccessExpression(item),
  );
  if (!access) {
    const argument = argumentAround(typescript, node);
    return argument ? cast(typescript, source, argument, "never") : [];
  }
  const isName = typescript.isPropertyAccessExpression(access) ? access.name === node : access.expression !== node;
  const object = isName || access === node ? access.expression : node;
  const made = /^(?:2339|2571|18046|7053)$/.test(String(code)) ? initializerOf(typescript, source, object) : undefined;
  return made ? cast(typescript, source, made, "any") : around(source, object);
}

/** What the constant `node` names was made from, if that is no value as written. */
function initializerOf(typescript: TypeScriptApi, source: ts.SourceFile, node: ts.Node): ts.Expression | undefined {
  if (!typescript.isIdentifier(node)) return undefined;
  for (let scope: ts.Node = node.parent; scope !== source; scope = scope.parent) {
    if (!typescript.isBlock(scope)) continue;
    for (const statement of scope.statements) {
      if (!typescript.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations)
        if (typescript.isIdentifier(name) && name.text === node.text && initializer) return initializer;
    }
  }
  return undefined;
}

/** The argument (or assigned value) that holds `node`, of a call of the code under test. */
function argumentAround(typescript: TypeScriptApi, node: ts.Node): ts.Expression | undefined {
  for (let inner = node; inner.parent && !typescript.isStatement(inner); inner = inner.parent) {
    const { parent } = inner;
    if (typescript.isBinaryExpression(parent)) {
      if (parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken)
        return parent.right === inner ? parent.right : parent.left === inner ? parent.right : undefined;
    }
    if (!typescript.isCallExpression(parent) && !typescript.isNewExpression(parent)) continue;
    if (parent.expression === inner || FRAMEWORK.test(parent.expression.getText())) continue;
    return inner as ts.Expression;
  }
  return undefined;
}

function callee(typescript: TypeScriptApi, source: ts.SourceFile, node: ts.Node): readonly Edit[] {
  for (let inner: ts.Node = node; !typescript.isSourceFile(inner); inner = inner.parent) {
    if (!typescript.isCallExpression(inner) && !typescript.isNewExpression(inner)) continue;
    const { expression } = inner;
    if (FRAMEWORK.test(expression.getText(source))) return [];
    return typescript.isParenthesizedExpression(expression) ? [] : around(source, expression);
  }
  return [];
}

function isOperand(typescript: TypeScriptApi, { parent }: ts.Node): boolean {
  return typescript.isBinaryExpression(parent) && parent.operatorToken.kind !== typescript.SyntaxKind.EqualsToken;
}

function around(source: ts.SourceFile, node: ts.Node): readonly Edit[] {
  return [{ start: node.getStart(source), end: node.end, before: "(", after: " as any)" }];
}

function cast(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  node: ts.Expression,
  type: "never" | "any",
): readonly Edit[] {
  if (typescript.isAsExpression(node)) return [];
  const isLoose =
    typescript.isArrowFunction(node) ||
    typescript.isConditionalExpression(node) ||
    typescript.isBinaryExpression(node) ||
    typescript.isSpreadElement(node);
  if (typescript.isSpreadElement(node)) return cast(typescript, source, node.expression, type);
  const [before, after] = isLoose ? ["(", ")"] : ["", ""];
  return [{ start: node.getStart(source), end: node.end, before, after: `${after} as ${type}` }];
}
