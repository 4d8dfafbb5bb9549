import type { Context, Problem } from "../contracts/index.js";
import { ROUNDS } from "./4-judge-tests.js";
import { type Choice, chooseTests } from "./choose-tests.js";
import { emitSuite, stageSuite } from "./emit-suite.js";
import { mapLimited } from "./map-limited.js";
import { mergeCoverage } from "./merge-coverage.js";
import type { ProposedTarget, RunSettings, SelectedTarget } from "./run-state.js";
import { runSuites, type StagedSuite, type SuiteOutcome, type SuitesRun, TEST_TIMEOUT_MS } from "./run-suites.js";

/**
 * Files whose final suite came out of every run without a stain, the files that did not (without the tests that ran too long,
 * for which every run to come would wait again), and what measuring ran into.
 */
export interface ChoiceProof {
  readonly proven: ReadonlyMap<ProposedTarget, SelectedTarget>;
  readonly left: readonly ProposedTarget[];
  readonly problems: readonly Problem[];
}

/** The rounds of stage 4; the last of them measures, as the run of stage 5 does. */
export const RUNS: readonly ((typeof ROUNDS)[number] & { readonly measure: boolean })[] = ROUNDS.map(
  (round, index) => ({ ...round, measure: index === ROUNDS.length - 1 }),
);

/**
 * Stages 4 and 5 at once, for the common case: the suite that stage 5 would choose if every candidate passed is run by all
 * gates side by side. Where every test passes every run nothing is left to judge; any other file goes through the stages
 * one after the other, candidate by candidate.
 */
export async function proveChoice(
  proposed: readonly ProposedTarget[],
  settings: RunSettings,
  ctx: Context,
): Promise<ChoiceProof> {
  const staged: StagedChoice[] = [];
  for (const one of proposed) {
    const choice = await stageChoice(one, settings, ctx);
    if (choice !== null) staged.push(choice);
  }
  const runs = await mapLimited(
    staged.length === 0 ? [] : RUNS,
    // All at once, whatever else is limited: one after the other, the last would have the machine to itself.
    settings.concurrency === 1 ? 1 : RUNS.length,
    (options) => runSuites(staged, options, settings, ctx),
    ctx.signal,
  );
  const proven = new Map<ProposedTarget, SelectedTarget>();
  for (const { one, choice, target, suite } of staged) {
    if (runs.length < RUNS.length || !runs.every(({ outcomes }) => passedAll(outcomes.get(target), suite.tests)))
      continue;
    const idOf = new Map(suite.tests.map(({ candidate, testId }) => [candidate, testId]));
    const coverage = runs.flatMap((run) => run.coverage).find((file) => file.path === target.file.path) ?? null;
    proven.set(one, {
      ...one,
      passed: one.candidates,
      dropped: choice.dropped,
      kept: choice.chosen.map((test) => ({ ...test, testId: idOf.get(test.candidate.id) ?? "" })),
      coverageAfter: mergeCoverage(one.coverageBefore, coverage),
    });
  }
  const suites = new Map(staged.map((choice) => [choice.one, choice]));
  const left = proposed
    .filter((one) => !proven.has(one))
    .map((one) => withoutLate(one, lateIn(suites.get(one)?.suite.tests ?? [], one.target, runs)));
  return { proven, left, problems: proven.size === 0 ? [] : (runs.at(-1)?.problems ?? []) };
}

interface StagedChoice extends StagedSuite {
  readonly one: ProposedTarget;
  readonly choice: Choice;
}

/** Puts the suite of all that would be chosen into the workspace; null when there is none, or the language cannot read it. */
async function stageChoice(one: ProposedTarget, settings: RunSettings, ctx: Context): Promise<StagedChoice | null> {
  const { target, candidates } = one;
  const choice = chooseTests({ ...one, passed: candidates, dropped: one.rejected }, new Map());
  if (choice.chosen.length === 0) return null;
  const tests = choice.chosen.map(({ candidate }) => candidate);
  const suite = emitSuite(target, tests, settings);
  const source = { path: target.suitePath, text: suite.text, hash: "" };
  const analysis = await target.language.analyze(source, settings.project, ctx);
  if (!analysis.ok || suite.tests.length < tests.length) return null;
  await stageSuite(target, suite, settings, ctx);
  return { one, choice, target, suite };
}

/** Tests that ran too long in one of the runs: why, by candidate. */
function lateIn(
  tests: StagedSuite["suite"]["tests"],
  target: ProposedTarget["target"],
  runs: readonly SuitesRun[],
): ReadonlyMap<string, string> {
  const late = new Map<string, string>();
  for (const { outcomes } of runs) {
    const outcome = outcomes.get(target);
    if (outcome === undefined || !("tests" in outcome)) continue;
    for (const { candidate, testId } of tests) {
      const test = outcome.tests.get(testId);
      // A framework's own, shorter limit may have been missed for what ran beside it.
      if (test?.failure === "timeout" && test.milliseconds >= TEST_TIMEOUT_MS)
        late.set(candidate, test.message ?? "ran too long");
    }
  }
  return late;
}

function withoutLate(one: ProposedTarget, late: ReadonlyMap<string, string>): ProposedTarget {
  if (late.size === 0) return one;
  const rejected = one.candidates.flatMap((candidate) => {
    const reason = late.get(candidate.id);
    return reason === undefined ? [] : [{ candidate, gate: "passes" as const, reason }];
  });
  const candidates = one.candidates.filter(({ id }) => !late.has(id));
  return { ...one, candidates, rejected: [...one.rejected, ...rejected] };
}

function passedAll(outcome: SuiteOutcome | undefined, tests: StagedSuite["suite"]["tests"]): boolean {
  if (outcome === undefined || !("tests" in outcome)) return false;
  return tests.every(({ testId }) => outcome.tests.get(testId)?.outcome === "passed");
}
