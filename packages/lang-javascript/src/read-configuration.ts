import { join, posix } from "node:path";
import type { Context, Project } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** What of tsconfig.json (or jsconfig.json) matters for running and typing a file. */
export interface Configuration {
  /** Relative config path, or null. */
  readonly path: string | null;
  readonly options: ts.CompilerOptions;
  /** Import aliases: pattern to targets, relative to `base`. */
  readonly paths: { readonly [pattern: string]: readonly string[] };
  /** Folder of non-relative imports, relative to the root; `.` when there is none. */
  readonly base: string;
}

const NONE: Configuration = { path: null, options: {}, paths: {}, base: "." };

/** The configuration at the root of the project. A broken file counts as none. */
export async function readConfiguration(
  typescript: TypeScriptApi,
  project: Project,
  ctx: Context,
): Promise<Configuration> {
  for (const path of ["tsconfig.json", "jsconfig.json"]) {
    if (!(await ctx.fs.exists(join(project.root, path)))) continue;
    const raw = await readChain(typescript, path, project, ctx, 0);
    const { options } = typescript.convertCompilerOptionsFromJson(raw.options, project.root);
    return { path, options, paths: raw.paths, base: raw.base };
  }
  return NONE;
}

interface Chain {
  readonly options: Record<string, unknown>;
  readonly paths: Record<string, readonly string[]>;
  readonly base: string;
}

async function readChain(
  typescript: TypeScriptApi,
  path: string,
  project: Project,
  ctx: Context,
  depth: number,
): Promise<Chain> {
  const empty: Chain = { options: {}, paths: {}, base: "." };
  let text: string;
  try {
    text = await ctx.fs.readText(join(project.root, path));
  } catch {
    return empty;
  }
  const { config } = typescript.parseConfigFileTextToJson(path, text) as {
    config?: { extends?: unknown; compilerOptions?: Record<string, unknown> };
  };
  const parents = [config?.extends ?? []]
    .flat()
    .filter((item): item is string => typeof item === "string" && item.startsWith("."));
  let chain = empty;
  for (const parent of depth < 5 ? parents : []) {
    const file = posix.join(posix.dirname(path), parent.endsWith(".json") ? parent : `${parent}.json`);
    chain = merge(chain, await readChain(typescript, file, project, ctx, depth + 1));
  }
  const own = config?.compilerOptions ?? {};
  const folder = posix.dirname(path);
  const base = typeof own.baseUrl === "string" ? posix.join(folder, own.baseUrl) : undefined;
  const paths = own.paths as Record<string, readonly string[]> | undefined;
  return merge(chain, { options: own, paths: paths ?? {}, base: base ?? (paths ? folder : chain.base) });
}

function merge(first: Chain, second: Chain): Chain {
  return {
    options: { ...first.options, ...second.options },
    paths: Object.keys(second.paths).length > 0 ? second.paths : first.paths,
    base: second.base,
  };
}
