import { fileURLToPath } from "node:url";
import { type Context, createReadyRunners, type Project, type ReadyRunners, type RunnerCommand } from "@autotest/core";

// Resolved from this file's folder in the source tree and from `dist` alike.
const WORKER = fileURLToPath(new URL("../runtime/worker.py", import.meta.url));

/** What a worker must know before it gets its order. */
export interface WorkerSettings {
  /** Absolute path of the interpreter. */
  readonly file: string;
  /** Folders outside the installation that its editable installs add, absolute. */
  readonly added: readonly string[];
}

/** Processes that have loaded the runtime, and nothing of the project. */
export const workers: ReadyRunners<WorkerSettings> = createReadyRunners(commandFor);

async function commandFor(project: Project, { file, added }: WorkerSettings, ctx: Context): Promise<RunnerCommand> {
  const scratch = await ctx.fs.realPath(await ctx.fs.temporaryDirectory("probe-"));
  return {
    file,
    args: ["-s", "-B", WORKER],
    cwd: project.workspace,
    reads: added,
    writes: [],
    scratch,
    env: {
      PYTHONHASHSEED: "0",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONNOUSERSITE: "1",
      PYTHONUTF8: "1",
      TMPDIR: scratch,
      HOME: scratch,
      // One thread each: their stacks alone would pass the memory limit.
      OPENBLAS_NUM_THREADS: "1",
      OMP_NUM_THREADS: "1",
      MKL_NUM_THREADS: "1",
    },
  };
}
