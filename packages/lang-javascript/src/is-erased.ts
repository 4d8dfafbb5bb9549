import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** Types and declarations that leave no code behind, and enum members, which the compiler evaluates itself. */
export function isErased(typescript: TypeScriptApi, node: ts.Node): boolean {
  if (typescript.isTypeNode(node) && !typescript.isExpressionWithTypeArguments(node)) return true;
  if (
    typescript.isInterfaceDeclaration(node) ||
    typescript.isTypeAliasDeclaration(node) ||
    typescript.isEnumDeclaration(node)
  )
    return true;
  if (typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) return true;
  return (
    typescript.canHaveModifiers(node) &&
    (typescript.getModifiers(node)?.some((item) => item.kind === typescript.SyntaxKind.DeclareKeyword) ?? false)
  );
}
