import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** Names that are bound somewhere in it. */
export function boundIn(typescript: TypeScriptApi, root: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isVariableDeclaration(node) || typescript.isParameter(node))
      names.push(...namesOf(typescript, node.name));
    else if (
      (typescript.isFunctionLike(node) || typescript.isClassLike(node)) &&
      node.name &&
      typescript.isIdentifier(node.name)
    ) {
      if (!typescript.isMethodDeclaration(node) && !typescript.isAccessor(node)) names.push(node.name.text);
    }
    typescript.forEachChild(node, visit);
  };
  visit(root);
  return names;
}

/** The names that a declaration binds: one, or those of a pattern. */
export function namesOf(typescript: TypeScriptApi, name: ts.BindingName): readonly string[] {
  if (typescript.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((part) => (typescript.isBindingElement(part) ? namesOf(typescript, part.name) : []));
}

/** Names that are read somewhere in it. */
export function usedIn(typescript: TypeScriptApi, root: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isIdentifier(node) && !isLabel(typescript, node)) names.push(node.text);
    typescript.forEachChild(node, visit);
  };
  visit(root);
  return names;
}

/** A word that names a member or a key, not a variable. */
function isLabel(typescript: TypeScriptApi, node: ts.Identifier): boolean {
  const { parent } = node;
  if (typescript.isPropertyAccessExpression(parent)) return parent.name === node;
  if (
    typescript.isPropertyAssignment(parent) ||
    typescript.isMethodDeclaration(parent) ||
    typescript.isAccessor(parent)
  )
    return parent.name === node;
  if (typescript.isPropertyDeclaration(parent)) return parent.name === node;
  if (typescript.isBindingElement(parent)) return parent.propertyName === node;
  return (
    typescript.isLabeledStatement(parent) ||
    typescript.isBreakOrContinueStatement(parent) ||
    typescript.isMetaProperty(parent)
  );
}
