import { dirname, join } from "node:path";
import { type Context, installCommand, type Layout, type Problem, type Project } from "@autotest/core";
import { versionFault } from "./known-faults.js";
import { type Runner, runnerFor, strykerVersionFor } from "./runners.js";

/** StrykerJS as the project has it. */
export interface FoundTool {
  readonly version: string;
  /** The program, absolute. */
  readonly program: string;
  readonly runner: Runner;
  /** The module of the runner, absolute. */
  readonly runnerModule: string;
  /** Real folders of both, which may lie outside the project. */
  readonly folders: readonly string[];
}

/** StrykerJS, or why there is none. */
export type ToolSearch =
  | { readonly ok: true; readonly tool: FoundTool }
  | { readonly ok: false; readonly problem: Problem };

/** Looks for StrykerJS and the part of it that runs the project's tests. Loads neither. */
export async function findTool(project: Project, layout: Layout | null, ctx: Context): Promise<ToolSearch> {
  const find = (name: string): Promise<Package | null> => findPackage(name, project, ctx);
  const runner = await runnerFor(project, layout, async (name) => (await find(name)) !== null);
  const [core, adapter, framework] = await Promise.all([
    find("@stryker-mutator/core"),
    find(runner.package),
    find(runner.framework),
  ]);
  const wanted = strykerVersionFor(process.versions.node, runner);
  const hint = installCommand(project.root, `@stryker-mutator/core@${wanted} ${runner.package}@${wanted}`);
  if (core === null || adapter === null) {
    const missing = [
      ...(core === null ? ["StrykerJS (@stryker-mutator/core)"] : []),
      ...(adapter === null ? [runner.package] : []),
    ];
    const message = `not installed in this project: ${missing.join(" and ")}`;
    return { ok: false, problem: { code: "tool-missing", message, hint } };
  }
  const fault = versionFault({
    node: process.versions.node,
    core: core.version,
    runner: { name: runner.package, version: adapter.version, wantsCore: adapter.peers["@stryker-mutator/core"] },
    framework: framework && { name: runner.framework, version: framework.version },
  });
  if (fault !== null) return { ok: false, problem: { code: "tool-version", message: fault, hint } };
  return {
    ok: true,
    tool: {
      version: core.version,
      program: join(core.folder, core.program ?? "bin/stryker.js"),
      runner,
      runnerModule: join(adapter.folder, adapter.entry),
      folders: [core.folder, adapter.folder],
    },
  };
}

/** Where package managers note what they installed. */
const NOTES = [".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity"];

/** What is installed, as the package manager noted it; without a note, the versions of the packages at the top. */
export async function listInstalled(project: Project, ctx: Context): Promise<readonly string[]> {
  const folder = join(project.root, "node_modules");
  const notes = await Promise.all(NOTES.map((name) => textOf(join(folder, name), ctx)));
  const noted = notes.flatMap((text) => text ?? []);
  if (noted.length > 0 || !(await ctx.fs.exists(folder))) return noted;
  const names = await ctx.fs.list(folder);
  const scoped = names.filter((name) => name.startsWith("@"));
  const inScopes = scoped.map(async (scope) =>
    (await ctx.fs.list(join(folder, scope))).map((name) => `${scope}/${name}`),
  );
  const all = [...names.filter((name) => !/^[.@]/.test(name)), ...(await Promise.all(inScopes)).flat()];
  const manifests = await Promise.all(all.map((name) => textOf(join(folder, name, "package.json"), ctx)));
  return all.map((name, at) => `${name} ${/"version"\s*:\s*"([^"]*)"/.exec(manifests[at] ?? "")?.[1]}`).sort();
}

async function textOf(path: string, ctx: Context): Promise<string | null> {
  try {
    return await ctx.fs.readText(path);
  } catch {
    return null;
  }
}

interface Package {
  /** Real path. */
  readonly folder: string;
  readonly version: string;
  readonly peers: { readonly [name: string]: string };
  /** The file that is imported by the package's name. */
  readonly entry: string;
  readonly program?: string;
}

/** A package as the project's own code would find it: in the copy, then from the root upwards. */
async function findPackage(name: string, project: Project, ctx: Context): Promise<Package | null> {
  for (const from of [project.workspace, ...upwards(project.root)]) {
    const folder = join(from, "node_modules", name);
    try {
      const manifest = JSON.parse(await ctx.fs.readText(join(folder, "package.json"))) as Manifest;
      const { bin, exports, main, peerDependencies, version } = manifest;
      if (typeof version !== "string") continue;
      const program = typeof bin === "string" ? bin : bin?.stryker;
      return {
        folder: await ctx.fs.realPath(folder),
        version,
        peers: peerDependencies ?? {},
        entry: entryOf(typeof exports === "object" && exports !== null ? exports["."] : exports) ?? main ?? "index.js",
        ...(program === undefined ? {} : { program }),
      };
    } catch {
      // Not here.
    }
  }
  return null;
}

interface Manifest {
  readonly version?: unknown;
  readonly main?: string;
  readonly bin?: string | { readonly [name: string]: string };
  readonly exports?: string | { readonly [path: string]: unknown } | null;
  readonly peerDependencies?: { readonly [name: string]: string };
}

/** What `import` takes of an entry of `exports`. */
function entryOf(entry: unknown): string | null {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null) return null;
  const conditions = entry as { readonly [condition: string]: unknown };
  return entryOf(conditions.import ?? conditions.node ?? conditions.default);
}

function upwards(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...upwards(parent)];
}
