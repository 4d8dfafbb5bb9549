import type { Compare, Scenario, Unit, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { FAKE_DIALECT } from "../testing/fake-probe.js";
import { testRandom } from "../testing/propose-all.js";
import { followOperands } from "./follow-operands.js";

function follow(
  scenario: Scenario,
  compare: Compare,
  parameters: Unit["parameters"] = [],
  dialect = FAKE_DIALECT,
): readonly Scenario[] {
  const target = { unit: { parameters } as Unit, owner: undefined };
  return followOperands(scenario, compare, target, { dialect, random: testRandom("follow") });
}

function proposals(args: readonly Value[], op: string, left: Value, right: Value): readonly Value[] {
  const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args } };
  const compare: Compare = { op, left, right, line: 1 };
  return follow(scenario, compare).map((each) => (each.act as { readonly args: readonly Value[] }).args[0] as Value);
}

test.each<[string, Value, string, Value, Value, Value]>([
  ["a number becomes the other operand", 3, "<", 3, 100, 101],
  ["a text becomes the other operand", "abc", "==", "abc", "BEGIN", "BEGIN"],
  ["a part of a text is replaced", "key:abc", "==", "abc", "xyz", "key:xyz"],
  ["a text takes the prefix it lacks", "abc", "startswith", "abc", "http://", "http://abc"],
  ["a list gets the length asked for", [1], "length", 1, 3, [1, 1, 1]],
  ["a text gets the length asked for", "ab", "<", 2, 3, "aba"],
  ["a long text is one letter over and over", "ba", ">", 2, 100, "b".repeat(101)],
  ["a text is taken from a list of choices", "abc", "in", "abc", ["red", "green"], "green"],
  ["a record gets the key looked up", { a: 1 }, "key", "b", ["a"], { a: 1, b: 1 }],
  ["a nested number is found", { n: [7] }, "==", 7, 9, { n: [9] }],
  ["a text becomes a number that parses", "abc", "parse", "abc", "int", "42"],
  ["a text speaks of all it could", "Hi {}", "format", "Hi {}", ["0", "name"], "{0} {name}"],
  ["words go on a command line", ["p", "-q"], "options", ["-q"], ["--width", "3"], ["p", "-q", "--width", "3"]],
  ["a command line begins with a program", [], "options", [], ["-q"], ["program", "-q"]],
  ["a value becomes one of the asked type", 1, "isinstance", 1, "string", "abc"],
  [
    "a value becomes one of the class its own is compared with",
    [1],
    "==",
    { $: "ref", ref: "globalThis:Array" },
    { $: "ref", ref: "globalThis:Map" },
    { $: "map", v: [["a", 1]] },
  ],
  [
    "what is inside becomes one of the class its own is compared with",
    { n: ["a"] },
    "==",
    { $: "ref", ref: "builtins:str" },
    { $: "ref", ref: "builtins:int" },
    { n: [1] },
  ],
  ["a number becomes a big one", 1, "isinstance", 1, "bigint", { $: "int", v: "1" }],
  ["what is missing at the end of a text is put there", "Args:", "match", "", "^xx", "Args:\nxxa"],
  ["what stands further in than a line before it stays so", "Args:", "match", "", "^xx", "a\nArgs:\nxxa"],
  ["what was found missing in the last place follows there", "a\nArgs:\n  a", "find", "a", ":", "a\nArgs:\n  a:"],
  ["what is missing before a part of a text is put there", "a: b", "match", "b", "yy", "a: yyb"],
  ["bytes become what their text is compared with", { $: "bytes", v: "7b" }, "==", "", "}", { $: "bytes", v: "7b7d" }],
  ["a sum is moved by the gap", 4, "==", 9, 100, 95],
])("%s", (_, argument, op, left, right, wanted) => {
  expect(proposals([argument], op, left, right)).toContainEqual(wanted);
});

test("proposes nothing for operands that come from nowhere", () => {
  expect(proposals([true], "==", "abc", "xyz")).toEqual([]);
});

test("what was asked for an attribute in vain becomes something that has just that, and keeps what it had", () => {
  const dialect = { ...FAKE_DIALECT, namespace: "types:SimpleNamespace" };
  const bag = (kwargs: { readonly [name: string]: Value }): Value => {
    return { $: "new", ref: dialect.namespace, args: [], kwargs };
  };
  const given = (value: Value, type: string): readonly Value[] => {
    const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args: [value] } };
    const compare: Compare = { op: "hasattr", left: type, right: "size", line: 1 };
    return follow(scenario, compare, [], dialect).map(
      (each) => (each.act as { readonly args: readonly Value[] }).args[0] as Value,
    );
  };
  expect(given(3, "int")).toContainEqual(bag({ size: 1 }));
  expect(given(bag({ name: "a" }), "SimpleNamespace")).toContainEqual(bag({ name: "a", size: true }));
  expect(given("abc", "int")).toEqual([]);
  expect(proposals([3], "hasattr", "int", "size")).toEqual([]);
});

test("values of one class become values of another together", () => {
  const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args: [[1], [2], 3] } };
  const [left, right] = ["Array", "Set"].map((name) => ({ $: "ref", ref: `globalThis:${name}` }) as const);
  const compare: Compare = { op: "==", left: left as Value, right: right as Value, line: 1 };
  const found = follow(scenario, compare);
  const set = { $: "set", v: [1, 2] };
  expect(found.map(({ act }) => (act as { readonly args: readonly Value[] }).args)).toEqual([
    [set, set, 3],
    [set, [2], 3],
    [[1], set, 3],
  ]);
});

test("a command line that nobody handed over is that of the program", () => {
  const scenario: Scenario = {
    surroundings: { arguments: ["-q"] },
    arrange: [],
    act: { kind: "function", ref: ":f", args: [] },
  };
  const [longer] = follow(scenario, { op: "options", left: null, right: ["--width", "3"], line: 1 });
  expect(longer).toEqual({ ...scenario, surroundings: { arguments: ["-q", "--width", "3"] } });
});

test("an argument that was left out is given where its default is what was compared", () => {
  const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args: [1] } };
  const compare: Compare = { op: "==", left: "utf-8", right: "latin-1", line: 1 };
  const parameter = (name: string, value?: Value) => ({
    ...{ name, kind: "positional" as const, optional: value !== undefined, shapes: [] },
    ...(value === undefined ? {} : { default: value }),
  });
  const [size, encoding] = [parameter("size", 3), parameter("encoding", "utf-8")];
  const [named] = follow(scenario, compare, [parameter("n"), size, encoding], { ...FAKE_DIALECT, keywords: true });
  expect(named?.act).toEqual({ ...scenario.act, kwargs: { encoding: "latin-1" } });
  const [next] = follow(scenario, compare, [parameter("n"), encoding]);
  expect(next?.act).toEqual({ ...scenario.act, args: [1, "latin-1"] });
  expect(follow(scenario, compare, [parameter("n"), size, encoding])).toEqual([]);
});
