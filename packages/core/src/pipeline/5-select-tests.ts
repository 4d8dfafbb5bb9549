// Takes judged targets, chooses the fewest tests that meet every goal still met, gives them as a final suite that ran once more.
import type { Context, Problem } from "../contracts/index.js";
import { chooseTests } from "./choose-tests.js";
import { emitSuite, stageSuite } from "./emit-suite.js";
import { mergeCoverage } from "./merge-coverage.js";
import type { JudgedTarget, RunSettings, SelectedTarget } from "./run-state.js";
import { runSuites, type StagedSuite } from "./run-suites.js";

const MOST_ROUNDS = 3;

/** Result of stage 5; the problems are those of the runs that measured: no coverage tool, for one. */
export interface Selection {
  readonly selected: readonly SelectedTarget[];
  readonly problems: readonly Problem[];
}

/** Stage 5. */
export async function selectTests(
  judged: readonly JudgedTarget[],
  settings: RunSettings,
  ctx: Context,
): Promise<Selection> {
  let pending = judged.map((one) => ({ judged: one, failed: new Map<string, string>() }));
  const selected = new Map<JudgedTarget, SelectedTarget>();
  const problems: Problem[] = [];
  for (let round = 0; pending.length > 0 && round < MOST_ROUNDS; round++) {
    const choices = pending.map(({ judged: one, failed }) => ({ judged: one, failed, ...chooseTests(one, failed) }));
    const staged = new Map<JudgedTarget, StagedSuite>();
    for (const { judged: one, chosen } of choices) {
      const suite =
        chosen.length > 0
          ? emitSuite(
              one.target,
              chosen.map((kept) => kept.candidate),
              settings,
            )
          : null;
      await stageSuite(one.target, suite, settings, ctx);
      if (suite !== null) staged.set(one, { target: one.target, suite });
    }
    const run = await runSuites([...staged.values()], { measure: true, orderSeed: round + 3 }, settings, ctx);
    problems.push(...run.problems);
    pending = [];
    for (const { judged: one, failed, chosen, dropped } of choices) {
      const suite = staged.get(one)?.suite;
      const outcome = run.outcomes.get(one.target);
      const tests = outcome !== undefined && "tests" in outcome ? outcome.tests : new Map();
      const idOf = new Map(suite?.tests.map(({ candidate, testId }) => [candidate, testId]));
      const kept = chosen.map((test) => ({ ...test, testId: idOf.get(test.candidate.id) ?? "" }));
      const broken = kept.filter((test) => tests.get(test.testId)?.outcome !== "passed");
      if (broken.length > 0 && !ctx.signal.aborted) {
        for (const test of broken)
          failed.set(test.candidate.id, tests.get(test.testId)?.message ?? "failed in the final suite");
        pending.push({ judged: one, failed });
      }
      const coverage = run.coverage.find((file) => file.path === one.target.file.path) ?? null;
      const sound = broken.length === 0 ? kept : [];
      selected.set(one, {
        ...one,
        kept: sound,
        dropped,
        coverageAfter: sound.length > 0 ? mergeCoverage(one.coverageBefore, coverage) : one.coverageBefore,
      });
    }
  }
  return { selected: judged.map((one) => selected.get(one)!), problems };
}
