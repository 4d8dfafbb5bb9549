import { fileURLToPath } from "node:url";
import { type Context, createReadyRunners, type Project, type ReadyRunners, type RunnerCommand } from "@autotest/core";
import { permissionFlags } from "./node-command.js";

const LAUNCH = fileURLToPath(new URL("../runtime/launch.mjs", import.meta.url));

/** What a process must know before it gets its order. */
export interface RunnerSettings {
  /** Mocha's own folder, which may lie outside the project. */
  readonly mocha: string;
  /** The project's own flags for node. */
  readonly nodeFlags: readonly string[];
  /** Whether Node's permission model holds it. */
  readonly restricted: boolean;
  /** Whether V8's counters will be needed. */
  readonly measures: boolean;
}

/** Processes that have loaded Mocha, and nothing of the project but what its flags for node load. */
export const runners: ReadyRunners<RunnerSettings> = createReadyRunners(commandFor);

async function commandFor(
  project: Project,
  { mocha, nodeFlags, restricted, measures }: RunnerSettings,
  ctx: Context,
): Promise<RunnerCommand> {
  const workspace = await ctx.fs.realPath(project.workspace);
  const scratch = await ctx.fs.realPath(await ctx.fs.temporaryDirectory("mocha-"));
  return {
    file: process.execPath,
    args: [
      ...(restricted ? permissionFlags([workspace, scratch]) : []),
      ...nodeFlags,
      LAUNCH,
      mocha,
      ...(measures ? ["measure"] : []),
    ],
    cwd: workspace,
    env: { TMPDIR: scratch },
    reads: [mocha],
    scratch,
  };
}
