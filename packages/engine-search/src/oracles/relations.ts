import type { Observation, Relation, Unit, Value } from "@autotest/core";
import type { Recorded } from "../ledger/record.js";
import { isList, isTagged, keyOf, numberIn } from "../values/value-kind.js";

/** Runs on which a relation must hold before it is believed. */
const ENOUGH = 12;

/** How results of a unit relate to what it was given: `at` are the parameters that are looked at. */
export interface Habit {
  readonly relation: Relation;
  readonly at: readonly number[];
}

/** Relations that held on every recorded run of a unit, the narrowest first. */
export function relationsOf(runs: readonly Recorded[]): readonly Habit[] {
  const [any] = runs;
  if (any === undefined) return [];
  const returned = runs.filter(({ observation: { outcome } }) => outcome.kind === "returned" && outcome.via === "call");
  const found: Habit[] = [];
  for (const habit of habitsFor(any.target.unit)) {
    const verdicts = returned.map((run) => {
      const value = referenceOf(habit, run.scenario.act, run.target.unit);
      return value === null ? null : relates(habit.relation, value, resultOf(run.observation));
    });
    if (verdicts.includes(false)) continue;
    if (verdicts.filter((verdict) => verdict === true).length >= ENOUGH) found.push(habit);
  }
  return found;
}

/** What the result is compared with, for these arguments; null when they do not fit the relation or would hold anything. */
export function referenceOf({ relation, at }: Habit, act: Recorded["scenario"]["act"], unit: Unit): Value | null {
  const given = at.map((index) => givenFor(index, act, unit));
  if (relation === "between" || relation === "each-between") {
    const numbers = given.map((value) => (value === undefined ? null : numberIn(value)));
    const [low, high] = numbers;
    if (low === null || low === undefined || high === null || high === undefined || low === high) return null;
    return (low < high ? given : [...given].reverse()) as Value;
  }
  const [value] = given;
  const items = value === undefined ? null : elementsOf(value);
  return items === null || new Set(items.map(keyOf)).size < 2 ? null : (value as Value);
}

/** True when `result` stands in the relation; null when it is not of the kind that could. */
export function relates(relation: Relation, reference: Value, result: Value): boolean | null {
  if (relation === "matches")
    return typeof result === "string" && typeof reference === "string" && new RegExp(`^(?:${reference})$`).test(result);
  if (relation === "between") return within(result, reference);
  const known = new Set(elementsOf(reference)?.map(keyOf));
  if (relation === "one-of") return known.has(keyOf(result));
  const items = elementsOf(result);
  if (items === null) return null;
  if (relation === "each-between") {
    const verdicts = items.map((item) => within(item, reference));
    return items.length === 0 ? null : verdicts.includes(null) ? null : !verdicts.includes(false);
  }
  if (relation === "rearranges") return sorted(items) === sorted(elementsOf(reference) ?? []);
  return items.length === 0 ? null : items.every((item) => known.has(keyOf(item)));
}

function habitsFor(unit: Unit): readonly Habit[] {
  const positional = unit.parameters.filter(({ kind }) => kind === "positional");
  const one = positional.flatMap((_, at): readonly Habit[] =>
    (["one-of", "rearranges", "each-one-of"] as const).map((relation) => ({ relation, at: [at] })),
  );
  const two = positional
    .slice(1)
    .flatMap((_, at): readonly Habit[] =>
      (["between", "each-between"] as const).map((relation) => ({ relation, at: [at, at + 1] })),
    );
  return [...one, ...two];
}

function givenFor(index: number, act: Recorded["scenario"]["act"], unit: Unit): Value | undefined {
  const parameter = unit.parameters.filter(({ kind }) => kind === "positional")[index];
  if (parameter === undefined || !("args" in act)) return undefined;
  const given = act.args[index] ?? ("kwargs" in act ? act.kwargs?.[parameter.name] : undefined) ?? parameter.default;
  // What an iterator gave is told as a list: in a test it is used up by then.
  return given !== undefined && isTagged(given) && given.$ === "iterator" ? given.v : given;
}

function resultOf({ outcome }: Observation): Value {
  return outcome.kind === "returned" ? outcome.value : null;
}

/** Elements that a test can compare; null for what has none. */
function elementsOf(value: Value): readonly Value[] | null {
  if (typeof value === "string") return [...value];
  const items = isList(value) ? value : isTagged(value) && value.$ === "tuple" ? value.v : null;
  return items?.every((item) => typeof item === "string" || numberIn(item) !== null) ? items : null;
}

function within(value: Value, bounds: Value): boolean | null {
  const [low, high] = isList(bounds) ? bounds.map(numberIn) : [];
  const number = numberIn(value);
  return number === null || low == null || high == null ? null : low <= number && number <= high;
}

function sorted(items: readonly Value[]): string {
  return items.map(keyOf).sort().join();
}
