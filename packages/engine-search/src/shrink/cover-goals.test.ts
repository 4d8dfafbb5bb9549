import type { Goal, Observation } from "@autotest/core";
import { describe, expect, it } from "vitest";
import type { Target } from "../ledger/find-targets.js";
import { createLedger } from "../ledger/ledger.js";
import { fakeGoal, fakeUnit } from "../testing/fake-probe.js";
import { coverGoals } from "./cover-goals.js";

const goals = [
  fakeGoal(0, "Option.default", "", "entry"),
  fakeGoal(1, "Option.hide", "", "entry"),
  fakeGoal(2, "Option.hide", "this.long", "true"),
];
const [first, second, third] = goals as [Goal, Goal, Goal];
const returned: Observation = {
  outcome: { kind: "returned", value: 3, via: "call" },
  ...{ changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [] },
};

function target(name: string, own: readonly Goal[]): Target {
  const none = { owner: undefined, reached: [], callees: [], writers: [], fields: [], open: true };
  return { unit: fakeUnit(name), own, ...none };
}

/** What each chosen test acts on. */
function chosen(withOwn: boolean): readonly string[] {
  const ledger = createLedger(goals);
  const act = (ref: string) => ({ arrange: [], act: { kind: "function", ref, args: [2] } }) as const;
  ledger.enter(target("Option.default", [first]), act(":default"), {
    hit: [0, 1, 2],
    novel: true,
    observation: returned,
  });
  if (withOwn)
    ledger.enter(target("Option.hide", [second, third]), act(":hide"), {
      hit: [1],
      novel: true,
      observation: returned,
    });
  return coverGoals(ledger, new Set()).map(({ witness }) => witness.target.unit.name);
}

describe("coverGoals", () => {
  it("gives a unit a test of its own where it can have one, though another's test runs it on its way", () => {
    expect([...chosen(true)].sort()).toEqual(["Option.default", "Option.hide"]);
    expect(chosen(false)).toEqual(["Option.default"]);
  });
});
