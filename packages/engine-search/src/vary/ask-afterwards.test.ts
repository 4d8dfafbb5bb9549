import type { Call, Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { askAfterwards } from "./ask-afterwards.js";

const on: Value = { $: "var", name: "timers" };
const asking = (name: string, ...args: readonly Value[]): Call => ({ kind: "method", on, name, args });
const made = { name: "timers", call: { kind: "new", ref: ":Timers", args: [] } } as const;
const added: Scenario = { arrange: [made], act: asking("add", "abc", 3) };
const cleared: Scenario = { arrange: [made, { call: asking("add", "abc", 3) }], act: asking("clear") };

test("what a call did is asked about by the name of the parameter, by the kind of the value, and as it was asked before", () => {
  const question = { calls: [asking("count", "x")], names: ["name"] };
  expect(askAfterwards(added, ["name", "value"], question)).toEqual([
    { arrange: [made, { call: added.act }], act: asking("count", "abc") },
    { arrange: [made, { call: added.act }], act: asking("count", "x") },
  ]);
  expect(askAfterwards(cleared, [], question).map(({ act }) => act)).toEqual([
    asking("count", "x"),
    asking("count", "abc"),
  ]);
});

test("the same may be done once more, and a property read", () => {
  const again = askAfterwards(added, ["name", "value"], { calls: [added.act as Call], names: ["name", "value"] });
  expect(again).toEqual([{ arrange: [made, { call: added.act }], act: added.act }]);
  const read: Call = { kind: "get", on: { $: "var", name: "other" }, name: "size" };
  expect(askAfterwards(added, [], { calls: [read], names: [] }).map(({ act }) => act)).toEqual([{ ...read, on }]);
});

test("a function leaves no object to ask", () => {
  const call: Scenario = { arrange: [], act: { kind: "function", ref: ":add", args: [1] } };
  expect(askAfterwards(call, [], { calls: [asking("count")], names: [] })).toEqual([]);
});
