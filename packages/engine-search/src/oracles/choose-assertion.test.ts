import type { Observation, Scenario, Value } from "@autotest/core";
import { expect, it } from "vitest";
import { FAKE_LANGUAGE, fakeUnit } from "../testing/fake-probe.js";
import { chooseAssertion, type Limits } from "./choose-assertion.js";
import { NO_HABITS } from "./habits.js";

/** What a test says of calls that returned `values`, one in each world. */
const said = (...values: readonly [Value, ...Value[]]): readonly string[] => saidOf([], values);

/** The same of calls that asked for what is `unstable`. */
function saidOf(unstable: readonly string[], values: readonly Value[]): readonly string[] {
  const observations = values.map(
    (value): Observation => ({
      ...{ outcome: { kind: "returned", value, via: "call" } },
      ...{ changed: [], printed: { out: "", err: "" }, blocked: [], unstable },
    }),
  );
  const [observation] = observations as [Observation];
  const target = {
    ...{ unit: fakeUnit("Option.env", { writes: ["envVar"] }), owner: undefined, own: [], reached: [], callees: [] },
    ...{ writers: [], fields: [], open: true },
  };
  const scenario = { arrange: [], act: { kind: "function", ref: ":env", args: [] } } as const;
  const witness = { target, scenario, hit: [], observation, worth: "evidence", cost: 1 } as const;
  const proven = { chosen: { witness, goals: [] }, observations };
  const choice = chooseAssertion(proven, null, FAKE_LANGUAGE, NO_HABITS, { assertions: 9, fields: 2 });
  const assertions = choice.kind === "assert" ? choice.assertions : [];
  return assertions.map((each) => ("name" in each ? each.name : each.kind));
}

/** What the first choice of assertions says of a call that took from an iterator and returned `value`. */
function saidOfTaken(value: Value, answers: boolean, limits?: Limits): readonly string[] {
  const observation: Observation = {
    ...{ outcome: { kind: "returned", value, via: "call" }, changed: [{ kind: "argument", index: 0, value: [2] }] },
    ...{ printed: { out: "", err: "" }, blocked: [], unstable: [] },
  };
  const scenario: Scenario = {
    ...{ arrange: [], act: { kind: "function", ref: ":take", args: [{ $: "iterator", v: [1, 2] }] } },
  };
  const target = {
    ...{ unit: fakeUnit("take"), owner: undefined, own: [], reached: [], callees: [] },
    ...{ writers: [], fields: [], open: true },
  };
  const witness = { target, scenario, hit: [], observation, worth: "evidence", cost: 1 } as const;
  const proven = { chosen: { witness, goals: [] }, observations: [observation, observation] };
  const choice = chooseAssertion(proven, null, FAKE_LANGUAGE, { ...NO_HABITS, answers }, limits);
  return choice.kind === "assert" ? choice.assertions.map(({ kind }) => kind) : [];
}

it("says what is left of an iterator where nothing is returned, or more is asked for", () => {
  expect(saidOfTaken(null, false)).toEqual(["argument"]);
  expect(saidOfTaken(null, true)).toEqual(["returns"]);
  expect(saidOfTaken(1, true)).toEqual(["returns"]);
  expect(saidOfTaken(1, true, { assertions: 9, fields: 9 })).toEqual(["returns", "argument"]);
});

it("speaks first of the fields that the unit sets", () => {
  const fields: { readonly [name: string]: Value } = { flags: "a", negate: false, hidden: true, envVar: "b" };
  const option: Value = { $: "object", type: "Option", ref: ":Option", fields };
  expect(said(option, option)).toEqual(["type", "envVar", "flags"]);
});

it("says that a function is one, whatever it is called", () => {
  const made = (text: string): Value => ({ $: "opaque", type: "function", text, ref: ":Function" });
  expect(said(made("a"), made("b"))).toEqual(["type"]);
  expect(said(made("a"), { $: "opaque", type: "Promise" })).toEqual(["completes"]);
});

it("takes chance for a form, and the machine for nothing to go by", () => {
  const ids = Array.from({ length: 17 }, (_, at) => `id-${100 + at * 37}`);
  expect(saidOf(["random"], ids)).toEqual(["relates"]);
  expect(saidOf(["environment"], ids)).toEqual([]);
});
