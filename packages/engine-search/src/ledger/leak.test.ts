import type { Observation, Scenario, Value } from "@autotest/core";
import { expect, it } from "vitest";
import { fakeUnit } from "../testing/fake-probe.js";
import type { Target } from "./find-targets.js";
import { isGarbage } from "./leak.js";

const unit = fakeUnit("f", {
  parameters: [{ name: "text", kind: "positional", optional: false, shapes: [{ kind: "text", source: "annotation" }] }],
});

function gives(input: Value, value: Value): boolean {
  const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args: [input] } };
  const observation = { outcome: { kind: "returned", value, via: "call" } } as unknown as Observation;
  return isGarbage(observation, scenario, { unit } as Target);
}

it("what leaks from arguments of other types than declared is garbage", () => {
  const nan = { $: "float", v: "nan" } as const;
  expect([gives(3, "a undefined"), gives(3, "[object Object]"), gives(3, nan), gives(3, [1, nan])]).toEqual(
    Array(4).fill(true),
  );
});

it("what fits, was given, or is the answer is none", () => {
  expect(gives("abc", "a undefined")).toBe(false);
  expect(gives([{ $: "float", v: "nan" }], { $: "float", v: "nan" })).toBe(false);
  expect(gives(3, "undefined")).toBe(false);
  expect(gives(3, "abc")).toBe(false);
});
