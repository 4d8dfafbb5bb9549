import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Context, createReadyRunners, type Project, type ReadyRunners, type RunnerCommand } from "@autotest/core";
import type { Interpreter } from "@autotest/python-environment";

const RUNNER = fileURLToPath(new URL("../runtime/autotest_pytest.py", import.meta.url));

/** What a process must know before it gets its order. */
export interface RunnerSettings {
  readonly interpreter: Interpreter;
  /** Folders of the project that are installed editable, relative. */
  readonly installed: readonly string[];
  /** Whether pytest loads installed plugins. */
  readonly autoload: boolean;
  readonly hashSeed: number;
  /** Whether coverage.py will be needed. */
  readonly measures: boolean;
}

/** Processes that have imported pytest, and nothing of the project. */
export const runners: ReadyRunners<RunnerSettings> = createReadyRunners(commandFor);

async function commandFor(
  project: Project,
  { interpreter, installed, autoload, hashSeed, measures }: RunnerSettings,
  ctx: Context,
): Promise<RunnerCommand> {
  const workspace = await ctx.fs.realPath(project.workspace);
  const scratch = await ctx.fs.temporaryDirectory("pytest");
  const separator = process.platform === "win32" ? ";" : ":";
  return {
    file: interpreter.file,
    args: [RUNNER, ...(measures ? ["measure"] : [])],
    cwd: workspace,
    reads: interpreter.added,
    scratch,
    env: {
      PYTHONHASHSEED: String(hashSeed),
      PYTHONDONTWRITEBYTECODE: "1",
      // With the system's allocator objects lie elsewhere, and with them whatever is ordered by addresses.
      ...(hashSeed % 2 === 1 ? { PYTHONMALLOC: "malloc" } : {}),
      TMPDIR: scratch,
      ...(autoload ? {} : { PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" }),
      // An editable install points at the user's folder; the copy must come first.
      ...(installed.length > 0
        ? { PYTHONPATH: installed.map((folder) => join(workspace, folder)).join(separator) }
        : {}),
    },
  };
}
