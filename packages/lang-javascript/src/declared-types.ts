import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";
import { type PlainReading, plainShape } from "./plain-shape.js";

/** Names that this file gives a meaning as types: its own declarations, imports, type parameters, documented types. */
export function declaredTypeNames(typescript: TypeScriptApi, source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, , name] of source.text.matchAll(/@(typedef|callback|template|enum)\b[^\n]*?([\w$]+)\s*(?:\n|\*\/|$)/g))
    if (name) names.add(name);
  for (const [, list] of source.text.matchAll(/@(?:typedef|callback|template)\b([^\n]*)/g))
    for (const name of list?.match(/[\w$]+/g) ?? []) names.add(name);
  const visit = (node: ts.Node): void => {
    if (
      typescript.isClassLike(node) ||
      typescript.isFunctionDeclaration(node) ||
      typescript.isInterfaceDeclaration(node) ||
      typescript.isTypeAliasDeclaration(node) ||
      typescript.isEnumDeclaration(node) ||
      typescript.isModuleDeclaration(node) ||
      typescript.isImportClause(node) ||
      typescript.isImportSpecifier(node) ||
      typescript.isNamespaceImport(node) ||
      typescript.isImportEqualsDeclaration(node) ||
      typescript.isTypeParameterDeclaration(node)
    ) {
      if (node.name) names.add(node.name.text);
    } else if (typescript.isVariableDeclaration(node) && isRequired(typescript, node)) {
      // In JavaScript `const { Thing } = require("./thing")` brings the type along.
      for (const name of node.name.getText(source).match(/[\w$]+/g) ?? []) names.add(name);
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function isRequired(typescript: TypeScriptApi, { initializer }: ts.VariableDeclaration): boolean {
  return (
    initializer !== undefined &&
    (typescript.isCallExpression(initializer) || typescript.isPropertyAccessExpression(initializer)) &&
    /\brequire\s*\(/.test(initializer.getText())
  );
}

/** Whether some signature of the file has a type that only the checker understands. */
export function needsChecker(typescript: TypeScriptApi, source: ts.SourceFile): boolean {
  const declared = declaredTypeNames(typescript, source);
  const isUnclear = (type: ts.TypeNode | undefined, isWritten: boolean): boolean => {
    const reading: PlainReading = { typescript, declared, source: isWritten ? "annotation" : "doc" };
    return type !== undefined && plainShape(reading, type) === null;
  };
  const visit = (node: ts.Node): boolean => {
    if (typescript.isFunctionLike(node)) {
      if (node.parameters.some((parameter) => isUnclear(typeOf(typescript, parameter), parameter.type !== undefined)))
        return true;
      if (isUnclear(node.type ?? typescript.getJSDocReturnType(node), node.type !== undefined)) return true;
    }
    return typescript.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(source);
}

function typeOf(typescript: TypeScriptApi, parameter: ts.ParameterDeclaration): ts.TypeNode | undefined {
  return parameter.type ?? typescript.getJSDocType(parameter);
}
