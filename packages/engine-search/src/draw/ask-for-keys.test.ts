import type { Step, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { testRandom } from "../testing/propose-all.js";
import { askForKeys } from "./ask-for-keys.js";

const on: Value = { $: "var", name: "parser" };
const step = (...args: readonly Value[]): Step => ({ call: { kind: "method", on, name: "fill", args } });

function asked(args: readonly Value[], filled: Step): readonly (readonly Value[])[] {
  const random = testRandom("keys");
  const found = Array.from({ length: 60 }, () => askForKeys(args, [filled], random));
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

test("keys of what an object was filled with are asked for, one in the other", () => {
  expect(asked(["x", "y"], step({ a: { b: 1 } }))).toContainEqual(["a", "b"]);
  expect(asked(["x"], step({ $: "map", v: [[7, "b"]] }))).toContainEqual([7]);
  // Two keys are no way into what takes one.
  expect(asked(["x"], step({ a: { b: 1 } }))).toEqual([[{ a: { b: 1 } }]]);
});

test("so are neighbouring words of a text, and what was given itself", () => {
  const found = asked(["x", "y"], step("[a]\nb=c"));
  for (const way of [
    ["a", "b"],
    ["b", "c"],
    ["c", "y"],
    ["[a]\nb=c", "y"],
  ])
    expect(found).toContainEqual(way);
});

test("what holds no keys is asked for nothing", () => {
  expect(asked(["x"], step())).toEqual([["x"]]);
});
