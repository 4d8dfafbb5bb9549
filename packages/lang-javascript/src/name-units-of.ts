import { join } from "node:path";
import type { Context, Project } from "@autotest/core";
import type { ts } from "ts-morph";
import { bareExpression } from "./bare-expression.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { type ImportedMakers, returnedFunction } from "./made-function.js";
import type { NamedUnit } from "./named-unit.js";
import { parseText } from "./parse-file.js";
import { readConfiguration } from "./read-configuration.js";
import { resolveImport } from "./resolve-import.js";
import { nameUnits } from "./unit-names.js";

interface Import {
  readonly specifier: string;
  /** `:` for the module itself, `:default`, `:name`. */
  readonly ref: string;
}

/** Every unit of a file, those included that a function of another project file makes (`const range = createRange()`). */
export async function nameUnitsOf(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  path: string,
  project: Project,
  ctx: Context,
): Promise<readonly NamedUnit[]> {
  return nameUnits(typescript, source, await importedMakers(typescript, source, path, project, ctx));
}

async function importedMakers(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  path: string,
  project: Project,
  ctx: Context,
): Promise<ImportedMakers> {
  const makers = new Map<string, ts.SignatureDeclaration>();
  const called = calledAtTop(typescript, source);
  const imports = [...importsOf(typescript, source)].filter(([name]) => called.has(name));
  if (imports.length === 0) return makers;
  const configuration = await readConfiguration(typescript, project, ctx);
  for (const [name, { specifier, ref }] of imports) {
    const found = await resolveImport(specifier, path, configuration, project, ctx);
    const text =
      found === null || !/\.[cm]?[jt]sx?$/.test(found) ? null : await readText(join(project.root, found), ctx);
    if (found === null || text === null) continue;
    const refs = ref === ":default" ? [":default", ":"] : [ref];
    const maker = nameUnits(typescript, parseText(typescript, found, text)).find(
      (unit) => unit.kind === "function" && unit.ref !== null && refs.includes(unit.ref),
    );
    const made = maker && typescript.isFunctionLike(maker.node) && returnedFunction(typescript, maker.node);
    if (made) makers.set(name, made);
  }
  return makers;
}

/** Names that a statement of the file itself calls for a value. */
function calledAtTop(typescript: TypeScriptApi, source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const read = (value: ts.Expression): void => {
    const bare = bareExpression(typescript, value);
    if (typescript.isCallExpression(bare) && typescript.isIdentifier(bare.expression)) names.add(bare.expression.text);
    if (typescript.isBinaryExpression(bare)) read(bare.right);
  };
  for (const statement of source.statements) {
    if (typescript.isExpressionStatement(statement) || typescript.isExportAssignment(statement))
      read(statement.expression);
    if (typescript.isVariableStatement(statement))
      for (const { initializer } of statement.declarationList.declarations) if (initializer) read(initializer);
  }
  return names;
}

function importsOf(typescript: TypeScriptApi, source: ts.SourceFile): ReadonlyMap<string, Import> {
  const found = new Map<string, Import>();
  for (const statement of source.statements) {
    if (typescript.isImportDeclaration(statement) && typescript.isStringLiteral(statement.moduleSpecifier)) {
      const specifier = statement.moduleSpecifier.text;
      const { name, namedBindings } = statement.importClause ?? {};
      if (name) found.set(name.text, { specifier, ref: ":default" });
      if (namedBindings && typescript.isNamedImports(namedBindings))
        for (const each of namedBindings.elements)
          found.set(each.name.text, { specifier, ref: `:${(each.propertyName ?? each.name).text}` });
    } else if (typescript.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        const specifier = initializer && requiredBy(typescript, initializer);
        if (!specifier) continue;
        if (typescript.isIdentifier(name)) found.set(name.text, { specifier, ref: ":" });
        else if (typescript.isObjectBindingPattern(name))
          for (const each of name.elements)
            if (typescript.isIdentifier(each.name))
              found.set(each.name.text, { specifier, ref: `:${(each.propertyName ?? each.name).getText()}` });
      }
    }
  }
  return found;
}

function requiredBy(typescript: TypeScriptApi, node: ts.Expression): string | undefined {
  if (!typescript.isCallExpression(node) || node.expression.getText() !== "require") return undefined;
  const [first] = node.arguments;
  return first && typescript.isStringLiteral(first) ? first.text : undefined;
}

async function readText(path: string, ctx: Context): Promise<string | null> {
  try {
    return await ctx.fs.readText(path);
  } catch {
    return null;
  }
}
