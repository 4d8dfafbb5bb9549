import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Context, Project, Running } from "@autotest/core";
import type { Interpreter } from "./find-interpreter.js";

const RUNNER = fileURLToPath(new URL("../runtime/autotest_pytest.py", import.meta.url));

/** What a process must know before it gets its order. */
export interface RunnerSettings {
  readonly project: Project;
  readonly interpreter: Interpreter;
  /** Folders of the project that are installed editable, relative. */
  readonly installed: readonly string[];
  /** Whether pytest loads installed plugins. */
  readonly autoload: boolean;
  readonly hashSeed: number;
  /** Whether coverage.py will be needed. */
  readonly measures: boolean;
}

/** A process that has imported pytest, and nothing of the project, and waits for its order. */
export interface Runner {
  readonly child: Running;
  /** Real path of the project's copy. */
  readonly workspace: string;
  /** A folder of its own, to be removed in the end. */
  readonly scratch: string;
}

const ready = new WeakMap<Project, Map<string, Promise<Runner>>>();

/** Starts a process that `takeRunner` will give to who asks for the same. */
export function prepareRunner(settings: RunnerSettings, ctx: Context): void {
  const waiting = ready.get(settings.project) ?? new Map<string, Promise<Runner>>();
  ready.set(settings.project, waiting);
  const starting = startRunner(settings, ctx);
  // Who takes it sees the failure; nobody may.
  starting.catch(() => undefined);
  waiting.set(keyOf(settings), starting);
}

/** The process that waits for these settings, or a new one. Each is given once. */
export function takeRunner(settings: RunnerSettings, ctx: Context): Promise<Runner> {
  const key = keyOf(settings);
  const waiting = ready.get(settings.project);
  const found = waiting?.get(key);
  waiting?.delete(key);
  return found ?? startRunner(settings, ctx);
}

/** Ends the processes of a project that nobody took. */
export async function endRunners(project: Project, ctx: Context): Promise<void> {
  const waiting = [...(ready.get(project)?.values() ?? [])];
  ready.delete(project);
  for (const started of await Promise.allSettled(waiting)) {
    if (started.status === "rejected") continue;
    const { child, scratch } = started.value;
    child.kill();
    await child.exited;
    await ctx.fs.remove(scratch).catch(() => undefined);
  }
}

function keyOf({ interpreter, installed, autoload, hashSeed, measures }: RunnerSettings): string {
  return JSON.stringify([interpreter.file, installed, autoload, hashSeed, measures]);
}

async function startRunner(
  { project, interpreter, installed, autoload, hashSeed, measures }: RunnerSettings,
  ctx: Context,
): Promise<Runner> {
  const workspace = await ctx.fs.realPath(project.workspace);
  const scratch = await ctx.fs.temporaryDirectory("pytest");
  const separator = process.platform === "win32" ? ";" : ":";
  const child = ctx.exec.start({
    file: interpreter.file,
    args: [RUNNER, ...(measures ? ["measure"] : [])],
    cwd: workspace,
    reads: interpreter.added,
    scratch,
    env: {
      PYTHONHASHSEED: String(hashSeed),
      PYTHONDONTWRITEBYTECODE: "1",
      TMPDIR: scratch,
      ...(autoload ? {} : { PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" }),
      // An editable install points at the user's folder; the copy must come first.
      ...(installed.length > 0
        ? { PYTHONPATH: installed.map((folder) => join(workspace, folder)).join(separator) }
        : {}),
    },
  });
  return { child, workspace, scratch };
}
