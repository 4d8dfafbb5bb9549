import { createHash } from "node:crypto";
import type { Analysis, Context, Project, SourceFile, Unit } from "@autotest/core";
import type { ts } from "ts-morph";
import { declaredTypeNames } from "./declared-types.js";
import { loadTypeScript, type TypeScriptApi } from "./load-typescript.js";
import { sealedFields } from "./marked-fields.js";
import { moduleKindOf } from "./module-kind.js";
import { nameUnitsOf } from "./name-units-of.js";
import type { NamedUnit } from "./named-unit.js";
import { openChecker, wantsChecker } from "./open-checker.js";
import { lineOf, parseFile } from "./parse-file.js";
import { plainShape } from "./plain-shape.js";
import { moduleConstants, readBody } from "./read-body.js";
import { readExamples } from "./read-examples.js";
import { readMadeParameters } from "./read-made-function.js";
import { type ParameterReading, readParameters } from "./read-parameters.js";
import { receiverOf } from "./receiver-of.js";
import { refOfDeclaration } from "./ref-of-declaration.js";
import { shapeOfType } from "./shape-of-type.js";

/** Units, constants and module kind of one file. A syntax error is an answer, not an exception. */
export async function analyze(file: SourceFile, project: Project, ctx: Context): Promise<Analysis> {
  const typescript = loadTypeScript();
  const parsed = parseFile(typescript, file.path, file.text);
  if (!parsed.ok) return { ok: false, code: "syntax", reason: parsed.reason, line: parsed.line };
  const { kind } = await moduleKindOf(typescript, parsed.source, file.path, project, ctx);
  const wanted = await wantsChecker(typescript, parsed.source, file, project, ctx);
  const checked = wanted ? await openChecker(file.path, file.text, project, ctx) : null;
  const source = checked?.source ?? parsed.source;
  const named = await nameUnitsOf(typescript, source, file.path, project, ctx);
  const reading: ParameterReading = {
    typescript,
    checker: checked?.checker ?? null,
    declared: declaredTypeNames(typescript, source),
    refOf: (declaration) => refOfDeclaration(typescript, declaration, source, project.root),
  };
  const names = new Set(named.map((unit) => unit.name));
  return {
    ok: true,
    units: named.map((unit) => describeUnit(reading, source, file.path, unit, names)),
    constants: moduleConstants(typescript, source),
    importName: file.path,
    moduleKind: kind,
  };
}

function describeUnit(
  reading: ParameterReading,
  source: ts.SourceFile,
  path: string,
  unit: NamedUnit,
  names: ReadonlySet<string>,
): Unit {
  const { typescript } = reading;
  const { node, documented, name, kind } = unit;
  const isMade = typescript.isCallExpression(node);
  const signature = isMade ? unit.signature : typescript.isClassLike(node) ? constructorOf(typescript, node) : node;
  const parameters = isMade ? readMadeParameters(reading, unit) : signature ? readParameters(reading, signature) : [];
  const modifiers = new Set(
    (typescript.canHaveModifiers(node) ? typescript.getModifiers(node) : undefined)?.map((modifier) => modifier.kind),
  );
  const { SyntaxKind } = typescript;
  const doc = docOf(typescript, documented) ?? docOf(typescript, node);
  const last = name.split(".").at(-1) ?? name;
  const receiver = receiverOf(reading, unit);
  const bodyNode = typescript.isClassLike(node) || isMade ? (signature ?? node) : node;
  return {
    id: createHash("sha256").update(`${path}\0${name}\0${kind}`).digest("hex").slice(0, 12),
    name,
    kind,
    path,
    span: { line: lineOf(source, documented.getStart(source)), endLine: lineOf(source, node.end) },
    ref: receiver && unit.ref !== null ? `${unit.ref}.call` : unit.ref,
    ...(unit.owner ? { owner: unit.owner } : {}),
    parameters: [...(receiver ? [receiver] : []), ...parameters],
    async: modifiers.has(SyntaxKind.AsyncKeyword),
    generator: "asteriskToken" in node && node.asteriskToken !== undefined,
    private:
      /^[_#]/.test(last) ||
      modifiers.has(SyntaxKind.PrivateKeyword) ||
      modifiers.has(SyntaxKind.ProtectedKeyword) ||
      isMarkedPrivate(typescript, documented),
    abstract: modifiers.has(SyntaxKind.AbstractKeyword),
    ...returnsOf(reading, node),
    ...(doc ? { doc } : {}),
    decorators: typescript.canHaveDecorators(node)
      ? (typescript.getDecorators(node) ?? []).map((item) => item.expression.getText(source))
      : [],
    ...sealedOf(typescript, node),
    ...readBody(typescript, bodyNode, names, unit.owner ?? (kind === "class" ? name : undefined)),
    examples: uniqueExamples([
      ...readExamples(typescript, source, documented),
      ...(documented === node ? [] : readExamples(typescript, source, node)),
    ]),
  };
}

function sealedOf(typescript: TypeScriptApi, node: ts.Node): Pick<Unit, "sealed"> {
  const sealed = sealedFields(typescript, node);
  return sealed.length > 0 ? { sealed } : {};
}

function uniqueExamples(examples: Unit["examples"]): Unit["examples"] {
  return [...new Map(examples.map((example) => [example.line, example])).values()];
}

/** The constructor, of the class itself or undefined when it inherits or has none. */
export function constructorOf(
  typescript: TypeScriptApi,
  node: ts.ClassLikeDeclaration,
): ts.ConstructorDeclaration | undefined {
  const own = node.members.filter((member) => typescript.isConstructorDeclaration(member));
  return own.find((member) => member.body) ?? own[0];
}

function docOf(typescript: TypeScriptApi, node: ts.Node): string | undefined {
  const [comment] = typescript.getJSDocCommentsAndTags(node).filter((item) => typescript.isJSDoc(item));
  const text = comment && typescript.getTextOfJSDocComment((comment as ts.JSDoc).comment);
  return text?.trim() || undefined;
}

function isMarkedPrivate(typescript: TypeScriptApi, node: ts.Node): boolean {
  return typescript.getJSDocTags(node).some((tag) => /^(private|internal)$/.test(tag.tagName.text));
}

function returnsOf(
  { typescript, checker, refOf, declared }: ParameterReading,
  node: NamedUnit["node"],
): Partial<Pick<Unit, "returns" | "returnAnnotation">> {
  if (typescript.isClassLike(node) || typescript.isCallExpression(node)) return {};
  const annotation = node.type ?? typescript.getJSDocReturnType(node);
  if (!annotation) return {};
  const returnAnnotation = annotation.getText();
  const source = node.type ? "annotation" : "doc";
  const returns = checker
    ? shapeOfType({ typescript, checker, source, refOf }, checker.getTypeFromTypeNode(annotation))
    : plainShape({ typescript, source, declared }, annotation);
  return returns === null || returns.kind === "unknown" ? { returnAnnotation } : { returnAnnotation, returns };
}
