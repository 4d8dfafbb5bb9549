import { fileURLToPath } from "node:url";
import { type Context, createReadyRunners, type Project, type ReadyRunners, type RunnerCommand } from "@autotest/core";
import { nodeFlags } from "./node-command.js";

/** The worker, shipped as it is beside the built code. */
const WORKER = fileURLToPath(new URL("../runtime/worker.mjs", import.meta.url));

/** Megabytes of heap: enough for most files, and for scenarios that are worth a test. */
export const USUAL_HEAP = 128;
/** The same for a file that takes more than {@link MOST_ON_IMPORT} to import. */
export const LARGE_HEAP = 384;
/** Megabytes that importing may leave in a usual heap. */
export const MOST_ON_IMPORT = 48;

/** What a worker must know before it gets its order. */
export interface WorkerSettings {
  /** Node, absolute. */
  readonly file: string;
  /** `20.19.0`. */
  readonly version: string;
  /** Megabytes: {@link USUAL_HEAP} or {@link LARGE_HEAP}. */
  readonly heap: number;
}

/** Processes that have loaded the runtime, and nothing of the project. */
export const workers: ReadyRunners<WorkerSettings> = createReadyRunners(commandFor);

async function commandFor(project: Project, settings: WorkerSettings, ctx: Context): Promise<RunnerCommand> {
  const { file, version, heap } = settings;
  const scratch = await ctx.fs.temporaryDirectory("probe-");
  return { file, args: [...nodeFlags(version, scratch, heap), WORKER], cwd: project.workspace, writes: [], scratch };
}
