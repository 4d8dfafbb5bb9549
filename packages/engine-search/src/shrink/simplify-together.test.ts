import type { Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { simplifyTogether } from "./simplify-together.js";

function simpler(...args: readonly Value[]): readonly (readonly Value[])[] {
  const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args } };
  return simplifyTogether(scenario).map(({ act }) => ("args" in act ? act.args : []));
}

test("two lists lose the same place, or give way to what is there", () => {
  expect(simpler([1, 2], ["a", "b", "c"], true)).toEqual([
    [1, "a", true],
    [[2], ["b", "c"], true],
    [2, "b", true],
    [[1], ["a", "c"], true],
  ]);
});

test("one list has nothing to get smaller with", () => {
  expect(simpler([1, 2], "ab")).toEqual([]);
  expect(simpler([1, 2], [])).toEqual([]);
});
