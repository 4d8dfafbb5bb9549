import type { Clock, Goal, Mutant, OpenGoal, ProposeRequest, Unit } from "@autotest/core";
import { suspectResult } from "../findings/find-suspicion.js";
import type { Hunt } from "../hunt/hunt.js";
import { homeOf } from "../ledger/find-targets.js";
import { isGarbage } from "../ledger/leak.js";
import { createMeter, type Meter, portionOf } from "../ledger/stop-rules.js";
import type { Accepted } from "../oracles/accepted.js";
import { chooseAssertion } from "../oracles/choose-assertion.js";
import { type Habits, NO_HABITS } from "../oracles/habits.js";
import { holdsOn } from "../oracles/hold-on.js";
import { observeBefore } from "../oracles/observe-before.js";
import { runOracles } from "../oracles/run-oracles.js";
import type { Techniques } from "../techniques.js";
import type { ClassCatalog } from "../values/class-catalog.js";
import { hasLongLiteral } from "../values/printable.js";
import { keyOf } from "../values/value-kind.js";
import { pickKillers } from "./find-killers.js";
import { isKilled, isTelling, runUnder, type Suspect, tryMutants } from "./kill-matrix.js";
import { CHOICE, LIMITS } from "./more-assertions.js";
import { mutantGoals } from "./mutant-goals.js";
import { type Examined, settleAssertions } from "./settle-assertions.js";
import { shrinkKiller } from "./shrink-killer.js";
import { BRIEF, type Killer, LONG } from "./try-killers.js";

/** Calls a file may get for this, and their share of all; by the clock as long as the search itself. */
const OWN = { calls: 28_000, share: 0.4 };
/** For mutants of a tool: nothing else was asked for. */
const GIVEN = { seconds: 4, calls: 48_000, share: 0.8 };
/** Tests that one unit may get for mutants alone, at least; one with many tests of its own may get as many again. */
const ADDED = 8;

/** How much more than an equal part of the calls left one unit may take. */
const GENEROUS = 2;

/** What strengthening knows of the run so far. */
export interface Suite {
  readonly request: ProposeRequest;
  readonly techniques: Techniques;
  readonly accepted: readonly Accepted[];
  readonly hunts: readonly Hunt[];
  readonly classes: ClassCatalog;
  /** Scenarios, by their key, whose result contradicts the documentation, with how: never a test. */
  readonly refused: ReadonlyMap<string, string>;
  /** What units do whatever they are given, by name. */
  readonly habits: ReadonlyMap<string, Habits>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The suite after it, and the goals it set itself. */
export interface Strengthened {
  readonly accepted: readonly Accepted[];
  readonly goals: readonly Goal[];
  readonly open: readonly OpenGoal[];
  readonly byTime: boolean;
}

/**
 * Makes small changes to the code and sees which of them the tests notice. What none notices is asked for in one more
 * assertion, then in another input; assertions that notice nothing their siblings do not are dropped.
 */
export async function strengthen(suite: Suite): Promise<Strengthened> {
  const { request, techniques, habits } = suite;
  const { probe, language, analysis } = request;
  const mutants = suite.accepted.length === 0 ? [] : ((await probe.mutants?.()) ?? []);
  if (mutants.length === 0) return { accepted: suite.accepted, goals: [], open: [], byTime: false };
  const isGiven = mutants.some(({ given }) => given !== undefined);
  const { seconds, calls } = request.budget;
  const budget = isGiven
    ? { seconds: GIVEN.seconds * seconds, calls: Math.min(GIVEN.calls, calls * GIVEN.share) }
    : { seconds, calls: Math.min(OWN.calls, calls * OWN.share) };
  const meter = createMeter(budget, probe, suite.clock, suite.signal);
  const byIndex = new Map(mutants.map((mutant) => [mutant.index, mutant]));
  const byName = new Map(analysis.units.map((unit) => [unit.name, unit]));

  const first = await examine(suite.accepted, mutants, request, meter);
  let accepted = settleAssertions(suite, first);
  const suspects = first.suspects.map(
    (one, at) => one && { ...one, assertions: (accepted[at] as Accepted).assertions },
  );
  accepted = accepted.map((one, at) => ({ ...one, kills: killsOf(at, suspects[at] ?? null, first.trials, suite) }));
  const killed = new Set(accepted.flatMap(({ kills }) => kills));

  const added: Accepted[] = [];
  const alive = [...first.trials.keys()].filter((index) => !killed.has(index)).sort((one, other) => one - other);
  const reached = new Set(suspects.flatMap((suspect) => (suspect === null ? [] : [...suspect.reached])));
  // Code that no test runs, though no branch leads there: the body of a function that is only handed on, a default.
  const apart = mutants.map(({ index }) => index).filter((index) => !reached.has(index));
  const groups = [...byTarget([...alive, ...apart], suspects, suite, byIndex, byName)];
  for (const [at, [hunt, survivors]] of groups.entries()) {
    const { unit } = hunt.target;
    // Changes that no input shows must not use up what the units behind them need.
    const portion = portionOf(meter, (GENEROUS * (budget.calls - meter.cost)) / (groups.length - at));
    const effort = isGiven ? LONG : BRIEF;
    const setting = {
      probe,
      language,
      meter: portion,
      habits: habits.get(unit.name) ?? NO_HABITS,
      effort,
      hunts: suite.hunts,
    };
    const own = accepted.map(({ proven }) => proven.chosen.witness.target.unit.name === unit.name);
    const tests = suspects.filter((suspect, at) => own[at] && suspect !== null);
    const near = seedsFor(survivors, tests);
    const seeds = near.length > 0 ? near : tests.flatMap((suspect) => suspect?.scenario ?? []);
    const killers = await techniques.findKillers(hunt, survivors, seeds, setting);
    const open = survivors.filter(({ index }) => !killed.has(index));
    // As few tests as kill all that is killed are chosen later, once each kill is proven.
    const most = isGiven ? killers.length : Math.max(ADDED, own.filter(Boolean).length);
    const picked = pickKillers(without(killers, killed), most);
    if (open.length === 0 || picked.length === 0) continue;
    const small: Killer[] = [];
    for (const killer of picked) small.push(await shrinkKiller(killer, suite.classes, setting));
    for (const one of await prove(small, suite, meter)) {
      if (!one.kills.some((index) => !killed.has(index))) continue;
      added.push(one);
      for (const index of one.kills) killed.add(index);
    }
  }
  const all = [...accepted, ...added];
  return { accepted: all, ...report(all, first, mutants, killed, request), byTime: meter.byTime };
}

/** Which mutants lie on the way of which tests, and what each makes of them. */
async function examine(
  accepted: readonly Accepted[],
  mutants: readonly Mutant[],
  { probe, language }: ProposeRequest,
  meter: Meter,
): Promise<Examined> {
  const scenarios = accepted.map(({ proven }) => proven.chosen.witness.scenario);
  const results = await probe.run(scenarios, { reply: "full", reach: true });
  meter.spend(scenarios.length);
  const suspects = accepted.map(({ assertions }, at): Suspect | null => {
    const { observation, reached } = results[at] ?? {};
    // A test that does not even pass in the runtime that holds the mutants says nothing about them.
    if (!observation || !reached || !assertions.every((each) => holdsOn(each, observation, language))) return null;
    return {
      scenario: scenarios[at] as (typeof scenarios)[number],
      assertions,
      base: observation,
      reached: new Set(reached),
    };
  });
  return { suspects, ...(await tryMutants(mutants, suspects, language, probe, meter)) };
}

function killsOf(
  at: number,
  suspect: Suspect | null,
  trials: Examined["trials"],
  { request }: Suite,
): readonly number[] {
  if (suspect === null) return [];
  return [...trials]
    .filter(([, found]) =>
      found.some((trial) => trial.at === at && isKilled(suspect, trial.observation, request.language)),
    )
    .map(([index]) => index);
}

/** Survivors by the target whose inputs are searched: the unit that holds the mutant, or the nearest that gets there. */
function byTarget(
  alive: readonly number[],
  suspects: readonly (Suspect | null)[],
  { accepted, hunts }: Suite,
  byIndex: ReadonlyMap<number, Mutant>,
  byName: ReadonlyMap<string, Unit>,
): ReadonlyMap<Hunt, readonly Mutant[]> {
  const groups = new Map<Hunt, Mutant[]>();
  for (const index of alive) {
    const mutant = byIndex.get(index) as Mutant;
    const home = homeOf(mutant.unit, byName)?.name;
    const able = [...accepted.keys()].filter((at) => suspects[at]?.reached.has(index));
    able.sort((one, other) => (suspects[one] as Suspect).reached.size - (suspects[other] as Suspect).reached.size);
    const names = able.map((at) => (accepted[at] as Accepted).proven.chosen.witness.target.unit.name);
    const called = (wanted: string | undefined): Hunt | undefined =>
      hunts.find(({ target }) => target.unit.name === wanted);
    const own = called(home);
    const hunt = own?.target.open || names.includes(home ?? "") ? own : called(names[0]);
    if (hunt) groups.set(hunt, [...(groups.get(hunt) ?? []), mutant]);
  }
  return groups;
}

/** Tests that get to the survivors, those that get to most of them first. */
function seedsFor(survivors: readonly Mutant[], suspects: readonly (Suspect | null)[]): readonly Suspect["scenario"][] {
  const able = suspects
    .filter((suspect) => suspect !== null)
    .map((suspect) => ({ suspect, count: survivors.filter(({ index }) => suspect.reached.has(index)).length }))
    .filter(({ count }) => count > 0);
  return able.sort((one, other) => other.count - one.count).map(({ suspect }) => suspect.scenario);
}

function without(killers: readonly Killer[], killed: ReadonlySet<number>): readonly Killer[] {
  return killers
    .map((killer) => ({ ...killer, kills: new Set([...killer.kills].filter((index) => !killed.has(index))) }))
    .filter(({ kills }) => kills.size > 0);
}

/** Killers that hold in three worlds, with assertions that are seen to notice their mutants. */
async function prove(killers: readonly Killer[], suite: Suite, meter: Meter): Promise<readonly Accepted[]> {
  const { probe, language } = suite.request;
  const found = killers.map(({ witness }) => ({ witness, goals: [] }));
  const place = { probe, classes: suite.classes, dialect: language.dialect };
  const proven = await runOracles(await suite.techniques.settleSurroundings(found, place, meter), probe, meter);
  const before = await observeBefore(proven, probe, meter);
  const accepted: Accepted[] = [];
  for (const [at, each] of proven.entries()) {
    const { kills } = killers[at] as Killer;
    const { scenario, target } = each.chosen.witness;
    const own = suite.habits.get(target.unit.name) ?? NO_HABITS;
    const choice = chooseAssertion(each, before[at] ?? null, language, own, CHOICE);
    if (suite.refused.has(keyOf(scenario)) || hasLongLiteral(scenario)) continue;
    if (choice.kind !== "assert") continue;
    if (each.observations.some((seen) => suspectResult(seen, scenario, target.unit) !== null)) continue;
    if (each.observations.some((seen) => isGarbage(seen, scenario, target))) continue;
    const asks = [...kills].map((mutant) => ({ mutant, scenario }));
    const observations = await runUnder(asks, probe, meter);
    const trials = asks.flatMap(({ mutant: index }, n) => {
      const observation = observations[n];
      return observation === undefined ? [] : [{ index, observation }];
    });
    const seen = trials.map(({ observation }) => observation);
    const { siftAssertions } = suite.techniques;
    const assertions = siftAssertions(choice.assertions, seen, language, scenario).slice(0, LIMITS.assertions);
    const noticed = trials.filter(({ observation }) => assertions.some((one) => !holdsOn(one, observation, language)));
    if (noticed.length > 0)
      accepted.push({ proven: each, before: before[at] ?? null, assertions, kills: noticed.map(({ index }) => index) });
  }
  return accepted;
}

/** One goal per mutant on the way of a test; open ones say what was tried. */
function report(
  accepted: readonly Accepted[],
  { suspects, trials, left }: Examined,
  mutants: readonly Mutant[],
  killed: ReadonlySet<number>,
  { file }: ProposeRequest,
): { readonly goals: readonly Goal[]; readonly open: readonly OpenGoal[] } {
  const goals: Goal[] = [];
  const open: OpenGoal[] = [];
  const unseen = new Set(left);
  const given = new Set(mutants.filter((one) => one.given !== undefined).map(({ index }) => index));
  for (const goal of mutantGoals(file.path, mutants)) {
    const found = trials.get(goal.index);
    if (killed.has(goal.index)) goals.push(goal);
    else if (unseen.has(goal.index)) {
      goals.push(goal);
      open.push({ goal, code: "budget", reason: "the budget for small changes ended before it was tried" });
    } else if (found !== undefined) {
      const bases = found.map(({ at, observation }) => ({ base: suspects[at]?.base, observation }));
      const differs = bases.some(({ base, observation }) => base && keyOf(base.outcome) !== keyOf(observation.outcome));
      // Only the wording of an error changed: tests do not pin that down. Whoever gave the change is told so.
      const isWording = differs && !bases.some(({ base, observation }) => base && isTelling(base, observation));
      if (isWording && !given.has(goal.index)) continue;
      goals.push(goal);
      if (isWording) {
        open.push({
          goal,
          code: "wording",
          reason: "only the words of an error differ, and no test should pin them down",
        });
        continue;
      }
      const tests = accepted.length === 1 ? "the test passes" : "all tests pass";
      const change =
        goal.arm === "" ? `without \`${goal.condition}\`` : `with \`${goal.arm}\` instead of \`${goal.condition}\``;
      open.push({
        goal,
        code: "survives",
        reason: `${tests} ${change}, and no input was found that shows the difference`,
      });
    }
  }
  return { goals, open };
}
