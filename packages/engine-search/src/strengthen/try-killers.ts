import type { Assertion, Language, Outcome, Probe, Scenario } from "@autotest/core";
import type { Hunt } from "../hunt/hunt.js";
import type { Target } from "../ledger/find-targets.js";
import { judgeOutcome } from "../ledger/judge-outcome.js";
import { scenarioCost, type Witness } from "../ledger/ledger.js";
import { callsOf, type Meter } from "../ledger/stop-rules.js";
import { chooseAssertion } from "../oracles/choose-assertion.js";
import type { Habits } from "../oracles/habits.js";
import { isMoving } from "../oracles/moving.js";
import { keyOf } from "../values/value-kind.js";
import { type Ask, isKilled, runUnder, type Suspect } from "./kill-matrix.js";
import { CHOICE } from "./more-assertions.js";

/** One round: how many scenarios there are, and on how many of them one mutant is tried. */
export interface Round {
  readonly pool: number;
  readonly trials: number;
}

/** How long is looked. */
export interface Effort {
  readonly rounds: readonly Round[];
  /** Mutants looked for per target. */
  readonly mutants: number;
  /** Scenarios per round whose texts are rewritten. */
  readonly rewritten: number;
}

/** For mutants that are there to improve a suite: nearly all that can be killed are killed in the first round. */
export const BRIEF: Effort = {
  rounds: [
    { pool: 96, trials: 48 },
    { pool: 48, trials: 12 },
    { pool: 96, trials: 24 },
  ],
  mutants: 60,
  rewritten: 0,
};
/** For mutants of a tool: a person asked for them, and few are left. */
export const LONG: Effort = {
  rounds: Array.from({ length: 12 }, () => ({ pool: 192, trials: 72 })),
  mutants: 400,
  rewritten: 192,
};

/** Scenarios one mutant is tried on at a time. */
const PORTION = 12;

/** A scenario that would make a test no mutant of `kills` passes. */
export interface Killer {
  readonly witness: Witness;
  readonly kills: ReadonlySet<number>;
}

/** A scenario that would make a test, with the assertions it would have. */
export type Previewed = Suspect & { readonly witness: Witness };

/** What the search for killers works with. */
export interface KillerSetting {
  readonly probe: Probe;
  readonly language: Language;
  readonly meter: Meter;
  readonly habits: Habits;
  readonly effort: Effort;
  /** The searches on all units of the file. */
  readonly hunts: readonly Hunt[];
}

/** Those of the scenarios that show a mutant of `open`; each mutant is tried on at most `trials` of them, the first ones first. */
export async function killersAmong(
  ordered: readonly Previewed[],
  open: ReadonlySet<number>,
  trials: number,
  setting: KillerSetting,
): Promise<readonly Killer[]> {
  const found = new Map<Previewed, Set<number>>();
  const waiting = new Set(open);
  for (let from = 0; from < trials && waiting.size > 0; from += PORTION) {
    const asked = [...waiting].flatMap((mutant) => {
      const able = ordered.filter(({ reached }) => reached.has(mutant)).slice(from, Math.min(trials, from + PORTION));
      if (able.length === 0) waiting.delete(mutant);
      return able.map((suspect) => ({ mutant, suspect, scenario: suspect.scenario }));
    });
    for (const { mutant, suspect } of await killing(asked, setting)) {
      found.set(suspect, (found.get(suspect) ?? new Set()).add(mutant));
      waiting.delete(mutant);
    }
  }
  const kept = [...found.keys()];
  const others = [...open].filter((mutant) => !kept.some((suspect) => found.get(suspect)?.has(mutant)));
  const asked = others.flatMap((mutant) =>
    kept
      .filter(({ reached }) => reached.has(mutant))
      .slice(0, PORTION)
      .map((suspect) => ({ mutant, suspect, scenario: suspect.scenario })),
  );
  for (const { mutant, suspect } of await killing(asked, setting)) found.get(suspect)?.add(mutant);
  return [...found].map(([{ witness }, kills]) => ({ witness, kills }));
}

/** A run under one mutant, and what is known of its scenario. */
interface Attempt extends Ask {
  readonly suspect: Previewed;
}

/** Those of the attempts that show their mutant. */
async function killing(
  asked: readonly Attempt[],
  { probe, language, meter }: KillerSetting,
): Promise<readonly Attempt[]> {
  const observations = await runUnder(asked, probe, meter);
  return asked.filter(({ suspect }, n) => {
    const observation = observations[n];
    return observation !== undefined && isKilled(suspect, observation, language);
  });
}

/** One of each way to end after the other, so that many that end early and alike do not stand before all that get further. */
export function inTurns(suspects: readonly Previewed[], open: ReadonlySet<number>): readonly Previewed[] {
  const kinds = new Map<string, Previewed[]>();
  for (const suspect of suspects) {
    const { outcome } = suspect.base;
    const way = [...suspect.reached].filter((index) => open.has(index)).join();
    const kind = `${outcome.kind === "raised" ? outcome.ref : keyOf(outcome)} ${way}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), suspect]);
  }
  const groups = [...kinds.values()];
  const longest = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? [])).flat();
}

/** Runs scenarios without mutants; gives those that would make a test and pass one of `mutants`, simplest first. */
export async function previewAll(
  target: Target,
  pool: readonly Scenario[],
  mutants: ReadonlySet<number>,
  { probe, language, meter, habits }: KillerSetting,
): Promise<readonly Previewed[]> {
  const results = await probe.run(pool, { reply: "full", reach: true });
  meter.spend(callsOf(pool, results));
  const found = results.flatMap(({ observation, reached, hit }, at) => {
    const scenario = pool[at] as Scenario;
    if (!observation || !reached?.some((index) => mutants.has(index))) return [];
    const worth = judgeOutcome(observation, target.unit);
    if (worth !== "evidence") return [];
    const cost = scenarioCost(target, scenario, observation);
    const witness: Witness = { target, scenario, hit, observation, worth, cost };
    const proven = { chosen: { witness, goals: [] }, observations: [observation, observation] };
    const choice = chooseAssertion(proven, null, language, habits, CHOICE);
    if (choice.kind !== "assert") return [];
    const assertions = isMoving([observation]) ? endingOf(observation.outcome, choice.assertions) : choice.assertions;
    return [{ scenario, assertions, base: observation, reached: new Set(reached), witness }];
  });
  return found.sort((one, other) => one.witness.cost - other.witness.cost);
}

/** What can be said of a run that gives something else each time: how it ends. */
function endingOf(outcome: Outcome, assertions: readonly Assertion[]): readonly Assertion[] {
  return outcome.kind === "returned" ? [{ basis: "observed", kind: "completes", via: outcome.via }] : assertions;
}
