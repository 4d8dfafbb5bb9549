import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** Without parentheses and type assertions. */
export function bareExpression(typescript: TypeScriptApi, node: ts.Expression): ts.Expression {
  let bare = node;
  while (
    typescript.isParenthesizedExpression(bare) ||
    typescript.isAsExpression(bare) ||
    typescript.isNonNullExpression(bare) ||
    typescript.isSatisfiesExpression(bare) ||
    typescript.isTypeAssertionExpression(bare)
  ) {
    bare = bare.expression;
  }
  return bare;
}
