import type { Context, Problem, Project } from "@autotest/core";

/** The Python a project runs on. */
export interface Interpreter {
  /** Absolute path of the executable. */
  readonly file: string;
  /** `3.11.7`. */
  readonly version: string;
  /** Where it was found, in words: `config`, `.venv`, `VIRTUAL_ENV`, `PATH`. */
  readonly source: string;
  /** Where installed packages are, absolute. */
  readonly packages: string;
  /** Folders outside the installation that its editable installs add, absolute. */
  readonly added: readonly string[];
}

/** The Python a project runs on, or why there is none. */
export type FoundInterpreter =
  | ({ readonly ok: true } & Interpreter)
  | { readonly ok: false; readonly problem: Problem };

/** Oldest Python the runtime files run on. */
export const OLDEST_PYTHON: readonly [number, number] = [3, 8];

interface Place {
  readonly file: string;
  readonly source: string;
  /** The user named it: anything wrong with it is an answer, not a reason to look on. */
  readonly chosen?: boolean;
}

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
const known = new WeakMap<Project, Promise<FoundInterpreter>>();

/**
 * Looks, in this order, at: the option `interpreter`, the active virtual environment, `.venv` and `venv` of the project, uv,
 * poetry, conda, and the PATH. Asks each found what it is; the answer is remembered per project.
 */
export function findInterpreter(project: Project, ctx: Context): Promise<FoundInterpreter> {
  const asked = known.get(project) ?? search(project, ctx);
  known.set(project, asked);
  return asked;
}

async function search(project: Project, ctx: Context): Promise<FoundInterpreter> {
  const refused: string[] = [];
  const passedOver: string[] = [];
  for await (const place of places(project, ctx)) {
    const answer = await ask(place, project, ctx);
    if (typeof answer !== "string") {
      if (passedOver.length > 0)
        ctx.log.warn(`${passedOver.join("; ")}; ${answer.file} (from ${answer.source}) is used instead`);
      return answer;
    }
    refused.push(answer);
    // An environment that was made for the project is expected to be the one in use.
    if (place.source !== "PATH") passedOver.push(answer);
    if (place.chosen) break;
  }
  const oldest = OLDEST_PYTHON.join(".");
  return {
    ok: false,
    problem: {
      code: "no-runtime",
      message: refused.length > 0 ? `no usable Python: ${refused.join("; ")}` : "no Python was found",
      hint: `install Python ${oldest} or newer, or set options.lang-python.interpreter to one`,
    },
  };
}

async function* places(project: Project, ctx: Context): AsyncGenerator<Place> {
  const { root } = project;
  const option = project.options["lang-python"]?.interpreter;
  if (typeof option === "string" && option !== "") {
    const file = option.includes("/") && !option.startsWith("/") ? `${root}/${option}` : option;
    yield { file, source: "config", chosen: true };
    return;
  }
  const active = ctx.env.VIRTUAL_ENV;
  if (active) yield* environment(active, "VIRTUAL_ENV", ctx);
  for (const folder of [".venv", "venv"]) {
    yield* environment(`${root}/${folder}`, folder, ctx);
  }
  if (await ctx.fs.exists(`${root}/uv.lock`)) {
    yield* printedPath(project, ctx, "uv", ["python", "find", "--offline"], "uv", (line) => line);
  }
  if (await ctx.fs.exists(`${root}/poetry.lock`)) {
    yield* printedPath(project, ctx, "poetry", ["env", "info", "--path"], "poetry", (line) => `${line}/bin/python`);
  }
  const conda = ctx.env.CONDA_PREFIX;
  if (conda) yield* environment(conda, "conda", ctx);
  for (const name of ["python3", "python"]) yield { file: name, source: "PATH" };
}

async function* environment(folder: string, source: string, ctx: Context): AsyncGenerator<Place> {
  for (const file of [`${folder}/bin/python`, `${folder}/Scripts/python.exe`]) {
    if (await ctx.fs.exists(file)) yield { file, source };
  }
}

/** A place that one of the user's tools prints. The tool is only asked when its lock file is there. */
async function* printedPath(
  project: Project,
  ctx: Context,
  tool: string,
  args: readonly string[],
  source: string,
  fileOf: (line: string) => string,
): AsyncGenerator<Place> {
  const done = await ctx.exec.run({ file: tool, args, cwd: project.root, timeoutMs: 15_000, trusted: true });
  const line = done.stdout.trim().split("\n").at(-1) ?? "";
  if (done.code === 0 && line.startsWith("/")) yield { file: fileOf(line), source };
}

/** The interpreter at a place, or what is wrong with it. */
async function ask(
  place: Place,
  project: Project,
  ctx: Context,
): Promise<Extract<FoundInterpreter, { ok: true }> | string> {
  const done = await ctx.exec.run({
    file: place.file,
    args: ["-I", "-c", ASK],
    cwd: project.root,
    timeoutMs: 15_000,
    // Shims of version managers need more of the machine than they tell; what the project brings along is not trusted.
    portable: !place.file.startsWith(`${project.root}/`),
  });
  if (done.ended === "not-started") return `${place.file} (from ${place.source}): not found`;
  const [file, version, packages, added = "[]"] = done.stdout.trim().split(/\r?\n/);
  if (done.code !== 0 || !file || !version || !packages) {
    return `${place.file} (from ${place.source}): does not run${done.stderr ? ` (${done.stderr.trim().split("\n").at(-1)})` : ""}`;
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor < OLDEST_PYTHON[1])) {
    return `${file} (from ${place.source}): is ${version}, older than ${OLDEST_PYTHON.join(".")}`;
  }
  return { ok: true, file, version, source: place.source, packages, added: JSON.parse(added) as readonly string[] };
}
