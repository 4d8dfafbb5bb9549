import type { ts } from "ts-morph";
import { bareExpression } from "./bare-expression.js";
import { joinRef } from "./join-ref.js";
import type { TypeScriptApi } from "./load-typescript.js";

/** What of a file can be imported, and under which name. */
export interface Exports {
  /** The ref of a local (dotted) name, or null when nothing outside can reach it. */
  refOf(name: string): string | null;
  /** What an assignment writes to: the unit name to use and its ref; null when it is no plain path. */
  pathOf(left: ts.Expression): { readonly name: string; readonly ref: string | undefined } | null;
}

/** Reads the export statements and `module.exports` / `exports` assignments of a file. */
export function exportsOf(typescript: TypeScriptApi, source: ts.SourceFile): Exports {
  const local = new Map<string, string>();
  /** Names that stand for `module.exports` itself. */
  const roots = new Set(["exports", "module.exports", "this"]);
  readStatements(typescript, source, local);
  readOtherNames(typescript, source, local);
  readAliases(typescript, source, roots);
  readAssignments(typescript, source, roots, local);

  const refOf = (name: string): string | null => {
    if (name === "default" && !local.has("default")) return null;
    const [head = "", ...rest] = name.split(".");
    const base = roots.has(head) && head !== "this" ? ":" : local.get(head);
    return base === undefined ? null : rest.reduce(joinRef, base);
  };
  return {
    refOf,
    pathOf(left) {
      const text = dottedName(typescript, left);
      if (text === null) return null;
      const inRoot = withoutRoot(text, roots);
      if (inRoot === null)
        return text.includes(".") ? { name: text, ref: refOf(text) ?? undefined } : { name: text, ref: undefined };
      return inRoot === "" ? { name: "exports", ref: ":" } : { name: inRoot, ref: `:${inRoot}` };
    },
  };
}

function withoutRoot(text: string, roots: ReadonlySet<string>): string | null {
  if (text === "this") return null;
  for (const root of roots) {
    if (root === "this") continue;
    if (text === root) return "";
    if (text.startsWith(`${root}.`)) return text.slice(root.length + 1);
  }
  return null;
}

/** `a.b.c` or null. */
export function dottedName(typescript: TypeScriptApi, node: ts.Expression): string | null {
  const bare = bareExpression(typescript, node);
  if (typescript.isIdentifier(bare)) return bare.text;
  if (bare.kind === typescript.SyntaxKind.ThisKeyword) return "this";
  if (typescript.isElementAccessExpression(bare) && typescript.isStringLiteral(bare.argumentExpression)) {
    const left = dottedName(typescript, bare.expression);
    return left === null || !/^[\w$]+$/.test(bare.argumentExpression.text)
      ? null
      : `${left}.${bare.argumentExpression.text}`;
  }
  if (!typescript.isPropertyAccessExpression(bare) || typescript.isPrivateIdentifier(bare.name)) return null;
  const left = dottedName(typescript, bare.expression);
  return left === null ? null : `${left}.${bare.name.text}`;
}

function readStatements(typescript: TypeScriptApi, source: ts.SourceFile, local: Map<string, string>): void {
  for (const statement of source.statements) {
    if (typescript.isExportDeclaration(statement)) readExportList(typescript, statement, local);
    else if (typescript.isExportAssignment(statement)) {
      const name = dottedName(typescript, statement.expression);
      local.set(name ?? "default", statement.isExportEquals ? ":" : ":default");
      if (!statement.isExportEquals) local.set("default", ":default");
    } else if (typescript.canHaveModifiers(statement)) readModifiers(typescript, statement, local);
  }
}

function readExportList(typescript: TypeScriptApi, statement: ts.ExportDeclaration, local: Map<string, string>): void {
  if (statement.moduleSpecifier || !statement.exportClause || !typescript.isNamedExports(statement.exportClause))
    return;
  for (const element of statement.exportClause.elements) {
    local.set((element.propertyName ?? element.name).text, `:${element.name.text}`);
  }
}

function readModifiers(
  typescript: TypeScriptApi,
  statement: ts.Statement & ts.HasModifiers,
  local: Map<string, string>,
  prefix = "",
): void {
  const kinds = new Set(typescript.getModifiers(statement)?.map((modifier) => modifier.kind));
  if (!kinds.has(typescript.SyntaxKind.ExportKeyword)) return;
  if (typescript.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations)
      if (typescript.isIdentifier(name)) local.set(name.text, `:${prefix}${name.text}`);
  } else if (typescript.isModuleDeclaration(statement)) {
    const { body } = statement;
    if (!body || !typescript.isModuleBlock(body)) return;
    for (const inner of body.statements)
      if (typescript.canHaveModifiers(inner))
        readModifiers(typescript, inner, local, `${prefix}${statement.name.text}.`);
  } else if (
    typescript.isFunctionDeclaration(statement) ||
    typescript.isClassDeclaration(statement) ||
    typescript.isEnumDeclaration(statement)
  ) {
    const isDefault = kinds.has(typescript.SyntaxKind.DefaultKeyword);
    const name = statement.name?.text ?? "default";
    local.set(name, isDefault ? ":default" : `:${prefix}${name}`);
  }
}

/** `export const Result = ResultImpl as ...`: what has no name of its own outside is reached by the other one. */
function readOtherNames(typescript: TypeScriptApi, source: ts.SourceFile, local: Map<string, string>): void {
  for (const statement of source.statements) {
    if (!typescript.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const value = initializer && bareExpression(typescript, initializer);
      const ref = typescript.isIdentifier(name) ? local.get(name.text) : undefined;
      if (ref !== undefined && value && typescript.isIdentifier(value) && !local.has(value.text))
        local.set(value.text, ref);
    }
  }
}

/** `var numbers = exports`, `var app = module.exports = {}`, `(function (exports) {})(... module.exports ...)`. */
function readAliases(typescript: TypeScriptApi, source: ts.SourceFile, roots: Set<string>): void {
  const isRoot = (node: ts.Expression): boolean => {
    const bare = bareExpression(typescript, node);
    if (typescript.isBinaryExpression(bare) && bare.operatorToken.kind === typescript.SyntaxKind.EqualsToken)
      return isRoot(bare.left) || isRoot(bare.right);
    const name = dottedName(typescript, bare);
    return name !== null && name !== "this" && roots.has(name);
  };
  const visit = (node: ts.Node): void => {
    if (
      typescript.isVariableDeclaration(node) &&
      node.initializer &&
      typescript.isIdentifier(node.name) &&
      isRoot(node.initializer)
    )
      roots.add(node.name.text);
    if (typescript.isCallExpression(node)) {
      const callee = bareExpression(typescript, node.expression);
      if (typescript.isFunctionExpression(callee) || typescript.isArrowFunction(callee)) {
        callee.parameters.forEach((parameter, index) => {
          const given = node.arguments[index];
          if (
            given &&
            typescript.isIdentifier(parameter.name) &&
            /\bexports\b/.test(given.getText()) &&
            !/=>|function/.test(given.getText())
          )
            roots.add(parameter.name.text);
        });
      }
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
}

function readAssignments(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  roots: ReadonlySet<string>,
  local: Map<string, string>,
): void {
  const literals = objectLiterals(typescript, source);
  const record = (path: string, right: ts.Expression): void => {
    const bare = bareExpression(typescript, right);
    const ref = `:${path}`;
    if (typescript.isIdentifier(bare)) {
      if (!local.has(bare.text)) local.set(bare.text, ref);
      const literal = literals.get(bare.text);
      literals.delete(bare.text);
      if (literal) record(path, literal);
    } else if (typescript.isObjectLiteralExpression(bare)) {
      for (const property of bare.properties) {
        if (typescript.isShorthandPropertyAssignment(property))
          record(joinPath(path, property.name.text), property.name);
        else if (typescript.isPropertyAssignment(property) && typescript.isIdentifier(property.name)) {
          record(joinPath(path, property.name.text), property.initializer);
        }
      }
    } else if (typescript.isBinaryExpression(bare) && bare.operatorToken.kind === typescript.SyntaxKind.EqualsToken)
      record(path, bare.right);
    else if (typescript.isNewExpression(bare) || typescript.isCallExpression(bare)) recordFactory(bare, path);
  };
  /** `module.exports = factory()`: what the factory returns is exported. */
  const recordFactory = (node: ts.NewExpression | ts.CallExpression, path: string): void => {
    if (!typescript.isCallExpression(node) || !typescript.isIdentifier(node.expression)) return;
    const factory = factoryOf(typescript, source, node.expression.text);
    const returned = factory?.statements.findLast((statement) => typescript.isReturnStatement(statement)) as
      | ts.ReturnStatement
      | undefined;
    if (returned?.expression) record(path, returned.expression);
  };
  const visit = (node: ts.Node): void => {
    if (typescript.isBinaryExpression(node) && node.operatorToken.kind === typescript.SyntaxKind.EqualsToken) {
      const name = dottedName(typescript, node.left);
      const path = name === null ? null : withoutRoot(name, roots);
      if (path !== null && !path.includes("prototype")) record(path, node.right);
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
}

/** `var api = {...}` at any depth: what the name stands for when it is exported. */
function objectLiterals(typescript: TypeScriptApi, source: ts.SourceFile): Map<string, ts.ObjectLiteralExpression> {
  const found = new Map<string, ts.ObjectLiteralExpression>();
  const visit = (node: ts.Node): void => {
    if (typescript.isVariableDeclaration(node) && typescript.isIdentifier(node.name) && node.initializer) {
      const bare = bareExpression(typescript, node.initializer);
      if (typescript.isObjectLiteralExpression(bare) && !found.has(node.name.text)) found.set(node.name.text, bare);
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function joinPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** The body of the function that a wrapper receives under the name `parameter`. */
function factoryOf(typescript: TypeScriptApi, source: ts.SourceFile, parameter: string): ts.Block | undefined {
  let found: ts.Block | undefined;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (typescript.isCallExpression(node)) {
      const callee = bareExpression(typescript, node.expression);
      if (typescript.isFunctionExpression(callee) || typescript.isArrowFunction(callee)) {
        const index = callee.parameters.findIndex((item) => item.name.getText() === parameter);
        const given = node.arguments[index];
        const bare = given && bareExpression(typescript, given);
        if (
          bare &&
          (typescript.isFunctionExpression(bare) || typescript.isArrowFunction(bare)) &&
          typescript.isBlock(bare.body)
        )
          found = bare.body;
      }
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
