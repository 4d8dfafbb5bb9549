import type { Assertion, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { FAKE_LANGUAGE, fakeGoal, fakeUnit } from "../testing/fake-probe.js";
import { type Nameable, nameTests, slug } from "./name-test.js";

const unit = fakeUnit("f");

function returns(value: Value): Assertion {
  return { basis: "observed", kind: "returns", value, via: "call" };
}

function sample(
  args: readonly Value[],
  result: Value,
  ...conditions: readonly (readonly [string, string])[]
): Nameable {
  const hit = conditions.map(([condition, arm], index) =>
    fakeGoal(index * 2 + (arm === "true" ? 0 : 1), "f", condition, arm),
  );
  return {
    unit,
    scenario: { arrange: [], act: { kind: "function", ref: ":f", args } },
    assertions: [returns(result)],
    hit,
  };
}

test("says the behaviour first, then the condition that decides", () => {
  expect(nameTests([sample([0], 0, ["n <= 0", "true"]), sample([3], 6, ["n <= 0", "false"])], FAKE_LANGUAGE)).toEqual([
    "returns 0 when n is not positive",
    "returns 6 when n is positive",
  ]);
});

test("says of a field whether it moved", () => {
  const field = { basis: "observed", kind: "field", on: "box", name: "size", value: 2, via: "call" } as const;
  const named = (assertion: Assertion): readonly string[] =>
    nameTests([{ ...sample([0], 0, ["n <= 0", "true"]), assertions: [assertion] }], FAKE_LANGUAGE);
  expect(named(field)).toEqual(["sets size to 2 when n is not positive"]);
  expect(named({ ...field, unchanged: true })).toEqual(["leaves size at 2 when n is not positive"]);
});

test("tells tests apart that differ in signs only", () => {
  const titles = nameTests(
    [sample(["+"], 1), sample(["-"], 1), sample(["!!"], 1), sample(["1"], 1), sample([1], 1)],
    FAKE_LANGUAGE,
  );
  expect(new Set(titles.map(slug)).size).toBe(5);
});

test("an identifier says which signs a condition is about", () => {
  const tests = [sample(["1.5"], 1, ["'.' in n", "true"]), sample(["15"], 1, ["'.' in n", "false"])];
  expect(nameTests(tests, FAKE_LANGUAGE)).toEqual(["returns 1 when n contains dot", "returns 1 when n lacks dot"]);
});

test("no identifier ends before what it is about", () => {
  const tests = [sample(["1.5"], 1, ["'\\n' in n", "true"])];
  expect(nameTests(tests, FAKE_LANGUAGE).map(slug)).not.toContain("returns_1_when_n_contains");
});

test("spells no sign where the name of a test is a text", () => {
  expect(nameTests([sample(["1.0"], 1), sample([">1.0"], 1), sample(["<1.0"], 1)], FAKE_LANGUAGE, "texts")).toEqual([
    'returns 1 for "1.0"',
    'returns 1 for ">1.0"',
    'returns 1 for "<1.0"',
  ]);
});

test("shows signs where the name of a test is a text, and says them where it is an identifier", () => {
  const tests = [sample([-1], -2), sample(["-"], "--"), sample([3], 1, ["n == -1", "true"])];
  expect(nameTests(tests, FAKE_LANGUAGE, "texts")).toEqual([
    "returns -2 for -1",
    'returns "--" for "-"',
    "returns 1 when n is -1",
  ]);
  expect(nameTests(tests, FAKE_LANGUAGE)).toEqual([
    "returns minus 2 for minus 1",
    "returns text for minus",
    "returns 1 when n is minus 1",
  ]);
});

test("shows of two arguments of a kind what is in them before it spells anything", () => {
  const one = sample([{ name: "a".repeat(10), size: 10 }], 1);
  const other = sample([{ name: "b".repeat(10), size: 10 }], 1);
  expect(nameTests([one, other], FAKE_LANGUAGE, "texts")).toEqual([
    'returns 1 for {"name":"aaaaaaaaaa","size":10}',
    'returns 1 for {"name":"bbbbbbbbbb","size":10}',
  ]);
});

test("keeps long arguments out and titles within 80 characters", () => {
  const titles = nameTests(
    [sample(["x".repeat(300)], "y".repeat(70)), sample(["x".repeat(301)], "y".repeat(70))],
    FAKE_LANGUAGE,
  );
  for (const title of titles) expect(title.length).toBeLessThanOrEqual(80);
  expect(new Set(titles.map(slug)).size).toBe(2);
});

test("leaves a clause out rather than half of it", () => {
  const long = "first_thing_compared_here == second_thing_compared_here_and_some_more_words_to_it";
  expect(nameTests([sample(["x"], 1, [long, "true"])], FAKE_LANGUAGE)).toEqual(['returns 1 for "x"']);
});

test("prefers a decision to a guard that was only passed", () => {
  const [title] = nameTests(
    [
      sample(["x"], 1, ["kind === 'b'", "true"], ["code === undefined", "false"]),
      sample([null], 2, ["kind === 'b'", "false"], ["code === undefined", "true"]),
    ],
    FAKE_LANGUAGE,
  );
  expect(title).toBe("returns 1 when kind is 'b'");
});

test("says in a plain word that a function comes back", () => {
  const given = sample(["simple"], 1, ["kind === 'simple'", "true"]);
  const isFunction: Assertion = { basis: "observed", kind: "type", ref: "globalThis:Function", via: "call" };
  expect(nameTests([{ ...given, assertions: [isFunction] }], FAKE_LANGUAGE)).toEqual([
    "returns a function when kind is 'simple'",
  ]);
});
