import { join } from "node:path";
import type { Context, Project, SourceFile } from "@autotest/core";
import type { Project as MorphProject, ts } from "ts-morph";
import { needsChecker } from "./declared-types.js";
import { loadMorph, loadTypeScript, type TypeScriptApi } from "./load-typescript.js";
import { isTypeScriptPath } from "./parse-file.js";
import { readConfiguration } from "./read-configuration.js";

/** A file inside a program, with its types. */
export interface CheckedFile {
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** Another file (absolute) of the same program. */
  sourceOf(path: string): ts.SourceFile | undefined;
}

const projects = new Map<string, Promise<MorphProject>>();
/** The same, once they are there. */
const opened = new Map<string, MorphProject>();

/** The program of a project that was opened before, for who cannot wait; undefined when no file of it was checked yet. */
export function openedProject(root: string): MorphProject | undefined {
  return opened.get(root);
}

/** Whether a file says anything about types. */
export function saysTypes({ path, text }: Pick<SourceFile, "path" | "text">): boolean {
  return isTypeScriptPath(path) || /@(param|type|typedef|returns?)\s*\{/.test(text);
}

/** Whether a file says anything about types that its syntax alone does not tell. */
export async function wantsChecker(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  file: Pick<SourceFile, "path" | "text">,
  project: Project,
  ctx: Context,
): Promise<boolean> {
  // The suite of a TypeScript file is checked too.
  if (!saysTypes(file) || isTypeScriptPath(file.path)) return isTypeScriptPath(file.path);
  const { options } = await readConfiguration(typescript, project, ctx);
  // Only under strict null checks does a type name all it allows.
  return !(options.strictNullChecks ?? options.strict ?? true) || needsChecker(typescript, source);
}

/** Parses `text` as part of the project and offers its types. One program serves all files of a run. */
export async function openChecker(path: string, text: string, project: Project, ctx: Context): Promise<CheckedFile> {
  let opening = projects.get(project.root);
  if (!opening) {
    opening = createProject(project, ctx);
    projects.set(project.root, opening);
  }
  const morph = await opening;
  opened.set(project.root, morph);
  const absolute = join(project.root, path);
  const known = morph.getSourceFile(absolute);
  const file = known?.getFullText() === text ? known : morph.createSourceFile(absolute, text, { overwrite: true });
  const program = morph.getProgram().compilerObject;
  return {
    checker: program.getTypeChecker(),
    source: file.compilerNode,
    sourceOf: (other) => program.getSourceFile(other),
  };
}

async function createProject(project: Project, ctx: Context): Promise<MorphProject> {
  const { Project: Morph, ts: typescript } = loadMorph();
  const { options } = await readConfiguration(loadTypeScript(), project, ctx);
  const { lib, types, strict, strictNullChecks, jsx } = options;
  const packages = join(project.root, "node_modules", "@types");
  const hasNode = types === undefined && (await ctx.fs.exists(join(packages, "node")));
  const chosen: ts.CompilerOptions = {
    target: typescript.ScriptTarget.ES2022,
    module: typescript.ModuleKind.ESNext,
    moduleResolution: typescript.ModuleResolutionKind.Bundler,
    ...(lib ? { lib } : { lib: ["lib.es2023.d.ts"] }),
    ...(types ? { types } : hasNode ? { types: ["node"] } : {}),
    typeRoots: [packages],
    ...(jsx === undefined ? {} : { jsx }),
    ...(options.paths ? { paths: options.paths } : {}),
    ...strictness(options),
    strict: strict ?? true,
    strictNullChecks: strictNullChecks ?? strict ?? true,
    allowJs: true,
    checkJs: false,
    noEmit: true,
    skipLibCheck: true,
    maxNodeModuleJsDepth: 0,
  };
  return new Morph({ compilerOptions: chosen, skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
}

/** Checks beyond `strict` that change what a type accepts. */
function strictness(options: ts.CompilerOptions): ts.CompilerOptions {
  const names = [
    "exactOptionalPropertyTypes",
    "noImplicitAny",
    "noPropertyAccessFromIndexSignature",
    "noUncheckedIndexedAccess",
    "strictFunctionTypes",
  ] as const;
  return Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
}
