import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** True when `test` holds for a node of the body itself, not of a function inside it with a receiver and arguments of its own. */
export function holdsInOwnBody(typescript: TypeScriptApi, node: ts.Node, test: (inner: ts.Node) => boolean): boolean {
  const visit = (inner: ts.Node): boolean => {
    if (test(inner)) return true;
    if (typescript.isClassLike(inner)) return false;
    if (typescript.isFunctionLike(inner) && !typescript.isArrowFunction(inner)) return false;
    return typescript.forEachChild(inner, visit) ?? false;
  };
  const { body } = node as Partial<ts.FunctionLikeDeclaration>;
  return body !== undefined && visit(body);
}
