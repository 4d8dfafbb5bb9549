import type { Assertion, Language, Mutant, Observation, Probe, Scenario } from "@autotest/core";
import { callsOf, type Meter } from "../ledger/stop-rules.js";
import { holdsOn } from "../oracles/hold-on.js";
import { keyOf } from "../values/value-kind.js";

/** Tests of the suite one mutant is tried on at first, the most telling ones first. */
const FIRST_LOOK = 6;
/** Runs per batch. */
const BATCH = 128;

/** A test as far as mutants go. */
export interface Suspect {
  readonly scenario: Scenario;
  readonly assertions: readonly Assertion[];
  /** What it shows without any mutant, in the runtime that can make them. */
  readonly base: Observation;
  /** Indexes of the mutants on its way. */
  readonly reached: ReadonlySet<number>;
}

/** What one mutant made of one scenario. */
export interface Trial {
  readonly at: number;
  readonly observation: Observation;
}

/** What is known about mutants: which lie on the way of which tests, and what became of those that were tried. */
export interface KillMatrix {
  /** Trials per mutant, for every mutant that was tried. */
  readonly trials: ReadonlyMap<number, readonly Trial[]>;
  /** Mutants on the way of a test that were left out when the budget ended. */
  readonly left: readonly number[];
}

/** One run asked for: a scenario, and the mutant it is run under. */
export interface Ask {
  readonly mutant: number;
  readonly scenario: Scenario;
}

/** Runs scenarios, each under a mutant of its own. What was not run, for the budget ended, comes back as undefined. */
export async function runUnder(
  asks: readonly Ask[],
  probe: Probe,
  meter: Meter,
): Promise<readonly (Observation | undefined)[]> {
  const found: (Observation | undefined)[] = [];
  for (let from = 0; from < asks.length && !meter.over(1); from += BATCH) {
    const part = asks.slice(from, from + BATCH);
    const scenarios = part.map(({ scenario }) => scenario);
    const results = await probe.run(scenarios, { reply: "full", mutant: part.map(({ mutant }) => mutant) });
    meter.spend(callsOf(scenarios, results));
    found.push(...results.map(({ observation }) => observation));
  }
  return asks.map((_, at) => found[at]);
}

/** Tries every mutant on tests that reach it, the most telling ones first: one mutant of each line first, then the others. */
export async function tryMutants(
  mutants: readonly Mutant[],
  suspects: readonly (Suspect | null)[],
  language: Language,
  probe: Probe,
  meter: Meter,
): Promise<KillMatrix> {
  const trials = new Map<number, Trial[]>();
  const reaching = new Map<number, readonly number[]>();
  for (const { index } of byLine(mutants)) {
    const able = [...suspects.keys()].filter((at) => suspects[at]?.reached.has(index));
    able.sort((one, other) => (suspects[one] as Suspect).reached.size - (suspects[other] as Suspect).reached.size);
    if (able.length > 0) reaching.set(index, able);
  }
  const isOver = (index: number, last: boolean): boolean => {
    const found = trials.get(index) ?? [];
    const noticed = found.some(({ at, observation }) => isKilled(suspects[at] as Suspect, observation, language));
    return found.some(({ observation }) => observation.outcome.kind === "stopped") || (last && noticed);
  };
  // One test at first: a change that makes the code endless is not run on all of them.
  for (const [from, to] of [
    [0, 1] as const,
    [1, FIRST_LOOK] as const,
    [FIRST_LOOK, Number.POSITIVE_INFINITY] as const,
  ]) {
    const asked = [...reaching].flatMap(([mutant, able]) =>
      isOver(mutant, from === FIRST_LOOK) ? [] : able.slice(from, to).map((at) => ({ mutant, at })),
    );
    const asks = asked.map(({ mutant, at }) => ({ mutant, scenario: (suspects[at] as Suspect).scenario }));
    const observations = await runUnder(asks, probe, meter);
    asked.forEach(({ mutant, at }, n) => {
      const observation = observations[n];
      if (observation) trials.set(mutant, [...(trials.get(mutant) ?? []), { at, observation }]);
    });
  }
  return { trials, left: [...reaching.keys()].filter((index) => !trials.has(index)) };
}

/** True when the test would fail. */
export function isKilled(suspect: Suspect, observation: Observation, language: Language): boolean {
  return suspect.assertions.some((assertion) => !holdsOn(assertion, observation, language));
}

/** True when the runs differ in anything a test could assert. The wording of an error is not such a thing. */
export function isTelling(base: Observation, changed: Observation): boolean {
  return summary(base) !== summary(changed);
}

function summary({ outcome, changed, printed }: Observation): string {
  const end = outcome.kind === "raised" ? { kind: outcome.kind, ref: outcome.ref, fields: outcome.fields } : outcome;
  return `${JSON.stringify(end)} ${keyOf(changed.map((each) => (each.kind === "file" ? each.text : each.value)))} ${printed.out}`;
}

/** The first mutant of every line, then the second of every line, and so on. */
function byLine(mutants: readonly Mutant[]): readonly Mutant[] {
  const rank = new Map<number, number>();
  const ranked = mutants.map((mutant) => {
    const at = rank.get(mutant.line) ?? 0;
    rank.set(mutant.line, at + 1);
    return { mutant, at };
  });
  return ranked
    .sort((one, other) => one.at - other.at || one.mutant.index - other.mutant.index)
    .map(({ mutant }) => mutant);
}
