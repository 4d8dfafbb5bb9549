import { posix } from "node:path";
import type { Context, Example, Project, Ref, Unit } from "@autotest/core";
import { type ExampleSetting, exampleScope } from "./example-scope.js";
import type { FileNames } from "./file-names.js";
import { readFileNames } from "./file-names.js";
import { findPrompts, findReadmeBlocks } from "./find-sessions.js";
import { fieldOf, namedOf, parsePython, type SyntaxNode, walk } from "./parse.js";
import { readDocstring } from "./read-docstring.js";
import { type FoundExample, readExamples } from "./read-examples.js";

/** Longest README that is read, in characters, and most examples of one unit. */
const README_SIZE = 200_000;
const MOST = 40;

/** A parsed file and what is known about it. */
export interface ExampleFile {
  readonly root: SyntaxNode;
  readonly path: string;
  readonly importName: string;
  readonly names: FileNames;
}

/** The units with the examples that docstrings and the project's README give of them. */
export async function attachExamples(
  units: readonly Unit[],
  file: ExampleFile,
  project: Project,
  ctx: Context,
): Promise<readonly Unit[]> {
  const packages = await readPackages(file, project, ctx);
  const setting: ExampleSetting = {
    units,
    names: file.names,
    importName: file.importName,
    variables: moduleVariables(file.root),
    exported: (package_, name) => packages.get(package_)?.refOf(name),
  };
  const found = [...(await documented(file.root, setting)), ...(await fromReadme(setting, project, ctx))];
  const byUnit = new Map<string, Example[]>();
  for (const { unit, example } of found) byUnit.set(unit, [...(byUnit.get(unit) ?? []), example]);
  return units.map((unit) => ({ ...unit, examples: (byUnit.get(unit.name) ?? []).slice(0, MOST) }));
}

async function documented(root: SyntaxNode, setting: ExampleSetting): Promise<readonly FoundExample[]> {
  const scope = exampleScope(setting, true);
  const found: FoundExample[] = [];
  for (const node of walk(root)) {
    const body =
      node === root ? root : /^(function|class)_definition$/.test(node.type) ? fieldOf(node, "body") : undefined;
    const doc = body && readDocstring(body);
    if (!doc?.text.includes(">>>")) continue;
    const enclosing = node === root ? undefined : unitAround(node, setting.units);
    found.push(...(await readExamples(findPrompts(doc.lines), scope, enclosing, doc.line - 1)));
  }
  return found;
}

async function fromReadme(setting: ExampleSetting, project: Project, ctx: Context): Promise<readonly FoundExample[]> {
  const top = setting.importName.split(".")[0]!;
  for (const name of ["README.md", "README.rst", "README.txt", "README"]) {
    const text = await readOptional(posix.join(project.root, name), ctx);
    if (text === null) continue;
    if (text.length > README_SIZE || !new RegExp(`\\b(?:import|from)\\s+${top}\\b`).test(text)) return [];
    const scope = exampleScope(setting, false);
    const imports = new Map<string, Ref>();
    const found: FoundExample[] = [];
    for (const block of findReadmeBlocks(text))
      found.push(...(await readExamples(block, scope, undefined, 0, name, imports)));
    return found;
  }
  return [];
}

/** The innermost unit that holds the node; a constructor is its class. */
function unitAround(node: SyntaxNode, units: readonly Unit[]): string | undefined {
  const around = units.filter(({ span }) => span.line <= node.line && node.endLine <= span.endLine);
  return around.sort((left, right) => right.span.line - left.span.line)[0]?.name;
}

function moduleVariables(root: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of namedOf(root)) {
    const assignment = statement.type === "expression_statement" ? namedOf(statement)[0] : undefined;
    const left = assignment?.type === "assignment" ? fieldOf(assignment, "left") : undefined;
    if (left?.type === "identifier") found.add(left.text);
  }
  return found;
}

/** What the packages above a module import, by dotted name. */
async function readPackages(
  { path, importName }: ExampleFile,
  project: Project,
  ctx: Context,
): Promise<ReadonlyMap<string, FileNames>> {
  const found = new Map<string, FileNames>();
  let folder = posix.dirname(path);
  let package_ = path.endsWith("/__init__.py") ? importName : importName.split(".").slice(0, -1).join(".");
  for (; package_ !== ""; package_ = package_.split(".").slice(0, -1).join("."), folder = posix.dirname(folder)) {
    const text = await readOptional(posix.join(project.root, folder, "__init__.py"), ctx);
    if (text !== null) found.set(package_, readFileNames((await parsePython(text)).root, package_));
  }
  return found;
}

async function readOptional(path: string, ctx: Context): Promise<string | null> {
  try {
    return (await ctx.fs.exists(path)) ? await ctx.fs.readText(path) : null;
  } catch {
    return null; // unreadable or not text: it has no examples for us
  }
}
