import type { Value } from "@autotest/core";
import type { Ledger } from "../ledger/ledger.js";
import type { Recorded } from "../ledger/record.js";
import { isGivenFunction, isGivenIterator } from "../values/given-function.js";
import { isTagged } from "../values/value-kind.js";
import { type Habit, relationsOf } from "./relations.js";

/** Runs in which an argument could have been changed, before a unit is believed to leave its arguments alone. */
const ENOUGH = 12;

/** What a unit was seen to do whatever it was given. */
export interface Habits {
  /** It returns more than nothing, so that returning nothing is a statement. */
  readonly answers: boolean;
  /** It never changes what it is given, though it was given what could be changed. */
  readonly gentle: boolean;
  /** How its results relate to its arguments. */
  readonly relations: readonly Habit[];
}

/** Habits of a unit that nothing is known of. */
export const NO_HABITS: Habits = { answers: false, gentle: false, relations: [] };

/** Habits per unit name, from everything that was seen. */
export function habitsOf(ledger: Ledger): ReadonlyMap<string, Habits> {
  const answering = new Set<string>();
  for (const witnesses of ledger.met.values()) {
    for (const { observation, target } of witnesses) {
      if (observation.outcome.kind !== "returned") continue;
      const { value } = observation.outcome;
      if (value !== null && !(isTagged(value) && value.$ === "undefined")) answering.add(target.unit.name);
    }
  }
  const found = new Map<string, Habits>();
  for (const name of answering) found.set(name, { ...NO_HABITS, answers: true });
  for (const [name, runs] of ledger.record.runs) {
    const touchable = runs.filter(({ scenario: { act } }) => "args" in act && act.args.some(isChangeable));
    found.set(name, {
      answers: answering.has(name),
      gentle: touchable.length >= ENOUGH && !touchable.some(changesArgument),
      relations: relationsOf(runs),
    });
  }
  return found;
}

/** Whether a run changed what it was given; that it called a function or went through an iterator it was given is no change. */
export function changesArgument({ observation: { changed }, scenario }: Recorded): boolean {
  return changed.some(
    (each) =>
      each.kind === "argument" && !isGivenFunction(scenario, each.index) && !isGivenIterator(scenario, each.index),
  );
}

/** A list, a record, a set or a map. */
export function isChangeable(value: Value): boolean {
  return typeof value === "object" && value !== null && (!isTagged(value) || value.$ === "set" || value.$ === "map");
}
