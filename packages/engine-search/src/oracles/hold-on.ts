import type { Assertion, Language, Observation, Value } from "@autotest/core";
import { valueAt } from "../values/field-paths.js";
import { isList, isRecord, isTagged, keyOf, kindOf, lengthOf, numberIn } from "../values/value-kind.js";
import { relates } from "./relations.js";

/** How far an approximate comparison lets a number be off, relative to what is expected. */
const TOLERANCE = 1e-6;

/** True when a test with this assertion would still pass on what was observed; a run that was stopped passes nothing. */
export function holdsOn(assertion: Assertion, observation: Observation, language: Language): boolean {
  const { outcome } = observation;
  if (outcome.kind === "stopped" || outcome.via !== assertion.via) return false;
  if (assertion.kind === "raises") {
    if (outcome.kind !== "raised") return false;
    if (outcome.ref !== assertion.ref && !outcome.bases.includes(assertion.type)) return false;
    return assertion.message === undefined || outcome.message === assertion.message;
  }
  if (assertion.kind === "field" && assertion.on === "raised")
    return outcome.kind === "raised" && keyOf(outcome.fields?.[assertion.name]) === keyOf(assertion.value);
  if (outcome.kind !== "returned") return false;
  const same = (expected: Value, actual: Value, approximate = false): boolean =>
    isSame(expected, actual, language.dialect.floats === "tagged" ? "loose" : approximate ? "near" : "strict");
  switch (assertion.kind) {
    case "returns":
      if (typeof assertion.value === "boolean" || assertion.value === null) return outcome.value === assertion.value;
      return same(assertion.value, outcome.value, assertion.approximate);
    case "type":
      if (isTagged(outcome.value) && outcome.value.$ === "object") return outcome.value.ref === assertion.ref;
      // What has a name of its own is not told apart by its class here.
      if (isTagged(outcome.value) && outcome.value.$ === "ref") return true;
      if (isTagged(outcome.value) && outcome.value.$ === "opaque" && outcome.value.ref !== undefined)
        return outcome.value.ref === assertion.ref;
      return language.dialect.types?.[kindOf(outcome.value)] === assertion.ref;
    case "length":
      return lengthOf(outcome.value) === assertion.length;
    case "field": {
      const holder = assertion.on === "result" ? outcome.value : variableAfter(observation, assertion.on);
      const field = holder === undefined ? undefined : valueAt(holder, assertion.name);
      return field !== undefined && same(assertion.value, field, assertion.approximate);
    }
    case "relates":
      return relates(assertion.relation, assertion.value, outcome.value) === true;
    case "argument": {
      const [change] = observation.changed.flatMap((each) =>
        each.kind === "argument" && each.index === assertion.index ? [each] : [],
      );
      if (change === undefined) return assertion.unchanged === true;
      return same(assertion.value, change.value);
    }
    case "file":
      return observation.changed.some(
        (each) => each.kind === "file" && each.path === assertion.path && each.text === assertion.text,
      );
    case "state": {
      const change = observation.changed.find((each) => each.kind === "state" && each.name === assertion.name);
      return change?.kind === "state" && same(assertion.value, change.value);
    }
    case "variable": {
      const after = variableAfter(observation, assertion.name);
      return after !== undefined && same(assertion.value, after);
    }
    case "prints":
      if (assertion.line !== undefined) return observation.printed.out.split("\n")[assertion.line] === assertion.text;
      return observation.printed.out === assertion.text;
    case "completes":
      return true;
  }
}

function variableAfter(observation: Observation, name: string): Value | undefined {
  return observation.changed.flatMap((each) => (each.kind === "variable" && each.name === name ? [each.value] : []))[0];
}

/** `loose`: as Python's `==` with `approx` for floats; `near`: numbers may differ in their last digits; `strict`: alike. */
function isSame(expected: Value, actual: Value, how: "loose" | "near" | "strict"): boolean {
  if (keyOf(expected) === keyOf(actual)) return true;
  if (how === "strict") return false;
  const left = typeof expected === "boolean" ? Number(expected) : numberIn(expected);
  const right = typeof actual === "boolean" ? Number(actual) : numberIn(actual);
  if (left !== null && right !== null) return Math.abs(left - right) <= TOLERANCE * Math.abs(left);
  if (isList(expected) && isList(actual)) return areSame(expected, actual, how);
  if (isTagged(expected) && isTagged(actual)) {
    if (expected.$ === "tuple" && actual.$ === "tuple") return areSame(expected.v, actual.v, how);
    return false;
  }
  if (!isRecord(expected) || !isRecord(actual)) return false;
  const names = Object.keys(expected);
  return (
    names.length === Object.keys(actual).length &&
    names.every((name) => Object.hasOwn(actual, name) && isSame(expected[name] as Value, actual[name] as Value, how))
  );
}

function areSame(expected: readonly Value[], actual: readonly Value[], how: "loose" | "near" | "strict"): boolean {
  return expected.length === actual.length && expected.every((each, at) => isSame(each, actual[at] as Value, how));
}
