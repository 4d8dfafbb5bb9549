// Takes proposed targets, runs their candidates for real, gives who passed every gate and who was dropped at which.
import type { Context } from "../contracts/index.js";
import type { Candidate, DroppedTest, Gate } from "../model/index.js";
import { emitSuite, stageSuite } from "./emit-suite.js";
import type { JudgedTarget, ProposedTarget, RunSettings } from "./run-state.js";
import { runSuites, type StagedSuite, type SuiteOutcome } from "./run-suites.js";

/** Each round is a fresh process; order and hash seeds differ, so that a test that leans on either shows. */
export const ROUNDS: readonly { readonly gate: Gate; readonly orderSeed?: number; readonly hashSeed: number }[] = [
  { gate: "passes", hashSeed: 0 },
  { gate: "repeats", orderSeed: 1, hashSeed: 1 },
  { gate: "repeats", orderSeed: 2, hashSeed: 4_242 },
];

interface Contest {
  readonly proposed: ProposedTarget;
  candidates: readonly Candidate[];
  readonly dropped: DroppedTest[];
}

/** Stage 4, candidate by candidate: no test is dropped for what another round did meanwhile. */
export async function judgeTests(
  proposed: readonly ProposedTarget[],
  settings: RunSettings,
  ctx: Context,
): Promise<readonly JudgedTarget[]> {
  const contests = proposed.map(
    (one): Contest => ({ proposed: one, candidates: one.candidates, dropped: [...one.rejected] }),
  );
  for (const contest of contests) await parses(contest, settings, ctx);
  for (const round of ROUNDS) {
    if (ctx.signal.aborted) break;
    await runRound(contests, round, settings, ctx);
  }
  return contests.map(({ proposed: one, candidates, dropped }) => ({ ...one, passed: candidates, dropped }));
}

/** Gate "parses": the language reads the suite back. One that it cannot read is halved until the culprits are alone. */
async function parses(contest: Contest, settings: RunSettings, ctx: Context): Promise<void> {
  const { target } = contest.proposed;
  if (contest.candidates.length === 0) return;
  const { text } = emitSuite(target, contest.candidates, settings);
  const analysis = await target.language.analyze({ path: target.suitePath, text, hash: "" }, settings.project, ctx);
  if (analysis.ok) return;
  if (contest.candidates.length === 1) dropAll(contest, "parses", analysis.reason);
  else await halve(contest, (half) => parses(half, settings, ctx));
}

/** Judges the halves apart; what both keep is kept. */
async function halve(contest: Contest, judge: (half: Contest) => Promise<void>): Promise<void> {
  const { candidates, proposed, dropped } = contest;
  const middle = Math.ceil(candidates.length / 2);
  const kept: Candidate[] = [];
  for (const part of [candidates.slice(0, middle), candidates.slice(middle)]) {
    const half: Contest = { proposed, candidates: part, dropped };
    await judge(half);
    kept.push(...half.candidates);
  }
  contest.candidates = kept;
}

interface StagedContest extends StagedSuite {
  readonly contest: Contest;
}

/** Puts the suites of all contests that have candidates into the workspace. */
async function stageAll(
  contests: readonly Contest[],
  settings: RunSettings,
  ctx: Context,
): Promise<readonly StagedContest[]> {
  const live = contests.filter((contest) => contest.candidates.length > 0);
  return Promise.all(
    live.map(async (contest) => {
      const { target } = contest.proposed;
      const suite = emitSuite(target, contest.candidates, settings);
      await stageSuite(target, suite, settings, ctx);
      return { contest, target, suite };
    }),
  );
}

async function runRound(
  contests: readonly Contest[],
  round: (typeof ROUNDS)[number],
  settings: RunSettings,
  ctx: Context,
): Promise<void> {
  const staged = await stageAll(contests, settings, ctx);
  const run = await runSuites(staged, round, settings, ctx);
  for (const { contest, target, suite } of staged) {
    const outcome = run.outcomes.get(target);
    if (outcome === undefined) continue;
    if ("problem" in outcome) {
      await narrow(contest, outcome, round, settings, ctx);
      continue;
    }
    const idOf = new Map(suite.tests.map(({ candidate, testId }) => [candidate, testId]));
    drop(contest, round.gate, (candidate) => failureOf(outcome, idOf.get(candidate.id)));
  }
}

/** A suite that does not run as a whole (hangs, kills the runner) is halved until the culprits are alone. */
async function narrow(
  contest: Contest,
  outcome: Extract<SuiteOutcome, { problem: unknown }>,
  round: (typeof ROUNDS)[number],
  settings: RunSettings,
  ctx: Context,
): Promise<void> {
  const { candidates } = contest;
  if (candidates.length === 1 || !outcome.timedOut || ctx.signal.aborted) {
    const { message, hint } = outcome.problem;
    dropAll(contest, outcome.timedOut ? round.gate : "imports", hint === undefined ? message : `${message}; ${hint}`);
    return;
  }
  await halve(contest, (half) => runRound([half], round, settings, ctx));
}

function failureOf(outcome: Extract<SuiteOutcome, { tests: unknown }>, testId: string | undefined): string | null {
  const test = testId === undefined ? undefined : outcome.tests.get(testId);
  if (test === undefined) return "the runner did not find the test";
  if (test.outcome === "passed") return null;
  return test.outcome === "skipped" ? "the test was skipped" : (test.message ?? "the test failed");
}

function dropAll(contest: Contest, gate: Gate, reason: string): void {
  drop(contest, gate, () => reason);
}

function drop(contest: Contest, gate: Gate, reasonFor: (candidate: Candidate) => string | null): void {
  contest.candidates = contest.candidates.filter((candidate) => {
    const reason = reasonFor(candidate);
    if (reason !== null) contest.dropped.push({ candidate, gate, reason });
    return reason === null;
  });
}
