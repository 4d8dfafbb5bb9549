import { join } from "node:path";
import type { Context, EmittedSuite, TestOutcome } from "../contracts/index.js";
import { stageSuite } from "../pipeline/emit-suite.js";
import { settingsFor } from "../pipeline/own-settings.js";
import type { RunSettings, Target } from "../pipeline/run-state.js";
import { runSuites } from "../pipeline/run-suites.js";

/** A suite in the copy, to be run on versions of the file it tests. */
export interface PairedRun {
  /** What each test of the suite did on a text in place of the file, in a fresh process; by test id. Empty: it did not get that far. */
  outcomesOn(text: string, timeoutMs?: number): Promise<ReadonlyMap<string, TestOutcome>>;
  /** Puts the file back. */
  close(): Promise<void>;
}

/** Stages a suite. Whoever opens it closes it. */
export async function openPairedRun(
  target: Target,
  suite: EmittedSuite,
  settings: RunSettings,
  ctx: Context,
): Promise<PairedRun> {
  await stageSuite(target, suite, settings, ctx);
  const { framework, layout, file } = target;
  const source = join(settings.project.workspace, file.path);
  const { project } = settingsFor(file.path, settings);
  const ends: (() => Promise<void>)[] = [];
  /** The process of the next run starts while this one is at work. */
  const prepareNext = async (): Promise<void> => {
    const end = await framework.prepare?.({ project, layout, runs: [{ hashSeed: 0, measure: false }] }, ctx);
    if (end !== undefined) ends.push(end);
  };
  return {
    async outcomesOn(text, timeoutMs) {
      await ctx.fs.write(source, text);
      const next = prepareNext();
      const limit = timeoutMs === undefined ? {} : { timeoutMs };
      const { outcomes } = await runSuites([{ target, suite }], { hashSeed: 0, ...limit }, settings, ctx);
      await next;
      const outcome = outcomes.get(target);
      return outcome !== undefined && "tests" in outcome ? outcome.tests : new Map();
    },
    async close() {
      await Promise.all(ends.map((end) => end()));
      await ctx.fs.write(source, file.text);
    },
  };
}
