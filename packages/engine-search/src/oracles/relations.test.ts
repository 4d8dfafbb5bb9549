import type { Assertion, Observation, Parameter, Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import type { Target } from "../ledger/find-targets.js";
import { FAKE_LANGUAGE, fakeUnit } from "../testing/fake-probe.js";
import { holdsOn } from "./hold-on.js";
import { referenceOf, relates, relationsOf } from "./relations.js";

const parameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  kind: "positional",
  optional: false,
  shapes: [],
  ...more,
});
const seen = (value: Value, changed: Observation["changed"] = []): Observation => ({
  outcome: { kind: "returned", value, via: "call" },
  changed,
  printed: { out: "", err: "" },
  blocked: [],
  unstable: ["random"],
});

/** Relations of a unit that gave these results for these arguments. */
function habits(names: readonly Parameter[], give: (at: number) => readonly [readonly Value[], Value]) {
  const unit = fakeUnit("draw", { parameters: names });
  const runs = Array.from({ length: 16 }, (_, at) => {
    const [args, value] = give(at);
    const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":draw", args } };
    return { target: { unit } as Target, scenario, observation: seen(value) };
  });
  return relationsOf(runs).map(({ relation, at }) => `${relation} ${at.join()}`);
}

test("relations that hold on every run are found, and no others", () => {
  const items = (at: number): readonly number[] => [at, at + 1, at + 5];
  expect(habits([parameter("items")], (at) => [[items(at)], at + 1])).toEqual(["one-of 0"]);
  expect(habits([parameter("items")], (at) => [[items(at)], [...items(at)].reverse()])).toEqual([
    "rearranges 0",
    "each-one-of 0",
  ]);
  expect(habits([parameter("seq")], (at) => [[`ab${at}`], "bba"])).toEqual(["each-one-of 0"]);
  const bounds = [parameter("count"), parameter("low", { default: 3 }), parameter("high", { default: 9 })];
  expect(habits(bounds, (at) => [[at], [3, 9, 4]])).toEqual(["each-between 1,2"]);
  expect(habits(bounds, (at) => [[at, 2], at === 7 ? 1 : 5])).toEqual([]);
});

test("what a relation compares with, and whether a result fits", () => {
  const unit = fakeUnit("draw", { parameters: [parameter("low"), parameter("high")] });
  const act = { kind: "function", ref: ":draw", args: [9, 2] } as const;
  expect(referenceOf({ relation: "between", at: [0, 1] }, act, unit)).toEqual([2, 9]);
  expect(relates("between", [2, 9], { $: "float", v: "2.5" })).toBe(true);
  expect(relates("between", [2, 9], "text")).toBeNull();
  expect(relates("one-of", ["a", "b"], "c")).toBe(false);
});

test("assertions on relations and on arguments that are left alone notice what breaks them", () => {
  const one: Assertion = { basis: "property", kind: "relates", relation: "one-of", value: [1, 2], via: "call" };
  expect([holdsOn(one, seen(2), FAKE_LANGUAGE), holdsOn(one, seen(3), FAKE_LANGUAGE)]).toEqual([true, false]);
  const same: Assertion = { basis: "property", kind: "argument", index: 0, value: [1], unchanged: true, via: "call" };
  const changed = seen(1, [{ kind: "argument", index: 0, value: [] }]);
  expect([holdsOn(same, seen(1), FAKE_LANGUAGE), holdsOn(same, changed, FAKE_LANGUAGE)]).toEqual([true, false]);
});
