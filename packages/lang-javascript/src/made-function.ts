import type { ts } from "ts-morph";
import { bareExpression } from "./bare-expression.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { isFunctionValue } from "./wrapped-statements.js";

/** What functions of other files give back, by the local name of the import: the function they return. */
export type ImportedMakers = ReadonlyMap<string, ts.SignatureDeclaration>;

/** A function that a call makes, as in `const range = createRange()`. `signature`: the function as written, when it was found. */
export interface MadeFunction {
  readonly signature?: ts.SignatureDeclaration;
}

/**
 * Whether `call` gives a function, as far as the text shows: by the declared type, by what the called function returns, or
 * because its documentation speaks of parameters. Null when nothing says so.
 */
export function madeFunction(
  typescript: TypeScriptApi,
  call: ts.CallExpression,
  documented: ts.Node,
  imported: ImportedMakers,
): MadeFunction | null {
  const { parent } = call;
  if (typescript.isVariableDeclaration(parent) && parent.type && typescript.isFunctionTypeNode(parent.type))
    return { signature: parent.type };
  const callee = bareExpression(typescript, call.expression);
  if (typescript.isIdentifier(callee)) {
    if (callee.text === "require") return null;
    const maker = functionNamed(typescript, call.getSourceFile().statements, callee.text);
    const signature = imported.get(callee.text) ?? (maker ? returnedFunction(typescript, maker) : undefined);
    if (signature) return { signature };
  }
  return typescript.getJSDocTags(documented).some((tag) => typescript.isJSDocParameterTag(tag)) ? {} : null;
}

/** The function that `maker` gives back, written out or declared in it; the declared type when it says so. */
export function returnedFunction(
  typescript: TypeScriptApi,
  maker: ts.SignatureDeclaration,
): ts.SignatureDeclaration | undefined {
  const { body, type } = maker as ts.FunctionLikeDeclaration;
  if (type && typescript.isFunctionTypeNode(type)) return type;
  if (body === undefined) return undefined;
  const functionIn = (node: ts.Expression): ts.SignatureDeclaration | undefined => {
    const bare = bareExpression(typescript, node);
    if (isFunctionValue(typescript, bare)) return bare;
    return typescript.isIdentifier(bare) && typescript.isBlock(body)
      ? functionNamed(typescript, body.statements, bare.text)
      : undefined;
  };
  if (!typescript.isBlock(body)) return functionIn(body);
  let found: ts.SignatureDeclaration | undefined;
  const visit = (node: ts.Node): void => {
    if (found || typescript.isFunctionLike(node) || typescript.isClassLike(node)) return;
    if (typescript.isReturnStatement(node) && node.expression) found = functionIn(node.expression);
    typescript.forEachChild(node, visit);
  };
  typescript.forEachChild(body, visit);
  return found;
}

function functionNamed(
  typescript: TypeScriptApi,
  statements: readonly ts.Statement[],
  name: string,
): ts.SignatureDeclaration | undefined {
  for (const statement of statements) {
    if (typescript.isFunctionDeclaration(statement) && statement.name?.text === name && statement.body)
      return statement;
    if (!typescript.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const value = declaration.initializer && bareExpression(typescript, declaration.initializer);
      if (declaration.name.getText() === name && value && isFunctionValue(typescript, value)) return value;
    }
  }
  return undefined;
}
