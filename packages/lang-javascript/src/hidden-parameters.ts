import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";
import { holdsInOwnBody } from "./own-body.js";

/** A parameter that the list of parameters does not show. */
export interface HiddenParameter {
  readonly name: string;
  /** What stands for it when it is not given. */
  readonly initializer: ts.Expression | undefined;
}

/**
 * Parameters that are only read as `arguments[n]`, behind `shown` others. Compilers write defaults like this:
 * `var b = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : {}`.
 */
export function hiddenParameters(
  typescript: TypeScriptApi,
  { body }: ts.FunctionLikeDeclaration,
  shown: number,
): readonly HiddenParameter[] {
  const found = new Map<number, HiddenParameter>();
  const statements = body && typescript.isBlock(body) ? body.statements : [];
  for (const statement of statements) {
    if (!typescript.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || !typescript.isIdentifier(name)) continue;
      const isChoice = typescript.isConditionalExpression(initializer);
      const index = indexOf(typescript, isChoice ? initializer.whenTrue : initializer);
      if (index === null || found.has(index)) continue;
      found.set(index, { name: name.text, initializer: isChoice ? initializer.whenFalse : undefined });
    }
  }
  const hidden: HiddenParameter[] = [];
  for (let next = found.get(shown); next !== undefined; next = found.get(shown + hidden.length)) hidden.push(next);
  return hidden;
}

/** True when a function looks at all that it is given: `f.apply(this, arguments)`, `arguments[i]`. */
export function takesAnyNumber(typescript: TypeScriptApi, node: ts.FunctionLikeDeclaration): boolean {
  return holdsInOwnBody(
    typescript,
    node,
    (inner) => typescript.isIdentifier(inner) && inner.text === "arguments" && isWhole(typescript, inner),
  );
}

function isWhole(typescript: TypeScriptApi, node: ts.Identifier): boolean {
  const { parent } = node;
  // Not `arguments.length`, nor a property of that name.
  if (typescript.isPropertyAccessExpression(parent)) return false;
  if (typescript.isPropertyAssignment(parent)) return parent.initializer === node;
  // `arguments[2]` is a parameter by itself.
  return !typescript.isElementAccessExpression(parent) || !typescript.isNumericLiteral(parent.argumentExpression);
}

/** 2 of `arguments[2]`. */
function indexOf(typescript: TypeScriptApi, node: ts.Expression): number | null {
  if (!typescript.isElementAccessExpression(node) || node.expression.getText() !== "arguments") return null;
  return typescript.isNumericLiteral(node.argumentExpression) ? Number(node.argumentExpression.text) : null;
}
