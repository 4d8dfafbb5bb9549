// Takes judged targets, chooses the fewest tests that meet every goal still met, gives them as a final suite that ran once more.
import type { Context, Problem } from "../contracts/index.js";
import type { Basis, Candidate, DroppedTest, KeptTest } from "../model/index.js";
import { emitSuite, stageSuite } from "./emit-suite.js";
import { mergeCoverage } from "./merge-coverage.js";
import type { JudgedTarget, RunSettings, SelectedTarget } from "./run-state.js";
import { runSuites, type StagedSuite } from "./run-suites.js";

const STRENGTH: { readonly [basis in Basis]: number } = { example: 3, property: 2, declared: 1, observed: 0 };
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
    const choices = pending.map(({ judged: one, failed }) => ({ judged: one, failed, ...choose(one, failed) }));
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

interface Choice {
  readonly chosen: readonly KeptTest[];
  readonly dropped: readonly DroppedTest[];
}

/** Greedy set cover: most new goals first, then the strongest basis, then the shortest scenario, then the title. */
function choose({ passed, dropped, metBefore }: JudgedTarget, failed: ReadonlyMap<string, string>): Choice {
  const met = new Set(metBefore);
  const left = new Set(passed.filter((candidate) => !failed.has(candidate.id)));
  const chosen: KeptTest[] = [];
  for (;;) {
    let best: { candidate: Candidate; goals: readonly string[] } | null = null;
    for (const candidate of left) {
      const goals = candidate.goals.filter((goal) => !met.has(goal));
      if (goals.length > 0 && (best === null || isBetter(candidate, goals, best))) best = { candidate, goals };
    }
    if (best === null) break;
    left.delete(best.candidate);
    for (const goal of best.goals) met.add(goal);
    chosen.push({ candidate: best.candidate, goals: best.goals, testId: "" });
  }
  const gone = passed.filter((candidate) => failed.has(candidate.id));
  return {
    chosen,
    dropped: [
      ...dropped,
      ...gone.map((candidate): DroppedTest => ({ candidate, gate: "repeats", reason: failed.get(candidate.id) ?? "" })),
      ...[...left].map(
        (candidate): DroppedTest => ({
          candidate,
          gate: "adds-goal",
          reason: "every goal it meets is met by another test",
        }),
      ),
    ],
  };
}

function isBetter(
  candidate: Candidate,
  goals: readonly string[],
  best: { candidate: Candidate; goals: readonly string[] },
): boolean {
  if (goals.length !== best.goals.length) return goals.length > best.goals.length;
  const strength = strengthOf(candidate) - strengthOf(best.candidate);
  if (strength !== 0) return strength > 0;
  const size = JSON.stringify(candidate.scenario).length - JSON.stringify(best.candidate.scenario).length;
  return size !== 0 ? size < 0 : candidate.title < best.candidate.title;
}

function strengthOf(candidate: Candidate): number {
  return Math.max(
    ...candidate.assertions.map((assertion) => STRENGTH[assertion.basis] + (assertion.kind === "completes" ? -1 : 0)),
  );
}
