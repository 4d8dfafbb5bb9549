import type { Assertion, Language, Observation, Value, Via } from "@autotest/core";
import type { Witness } from "../ledger/ledger.js";
import { isExact, isPrintable } from "../values/printable.js";
import { keyOf, kindOf, lengthOf } from "../values/value-kind.js";
import { type Habits, isChangeable } from "./habits.js";
import { learnPattern } from "./learn-pattern.js";
import { referenceOf, relates } from "./relations.js";

/** What can be said of results that differ each time: the form of a text, a length, at least the type. */
export function movingAssertions(values: readonly Value[], via: Via, language: Language): readonly Assertion[] {
  const [first = null] = values;
  // What stays the same while the clock stands still is no evidence.
  if (via !== "call" || new Set(values.map(keyOf)).size < 3) return [];
  const texts = values.filter((value) => typeof value === "string");
  const pattern = texts.length === values.length ? learnPattern(texts) : null;
  if (pattern !== null) return [{ basis: "observed", kind: "relates", relation: "matches", value: pattern, via }];
  const length = lengthOf(first);
  if (
    length !== null &&
    length > 0 &&
    values.every((value) => lengthOf(value) === length && kindOf(value) === kindOf(first))
  )
    return [{ basis: "observed", kind: "length", length, via }];
  const ref = language.dialect.types?.[kindOf(first)];
  const alike = values.every((value) => kindOf(value) === kindOf(first));
  return ref !== undefined && alike ? [{ basis: "observed", kind: "type", ref, via }] : [];
}

/** Where the result is another one each time: how it relates to what was given. */
export function relationAssertions(
  { scenario: { act }, target: { unit } }: Witness,
  results: readonly Assertion[],
  observations: readonly Observation[],
  { relations }: Habits,
): readonly Assertion[] {
  if (results.some(({ kind }) => kind === "returns" || kind === "field")) return [];
  for (const habit of relations) {
    const value = referenceOf(habit, act, unit);
    if (value === null || !isExact(value)) continue;
    const holds = observations.every(
      ({ outcome }) => outcome.kind === "returned" && relates(habit.relation, value, outcome.value) === true,
    );
    if (holds) return [{ basis: "property", kind: "relates", relation: habit.relation, value, via: "call" }];
  }
  return [];
}

/** What could have been changed and was not, for a unit that never does. */
export function unchangedArguments(
  { scenario: { act } }: Witness,
  { gentle }: Habits,
  language: Language,
): readonly Assertion[] {
  if (!gentle || !("args" in act)) return [];
  return act.args.flatMap((value, index): readonly Assertion[] =>
    isChangeable(value) && isPrintable(value, language)
      ? [{ basis: "property", kind: "argument", index, value, unchanged: true, via: "call" }]
      : [],
  );
}
