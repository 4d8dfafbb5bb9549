import { randomUUID } from "node:crypto";
import { type Context, exitWithin, type Finished, type Project } from "@autotest/core";
import { type ResultLine, readLines } from "./read-results.js";
import { type RunnerSettings, runners } from "./start-runner.js";

/** What a process is told to do, on the private channel, where neither the environment nor the command line shows it. */
export interface Order {
  /** Runs tests, or says only what the project's configuration holds. */
  readonly mode: "run" | "read-options";
  /** Mocha's own arguments. */
  readonly arguments: readonly string[];
  /** Test files; none: all that the configuration names. */
  readonly files: readonly string[];
  /** Shuffles by this seed. */
  readonly orderSeed?: number | undefined;
  /** Source files to measure, absolute. */
  readonly cover: readonly string[];
}

/** Takes a process, gives it its order and collects the lines that come back until it ends or its time is up. */
export async function converse(
  project: Project,
  settings: RunnerSettings,
  order: Order,
  timeoutMs: number,
  ctx: Context,
): Promise<{ readonly finished: Finished; readonly lines: readonly ResultLine[] }> {
  const { child, command } = await runners.take(project, settings, ctx);
  const { cwd: workspace, scratch } = command;
  const nonce = randomUUID();
  const lines: string[] = [];
  child.onLine((line) => lines.push(line));
  child.send(JSON.stringify({ nonce, writable: [workspace, scratch], ...order }));
  const finished = await exitWithin(child, timeoutMs, ctx);
  await ctx.fs.remove(scratch);
  return { finished, lines: readLines(lines, nonce) };
}
