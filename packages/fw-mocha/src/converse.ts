import { randomUUID } from "node:crypto";
import { type Context, exitWithin, type Finished, type Project, watchTests } from "@autotest/core";
import { type ResultLine, readLine } from "./read-results.js";
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
  /** Tests to pass over, as `late` named them. */
  readonly without: readonly string[];
}

/** How long to wait. */
export interface Limits {
  readonly timeoutMs: number;
  /** For each test. */
  readonly testTimeoutMs?: number | undefined;
}

/** What came back. */
export interface Conversation {
  readonly finished: Finished;
  readonly lines: readonly ResultLine[];
  /** The test that took too long: JSON of its file and titles. */
  readonly late: string | null;
}

/** Takes a process, gives it its order and collects the lines that come back until it ends or its time is up. */
export async function converse(
  project: Project,
  settings: RunnerSettings,
  order: Order,
  { timeoutMs, testTimeoutMs }: Limits,
  ctx: Context,
): Promise<Conversation> {
  const { child, command } = await runners.take(project, settings, ctx);
  const { cwd: workspace, scratch } = command;
  const nonce = randomUUID();
  const lines: ResultLine[] = [];
  const watch = watchTests(child, testTimeoutMs, ctx);
  child.onLine((text) => {
    const line = readLine(text, nonce);
    if (line === null) return;
    lines.push(line);
    if (line.kind === "started") watch.began(JSON.stringify([line.file, ...(line.title as readonly string[])]));
    else if (line.kind === "test") watch.over();
  });
  child.send(JSON.stringify({ nonce, writable: [workspace, scratch], ...order }));
  const finished = await exitWithin(child, timeoutMs, ctx);
  watch.over();
  await ctx.fs.remove(scratch);
  return { finished, lines, late: watch.late() };
}
