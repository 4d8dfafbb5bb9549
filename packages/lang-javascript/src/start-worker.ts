import { fileURLToPath } from "node:url";
import { type Context, createReadyRunners, type Project, type ReadyRunners, type RunnerCommand } from "@autotest/core";
import { nodeFlags } from "./node-command.js";

/** The worker, shipped as it is beside the built code. */
const WORKER = fileURLToPath(new URL("../runtime/worker.mjs", import.meta.url));

/** What a worker must know before it gets its order. */
export interface WorkerSettings {
  /** Node, absolute. */
  readonly file: string;
  /** `20.19.0`. */
  readonly version: string;
}

/** Processes that have loaded the runtime, and nothing of the project. */
export const workers: ReadyRunners<WorkerSettings> = createReadyRunners(commandFor);

async function commandFor(project: Project, { file, version }: WorkerSettings, ctx: Context): Promise<RunnerCommand> {
  const scratch = await ctx.fs.temporaryDirectory("probe-");
  return { file, args: [...nodeFlags(version, scratch), WORKER], cwd: project.workspace, writes: [], scratch };
}
