import type { ts } from "ts-morph";
import { bareExpression } from "./bare-expression.js";
import type { TypeScriptApi } from "./load-typescript.js";

/** Bodies of functions that run at once (`(function () { ... })()`, `define(factory)`): they only wrap the real units. */
export function wrappedStatements(
  typescript: TypeScriptApi,
  node: ts.Expression,
): readonly (readonly ts.Statement[])[] {
  const bare = bareExpression(typescript, node);
  if (typescript.isConditionalExpression(bare))
    return [bare.whenTrue, bare.whenFalse].flatMap((arm) => wrappedStatements(typescript, arm));
  if (typescript.isBinaryExpression(bare))
    return [bare.left, bare.right].flatMap((side) => wrappedStatements(typescript, side));
  if (!typescript.isCallExpression(bare)) return [];
  const callee = bareExpression(typescript, bare.expression);
  const called =
    typescript.isPropertyAccessExpression(callee) && /^(call|apply|bind)$/.test(callee.name.text)
      ? bareExpression(typescript, callee.expression)
      : callee;
  const isFunction = isFunctionValue(typescript, called);
  const given = isFunction || typescript.isIdentifier(called) ? bare.arguments : [];
  return [called, ...given.map((item) => bareExpression(typescript, item))].flatMap((wrapper) => {
    if (!isFunctionValue(typescript, wrapper) || !typescript.isBlock(wrapper.body)) return [];
    // An argument of an ordinary call at module level is a callback, unless it looks like a module factory.
    const isWrapper = wrapper === called || isFunction || /^(define|factory)$/.test(called.getText());
    return isWrapper ? [wrapper.body.statements] : [];
  });
}

/** True for a function expression or an arrow function. */
export function isFunctionValue(
  typescript: TypeScriptApi,
  node: ts.Node,
): node is ts.FunctionExpression | ts.ArrowFunction {
  return typescript.isFunctionExpression(node) || typescript.isArrowFunction(node);
}
