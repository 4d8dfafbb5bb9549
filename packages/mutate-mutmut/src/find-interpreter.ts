import { join } from "node:path";
import type { Context, Project } from "@autotest/core";

/** The Python that runs the project's tests, and where it was found. */
export interface Interpreter {
  /** Absolute. */
  readonly file: string;
  /** `3.11.7`. */
  readonly version: string;
  /** Where installed packages are, absolute. */
  readonly packages: string;
  /** In words: `.venv`, `VIRTUAL_ENV`, `PATH`. */
  readonly origin: string;
  /** Folders outside the installation that its editable installs add, absolute. */
  readonly added: readonly string[];
}

interface Place {
  readonly file: string;
  readonly origin: string;
}

const OLDEST: readonly [number, number] = [3, 9];
/** Prints the executable, the version, where packages are and, as JSON, the folders outside the installation that editable installs add. */
const ASK = `
import json, os, sys, sysconfig
print(sys.executable)
print(".".join(map(str, sys.version_info[:3])))
print(sysconfig.get_paths()["purelib"])
installed = tuple(os.path.join(prefix, "") for prefix in (sys.prefix, sys.base_prefix))
finders = [module for name, module in sys.modules.items() if name.startswith("__editable__")]
added = sys.path + [path for finder in finders for path in getattr(finder, "MAPPING", {}).values()]
print(json.dumps([path for path in added if os.path.isdir(path) and not path.startswith(installed)]))
`;

/** Asking costs a process, and a run asks for every file. */
const known = new WeakMap<Project, Promise<Interpreter | null>>();

/**
 * The project's interpreter: the one configured for the language, else the active environment, the project's own, that of
 * its package manager, and what is on PATH; the first that answers and is new enough. Null when none does.
 */
export function findInterpreter(project: Project, ctx: Context): Promise<Interpreter | null> {
  const asked = known.get(project) ?? search(project, ctx);
  known.set(project, asked);
  return asked;
}

async function search(project: Project, ctx: Context): Promise<Interpreter | null> {
  for await (const place of places(project, ctx)) {
    const found = await ask(place, project, ctx);
    if (found !== null) return found;
  }
  return null;
}

async function* places(project: Project, ctx: Context): AsyncGenerator<Place> {
  const { root } = project;
  const configured = project.options["lang-python"]?.interpreter;
  if (typeof configured === "string" && configured !== "") {
    const relative = configured.includes("/") && !configured.startsWith("/");
    yield { file: relative ? join(root, configured) : configured, origin: "options" };
    return;
  }
  if (ctx.env.VIRTUAL_ENV) yield* environment(ctx.env.VIRTUAL_ENV, "VIRTUAL_ENV", ctx);
  for (const folder of [".venv", "venv"]) yield* environment(join(root, folder), folder, ctx);
  if (await ctx.fs.exists(join(root, "uv.lock"))) {
    for (const file of await printed("uv", ["python", "find", "--offline"], project, ctx)) yield { file, origin: "uv" };
  }
  if (await ctx.fs.exists(join(root, "poetry.lock"))) {
    for (const folder of await printed("poetry", ["env", "info", "--path"], project, ctx))
      yield* environment(folder, "poetry", ctx);
  }
  if (ctx.env.CONDA_PREFIX) yield* environment(ctx.env.CONDA_PREFIX, "conda", ctx);
  for (const file of ["python3", "python"]) yield { file, origin: "PATH" };
}

async function* environment(folder: string, origin: string, ctx: Context): AsyncGenerator<Place> {
  for (const file of [join(folder, "bin", "python"), join(folder, "Scripts", "python.exe")]) {
    if (await ctx.fs.exists(file)) yield { file, origin };
  }
}

/** The path one of the user's own tools prints, or nothing. */
async function printed(
  tool: string,
  args: readonly string[],
  project: Project,
  ctx: Context,
): Promise<readonly string[]> {
  const done = await ctx.exec.run({ file: tool, args, cwd: project.root, timeoutMs: 15_000, trusted: true });
  const line = done.stdout.trim().split("\n").at(-1) ?? "";
  return done.code === 0 && line.startsWith("/") ? [line] : [];
}

async function ask({ file, origin }: Place, project: Project, ctx: Context): Promise<Interpreter | null> {
  // Shims of version managers need more of the machine than they tell; what the project brings along is not trusted.
  const portable = !file.startsWith(`${project.root}/`);
  const done = await ctx.exec.run({ file, args: ["-I", "-c", ASK], cwd: project.root, timeoutMs: 15_000, portable });
  const [executable, version, packages, added = "[]"] = done.code === 0 ? done.stdout.trim().split(/\r?\n/) : [];
  if (!executable || !version || !packages) return null;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) return null;
  return { file: executable, version, packages, origin, added: JSON.parse(added) as readonly string[] };
}
