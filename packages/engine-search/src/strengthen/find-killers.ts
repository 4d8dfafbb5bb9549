import type { Assertion, Language, Mutant, Outcome, Probe, Scenario } from "@autotest/core";
import type { Hunt } from "../hunt/hunt.js";
import type { Target } from "../ledger/find-targets.js";
import { judgeOutcome } from "../ledger/judge-outcome.js";
import { scenarioCost, type Witness } from "../ledger/ledger.js";
import { callsOf, type Meter } from "../ledger/stop-rules.js";
import { chooseAssertion } from "../oracles/choose-assertion.js";
import type { Habits } from "../oracles/habits.js";
import { isMoving } from "../oracles/moving.js";
import { keyOf } from "../values/value-kind.js";
import { isFar } from "../vary/follow-operands.js";
import { plantWords, rewriteTexts, wordsOf } from "../vary/rewrite-texts.js";
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
/** Seeds whose comparisons are followed, and what they may propose. */
const SEEDS = 6;
const FOLLOWED = 64;
/** Seeds that words are put into, and most scenarios made so. */
const PLANTED = { seeds: 3, most: 32 };

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
}

/** Looks for inputs near `seeds` on which a surviving mutant shows: boundary values first, then neighbours, then anything. */
export async function findKillers(
  hunt: Hunt,
  survivors: readonly Mutant[],
  seeds: readonly Scenario[],
  setting: KillerSetting,
): Promise<readonly Killer[]> {
  const { meter, effort } = setting;
  const open = new Set(survivors.slice(0, effort.mutants).map(({ index }) => index));
  const killers: Killer[] = [];
  const seen = new Set(seeds.map(keyOf));
  let near = seeds;
  let fresh = seeds;
  for (const [round, { pool: size, trials }] of effort.rounds.entries()) {
    if (open.size === 0 || meter.over(1)) break;
    const left = survivors.filter(({ index }) => open.has(index));
    const followed = await followSeeds(hunt, left, fresh, setting);
    const planted = round === 0 ? plantWords(seeds.slice(0, PLANTED.seeds), [...wordsOf(left), ...hunt.words]) : [];
    const texts = effort.rewritten === 0 ? [] : rewriteTexts(near, wordsOf(left), hunt.words);
    const rewritten = texts.filter((scenario) => !seen.has(keyOf(scenario)));
    const proposed = [...followed, ...spread(planted, PLANTED.most), ...spread(rewritten, effort.rewritten)];
    const pool = [...proposed, ...hunt.vary(near, size, namesIn(left))].filter((scenario) => {
      const key = keyOf(scenario);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    const suspects = await previewAll(hunt.target, pool, open, setting);
    const close = new Set(followed);
    const isClose = ({ scenario }: Previewed): boolean => close.has(scenario);
    // What was made for the lines of the survivors goes first, however it looks.
    const ordered = [
      ...inTurns(suspects.filter(isClose), open),
      ...inTurns(
        suspects.filter((each) => !isClose(each)),
        open,
      ),
    ];
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
    for (const [{ witness }, kills] of found) killers.push({ witness, kills });
    for (const kills of found.values()) for (const index of kills) open.delete(index);
    fresh = ordered
      .filter(({ reached }) => [...open].some((index) => reached.has(index)))
      .slice(0, 8)
      .map(({ scenario }) => scenario);
    near = [...seeds, ...fresh];
  }
  return killers;
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
function inTurns(suspects: readonly Previewed[], open: ReadonlySet<number>): readonly Previewed[] {
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

/** Values at and beside the bounds that runs of the seeds compared with, on the lines of the survivors. */
async function followSeeds(
  hunt: Hunt,
  survivors: readonly Mutant[],
  seeds: readonly Scenario[],
  { probe, meter }: KillerSetting,
): Promise<readonly Scenario[]> {
  const lines = new Set(
    survivors.flatMap(({ line, endLine = line }) =>
      Array.from({ length: Math.min(5, endLine - line + 1) }, (_, at) => line + at),
    ),
  );
  const first = seeds.slice(0, SEEDS);
  const results = await probe.run(first, { reply: "full", compares: true });
  meter.spend(first.length);
  const found: Scenario[] = [];
  results.forEach(({ compares = [] }, at) => {
    const hot = compares.filter((compare) => lines.has(compare.line) || isFar(compare));
    for (const compare of hot.slice(-20)) found.push(...hunt.follow(first[at] as Scenario, compare));
  });
  return spread(found, FOLLOWED);
}

/** Names that stand in the changed code: an option of that name has a say there. */
function namesIn(mutants: readonly Mutant[]): ReadonlySet<string> {
  return new Set(mutants.flatMap(({ original }) => original.match(/[A-Za-z_]\w*/g) ?? []));
}

/** At most so many, evenly spread over all. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / Math.max(1, most));
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
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

/** Few killers that together kill what all of them can: the most mutants first, then the simplest; at most `most`. */
export function pickKillers(killers: readonly Killer[], most: number): readonly Killer[] {
  const open = new Set(killers.flatMap(({ kills }) => [...kills]));
  const picked: Killer[] = [];
  while (open.size > 0 && picked.length < most) {
    let best: Killer | null = null;
    let bestScore = 0;
    for (const killer of killers) {
      const gain = [...killer.kills].filter((index) => open.has(index)).length;
      const score = gain / (60 + killer.witness.cost);
      if (score > bestScore) [best, bestScore] = [killer, score];
    }
    if (best === null) break;
    picked.push({ witness: best.witness, kills: new Set([...best.kills].filter((index) => open.has(index))) });
    for (const index of best.kills) open.delete(index);
  }
  return picked;
}
