import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";
import { parseFile, parseText } from "./parse-file.js";
import { rawStarts } from "./raw-starts.js";

/** The text of a module as JavaScript: a text with types loses them, any other stays as it is to the letter. */
export function withoutTypes(typescript: TypeScriptApi, text: string): string {
  const parsed = parseFile(typescript, "test.mts", text);
  if (!parsed.ok || !hasTypes(typescript, parsed.source)) return text;
  const { outputText } = typescript.transpileModule(text, {
    fileName: "test.mts",
    compilerOptions: {
      target: typescript.ScriptTarget.ESNext,
      module: typescript.ModuleKind.ESNext,
      // Imports stay although nothing but types may use them.
      verbatimModuleSyntax: true,
      removeComments: false,
    },
  });
  return inTwos(typescript, outputText);
}

/** The compiler writes blocks four spaces in; tests are read as most people write them, with two. */
function inTwos(typescript: TypeScriptApi, text: string): string {
  const source = parseText(typescript, "test.mjs", text);
  const raw = rawStarts(typescript, source, source);
  let at = 0;
  return text
    .split("\n")
    .map((line) => {
      const isRaw = raw.has(at);
      at += line.length + 1;
      return isRaw ? line : line.replace(/^(?: {4})+/, (lead) => lead.slice(lead.length / 2));
    })
    .join("\n");
}

function hasTypes(typescript: TypeScriptApi, root: ts.Node): boolean {
  const isOne = (node: ts.Node): boolean => {
    if (typescript.isExpressionWithTypeArguments(node)) return node.typeArguments !== undefined;
    return (
      typescript.isTypeNode(node) ||
      typescript.isInterfaceDeclaration(node) ||
      typescript.isTypeAliasDeclaration(node) ||
      typescript.isEnumDeclaration(node) ||
      typescript.isNonNullExpression(node) ||
      typescript.isTypeParameterDeclaration(node) ||
      (typescript.isParameter(node) && node.questionToken !== undefined) ||
      ((typescript.isImportClause(node) || typescript.isImportSpecifier(node)) && node.isTypeOnly)
    );
  };
  return isOne(root) || (typescript.forEachChild(root, (child) => hasTypes(typescript, child) || undefined) ?? false);
}
