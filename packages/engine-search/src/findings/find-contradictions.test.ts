import type { Observation, Outcome, Parameter, Scenario, Unit, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { findTargets, type Target } from "../ledger/find-targets.js";
import { createRecord } from "../ledger/record.js";
import { FAKE_LANGUAGE, FAKE_SOURCE, fakeGoal, fakeUnit } from "../testing/fake-probe.js";
import { findContradictions } from "./find-contradictions.js";

const int = (name: string): Parameter => ({
  name,
  kind: "positional",
  optional: false,
  shapes: [{ kind: "int", source: "annotation" }],
});

function seen(outcome: Outcome, rest: Partial<Observation> = {}): Observation {
  return { outcome, changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [], ...rest };
}

const returned = (value: Value): Outcome => ({ kind: "returned", value, via: "call" });
const act = (name: string, ...args: Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});

function targetOf(unit: Unit): Target {
  return findTargets([unit], [fakeGoal(0, unit.name, "", "entry")])[0] as Target;
}

function messages(unit: Unit, args: readonly Value[], observation: Observation): readonly string[] {
  const record = createRecord();
  record.add(targetOf(unit), act(unit.name, ...args), observation);
  return findContradictions(record, FAKE_SOURCE, FAKE_LANGUAGE).findings.map(({ message }) => message);
}

test.each<[string, Partial<Unit>, readonly Value[], Observation, RegExp | null]>([
  ["negative", { doc: "The distance, never negative." }, [1], seen(returned(-2)), /returns a negative number/],
  ["not negative", { doc: "The distance, never negative." }, [1], seen(returned(2)), null],
  ["a parameter's promise", { doc: "Doubles.\n:param n: never negative" }, [1], seen(returned(-2)), null],
  [
    "changed",
    { doc: "Doubles. Does not modify n." },
    [1],
    seen(returned(1), { changed: [{ kind: "argument", index: 0, value: 2 }] }),
    /changes its argument although its documentation says/,
  ],
  ["no error", { doc: "Raises:\n    ValueError: if n is negative" }, [-1], seen(returned(1)), /raises no ValueError/],
  ["nothing promised", { doc: "Raises:\n    ValueError: if n is negative" }, [1], seen(returned(1)), null],
  ["other arguments than declared", { doc: "Never negative." }, ["x"], seen(returned(-1)), null],
])("documentation and what was seen: %s", (_, rest, args, observation, pattern) => {
  const found = messages(fakeUnit("twice", { parameters: [int("n")], ...rest }), args, observation);
  if (pattern === null) expect(found).toEqual([]);
  else expect(found).toEqual([expect.stringMatching(pattern)]);
});
