import { join } from "node:path";
import type { ClassInfo, Context, ProbeRequest, Ref } from "@autotest/core";
import type { ts } from "ts-morph";
import { constructorOf } from "./analyze.js";
import { declaredTypeNames, needsChecker } from "./declared-types.js";
import type { TypeScriptApi } from "./load-typescript.js";
import type { NamedUnit } from "./named-unit.js";
import { openChecker, saysTypes, wantsChecker } from "./open-checker.js";
import { parseText } from "./parse-file.js";
import { readParameters } from "./read-parameters.js";
import { refOfDeclaration } from "./ref-of-declaration.js";
import { nameUnits } from "./unit-names.js";

const MOST_FILES = 40;
const MOST_CLASSES = 120;

interface Found {
  readonly unit: NamedUnit;
  readonly source: ts.SourceFile;
  readonly units: readonly NamedUnit[];
}

/** Exported classes and enums of the file and of the project files it imports (`files`, relative), as an input may need them. */
export async function findClasses(
  typescript: TypeScriptApi,
  request: ProbeRequest,
  files: readonly string[],
  ctx: Context,
): Promise<readonly ClassInfo[]> {
  const { file, project } = request;
  const plain = parseText(typescript, join(project.root, file.path), file.text);
  const others = new Map<string, ts.SourceFile>();
  for (const path of files.slice(0, MOST_FILES)) {
    const source = await parseOther(typescript, join(project.root, path), ctx);
    if (source) others.set(path, source);
  }
  const hasClasses = (source: ts.SourceFile): boolean =>
    nameUnits(typescript, source).some((unit) => unit.kind === "class");
  const wanted =
    (await wantsChecker(typescript, plain, file, project, ctx)) ||
    (saysTypes(file) && [...others.values()].some((source) => hasClasses(source) && needsChecker(typescript, source)));
  const checked = wanted ? await openChecker(file.path, file.text, project, ctx) : null;
  const target = checked?.source ?? plain;
  const sources = [
    target,
    ...[...others].map(([path, source]) => checked?.sourceOf(join(project.root, path)) ?? source),
  ];
  const paths = ["", ...others.keys()];
  const refOf = (declaration: ts.Declaration): Ref | null =>
    refOfDeclaration(typescript, declaration, target, project.root);
  const found = sources.flatMap((source) => {
    const units = nameUnits(typescript, source);
    return units.filter((unit) => unit.kind === "class").map((unit): Found => ({ unit, source, units }));
  });
  const prefix = (source: ts.SourceFile): string => (source === target ? "" : `./${paths[sources.indexOf(source)]}`);
  const classes = found.flatMap(({ unit, source, units }): ClassInfo[] => {
    if (unit.ref === null) return [];
    const { parameters } = describeConstructor(unit, found);
    return [
      {
        ref: prefix(source) + unit.ref,
        name: unit.name,
        bases: basesOf(typescript, unit, found),
        abstract: isAbstract(typescript, unit),
        parameters: parameters
          ? readParameters(
              { typescript, checker: checkerFor(source), declared: declaredTypeNames(typescript, source), refOf },
              parameters,
            ).map(argumentOf)
          : [],
        factories: units.filter((item) => isFactory(typescript, item, unit)).map((item) => prefix(source) + item.ref),
      },
    ];
  });
  return [...classes, ...sources.flatMap((source) => findEnums(typescript, source, refOf))].slice(0, MOST_CLASSES);

  /** Only files of the program have types. */
  function checkerFor(source: ts.SourceFile): ts.TypeChecker | null {
    return checked && (source === target || checked.sourceOf(source.fileName) === source) ? checked.checker : null;
  }

  function describeConstructor(
    unit: NamedUnit,
    all: readonly Found[],
    depth = 0,
  ): { readonly parameters: ts.SignatureDeclaration | null } {
    if (typescript.isFunctionLike(unit.node)) return { parameters: unit.node };
    if (!typescript.isClassLike(unit.node)) return { parameters: null };
    const own = constructorOf(typescript, unit.node);
    if (own || depth > 5) return { parameters: own ?? null };
    const [base] = basesOf(typescript, unit, []);
    const parent = all.find((item) => item.unit.name === base);
    return parent ? describeConstructor(parent.unit, all, depth + 1) : { parameters: null };
  }
}

type Argument = ClassInfo["parameters"][number];

function argumentOf({
  name,
  optional,
  shapes,
}: {
  readonly name: string;
  readonly optional: boolean;
  readonly shapes: Argument["shapes"];
}): Argument {
  return { name, optional, named: false, shapes };
}

async function parseOther(typescript: TypeScriptApi, path: string, ctx: Context): Promise<ts.SourceFile | null> {
  try {
    return parseText(typescript, path, await ctx.fs.readText(path));
  } catch {
    return null;
  }
}

/** Names of base classes as far as they are known, nearest first. */
function basesOf(typescript: TypeScriptApi, unit: NamedUnit, all: readonly Found[]): readonly string[] {
  const names: string[] = [];
  let name = baseOf(typescript, unit);
  while (name !== null && names.length < 6) {
    names.push(name);
    const next = all.find((item) => item.unit.name === names.at(-1))?.unit;
    name = next ? baseOf(typescript, next) : null;
  }
  return names;
}

function baseOf(typescript: TypeScriptApi, { node }: NamedUnit): string | null {
  if (!typescript.isClassLike(node)) return null;
  const clause = node.heritageClauses?.find((item) => item.token === typescript.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText() ?? null;
}

/** An instance cannot be made with `new` by others: the class is abstract, or keeps its constructor to itself. */
function isAbstract(typescript: TypeScriptApi, { node }: NamedUnit): boolean {
  const own = typescript.isClassLike(node) ? constructorOf(typescript, node) : undefined;
  const hidden = [typescript.SyntaxKind.PrivateKeyword, typescript.SyntaxKind.ProtectedKeyword];
  if (own && typescript.getModifiers(own)?.some(({ kind }) => hidden.includes(kind))) return true;
  return (
    typescript.canHaveModifiers(node) &&
    (typescript.getModifiers(node)?.some((item) => item.kind === typescript.SyntaxKind.AbstractKeyword) ?? false)
  );
}

/** A static method that says, or shows, that it returns an instance. */
function isFactory(typescript: TypeScriptApi, item: NamedUnit, owner: NamedUnit): boolean {
  if (item.kind !== "static-method" || item.owner !== owner.name || item.ref === null || !("type" in item.node))
    return false;
  const annotation = item.node.type?.getText() ?? typescript.getJSDocReturnType(item.node)?.getText();
  if (annotation === owner.name || annotation === "this") return true;
  const made = new RegExp(`return\\b[^;]*\\bnew\\s+(this|${owner.name.replaceAll("$", "\\$")})\\b`);
  return made.test(item.node.getText());
}

function findEnums(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  refOf: (declaration: ts.Declaration) => Ref | null,
): readonly ClassInfo[] {
  return source.statements.flatMap((statement): ClassInfo[] => {
    const ref = typescript.isEnumDeclaration(statement) ? refOf(statement) : null;
    if (ref === null || !typescript.isEnumDeclaration(statement)) return [];
    const members = statement.members.map((member) => ({ $: "ref" as const, ref: `${ref}.${member.name.getText()}` }));
    return [{ ref, name: statement.name.text, bases: [], abstract: false, parameters: [], members, factories: [] }];
  });
}
