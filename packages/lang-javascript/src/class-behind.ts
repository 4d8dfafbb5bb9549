import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** Types that say the same as their first argument, or a part of it. */
const UTILITY = /^(?:Omit|Pick|Partial|Required|Readonly)$/;

/**
 * The class whose instances an interface describes: one that it extends, also through `Omit` and its kin, or one of its file
 * that implements it. A real instance is a better input than a record with the same fields.
 */
export function classBehind(
  typescript: TypeScriptApi,
  checker: ts.TypeChecker,
  { symbol }: ts.Type,
): ts.ClassLikeDeclaration | undefined {
  for (const declaration of symbol?.declarations ?? []) {
    if (!typescript.isInterfaceDeclaration(declaration) || declaration.getSourceFile().isDeclarationFile) continue;
    const extended = (declaration.heritageClauses ?? [])
      .flatMap(({ types }) => types)
      .map(named)
      .find(isFound);
    const found = extended ?? declaration.getSourceFile().statements.find(implementsIt);
    if (found) return found as ts.ClassLikeDeclaration;
  }
  return undefined;

  function named(type: ts.ExpressionWithTypeArguments): ts.ClassLikeDeclaration | undefined {
    const isUtility = UTILITY.test(type.expression.getText());
    const [first] = type.typeArguments ?? [];
    if (!isUtility) return classNamed(type.expression);
    return first && typescript.isTypeReferenceNode(first) ? classNamed(first.typeName) : undefined;
  }

  function classNamed(name: ts.Node): ts.ClassLikeDeclaration | undefined {
    const local = checker.getSymbolAtLocation(name);
    const meant = local && local.flags & typescript.SymbolFlags.Alias ? checker.getAliasedSymbol(local) : local;
    return meant?.declarations?.find((item) => typescript.isClassLike(item)) as ts.ClassLikeDeclaration | undefined;
  }

  function implementsIt(statement: ts.Statement): boolean {
    if (!typescript.isClassDeclaration(statement)) return false;
    return (statement.heritageClauses ?? []).some(
      ({ token, types }) =>
        token === typescript.SyntaxKind.ImplementsKeyword &&
        types.some(({ expression }) => checker.getSymbolAtLocation(expression) === symbol),
    );
  }
}

function isFound<Item>(item: Item | undefined): item is Item {
  return item !== undefined;
}
