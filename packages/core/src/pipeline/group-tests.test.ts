import { describe, expect, it } from "vitest";
import type { Candidate, Unit, Value } from "../model/index.js";
import { groupTests } from "./group-tests.js";

const units = ["b", "a"].map((name) => ({ name })) as unknown as readonly Unit[];

function test(unit: string, title: string, args: readonly Value[], value: Value): Candidate {
  return {
    id: `${unit} ${title}`,
    path: "m.py",
    unit,
    engine: "search",
    goals: [],
    title,
    scenario: { arrange: [], act: { kind: "function", ref: `:${unit}`, args } },
    assertions: [{ basis: "observed", kind: "returns", value, via: "call" }],
  };
}

describe("groupTests", () => {
  it("keeps the source order of units and sorts titles", () => {
    const groups = groupTests([test("a", "y", [1], 1), test("a", "x", [2], 2), test("b", "z", [3], 3)], units);
    expect(
      groups.map((group) => [
        group.unit,
        group.entries.map((entry) => (entry.kind === "single" ? entry.test.title : entry.kind)),
      ]),
    ).toEqual([
      ["b", ["z"]],
      ["a", ["x", "y"]],
    ]);
  });

  it("makes a table of three cases of one shape, and leaves other shapes alone", () => {
    const [group] = groupTests(
      [
        test("a", "p", [1], 1),
        test("a", "q", [2], 2),
        test("a", "r", [3], 3),
        test("a", "s", [1, 2], 3),
        test("a", "t", [9], null),
      ],
      units,
    );
    expect(
      group?.entries.map((entry) => (entry.kind === "table" ? entry.cases.map((one) => one.title) : entry.test.title)),
    ).toEqual([["p", "q", "r"], "s", "t"]);
  });

  it("never puts values that need a statement of their own into a table", () => {
    const recorder: Value = { $: "callable", kind: "record" };
    const [group] = groupTests(
      ["p", "q", "r"].map((title) => test("a", title, [recorder], 1)),
      units,
    );
    expect(group?.entries.every((entry) => entry.kind === "single")).toBe(true);
  });
});
