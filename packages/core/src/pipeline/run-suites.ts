import type { Context, EmittedSuite, Problem, TestOutcome } from "../contracts/index.js";
import type { FileCoverage } from "../model/index.js";
import { stageSuite } from "./emit-suite.js";
import { groupBy } from "./group-by.js";
import { mendWorkspace } from "./mend-workspace.js";
import { settingsFor } from "./own-settings.js";
import type { RunSettings, Target } from "./run-state.js";

/** What a test of ours may take. They take milliseconds: one that is not over by then never ends, however busy the machine. */
export const TEST_TIMEOUT_MS = 20_000;

/** A suite in the workspace. */
export interface StagedSuite {
  readonly target: Target;
  readonly suite: EmittedSuite;
}

/** How one suite's tests went: outcome by test id, or the problem that kept the suite from running. */
export type SuiteOutcome =
  | { readonly tests: ReadonlyMap<string, TestOutcome> }
  | { readonly problem: Problem; readonly timedOut: boolean };

/** What a run of several suites showed. */
export interface SuitesRun {
  readonly outcomes: ReadonlyMap<Target, SuiteOutcome>;
  readonly coverage: readonly FileCoverage[];
  readonly problems: readonly Problem[];
}

/** How to run. */
export interface SuitesRunOptions {
  readonly orderSeed?: number;
  readonly hashSeed?: number;
  readonly measure?: boolean;
  /** Default: the framework's, and {@link TEST_TIMEOUT_MS} for each test. */
  readonly timeoutMs?: number;
}

/** Runs staged suites for real, all of one layout in one process; alone when one of them spoils the run for the others. */
export async function runSuites(
  staged: readonly StagedSuite[],
  options: SuitesRunOptions,
  settings: RunSettings,
  ctx: Context,
): Promise<SuitesRun> {
  const outcomes = new Map<Target, SuiteOutcome>();
  const coverage: FileCoverage[] = [];
  const problems: Problem[] = [];
  for (const [layout, group] of groupBy(staged, (one) => one.target.layout)) {
    const { framework, file } = group[0]!.target;
    const { orderSeed, hashSeed, measure, timeoutMs } = options;
    const run = await framework.run(
      {
        project: settingsFor(file.path, settings).project,
        layout,
        files: [...new Set(group.map((one) => one.target.suitePath))],
        ...(orderSeed === undefined ? {} : { orderSeed }),
        ...(hashSeed === undefined ? {} : { hashSeed }),
        ...(timeoutMs === undefined ? { testTimeoutMs: TEST_TIMEOUT_MS } : { timeoutMs }),
        ...(measure ? { cover: group.map((one) => one.target.file.path) } : {}),
      },
      ctx,
    );
    if (run.status === "complete") {
      const byId = new Map(run.tests.map((test) => [test.testId, test]));
      for (const { target } of group) outcomes.set(target, { tests: byId });
      coverage.push(...(run.coverage ?? []));
      problems.push(...run.problems);
    } else if (group.length === 1 || ctx.signal.aborted) {
      for (const { target } of group)
        outcomes.set(target, { problem: run.problem, timedOut: run.status === "timeout" });
    } else {
      for (const one of group) {
        // The run of all may have ended because one of them spoiled the copy for the others.
        await mendWorkspace(settings.project, [one.target.file.path], ctx);
        await stageSuite(one.target, one.suite, settings, ctx);
        const alone = await runSuites([one], options, settings, ctx);
        for (const [target, outcome] of alone.outcomes) outcomes.set(target, outcome);
        coverage.push(...alone.coverage);
        problems.push(...alone.problems);
      }
    }
  }
  return { outcomes, coverage, problems };
}
