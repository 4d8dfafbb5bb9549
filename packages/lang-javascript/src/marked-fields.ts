import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** Fields and accessors of a class that a modifier keeps to the class and those that extend it. None for what is no class. */
export function hiddenFields(typescript: TypeScriptApi, node: ts.Node): readonly string[] {
  const { PrivateKeyword, ProtectedKeyword } = typescript.SyntaxKind;
  return markedFields(typescript, node, [PrivateKeyword, ProtectedKeyword]);
}

/** Fields of a class that nobody else may assign to: hidden ones, and those that are read-only. */
export function sealedFields(typescript: TypeScriptApi, node: ts.Node): readonly string[] {
  const { ReadonlyKeyword } = typescript.SyntaxKind;
  return [...hiddenFields(typescript, node), ...markedFields(typescript, node, [ReadonlyKeyword])];
}

type Field = ts.PropertyDeclaration | ts.AccessorDeclaration | ts.ParameterDeclaration;

/** Declared in the body, or as parameters of the constructor. */
function markedFields(typescript: TypeScriptApi, node: ts.Node, marks: readonly ts.SyntaxKind[]): readonly string[] {
  if (!typescript.isClassLike(node)) return [];
  const declared = node.members.flatMap((member): readonly Field[] => {
    if (typescript.isConstructorDeclaration(member)) return member.parameters;
    return typescript.isPropertyDeclaration(member) || typescript.isAccessor(member) ? [member] : [];
  });
  return declared
    .filter((one) => typescript.getModifiers(one)?.some(({ kind }) => marks.includes(kind)))
    .flatMap(({ name }) => (typescript.isIdentifier(name) ? [name.text] : []));
}
