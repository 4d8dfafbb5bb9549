import type { Observation, Value } from "@autotest/core";
import { expect, it } from "vitest";
import { chooseAssertion } from "./choose-assertion.js";
import { NO_HABITS } from "./habits.js";
import { FAKE_LANGUAGE, fakeUnit } from "./testing/fake-probe.js";

it("speaks first of the fields that the unit sets", () => {
  const fields: { readonly [name: string]: Value } = { flags: "a", negate: false, hidden: true, envVar: "b" };
  const observation: Observation = {
    outcome: { kind: "returned", value: { $: "object", type: "Option", ref: ":Option", fields }, via: "call" },
    ...{ changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [] },
  };
  const target = {
    ...{ unit: fakeUnit("Option.env", { writes: ["envVar"] }), owner: undefined, own: [], reached: [], callees: [] },
    ...{ writers: [], fields: [], open: true },
  };
  const scenario = { arrange: [], act: { kind: "function", ref: ":env", args: [] } } as const;
  const witness = { target, scenario, hit: [], observation, worth: "evidence", cost: 1 } as const;
  const proven = { chosen: { witness, goals: [] }, observations: [observation, observation] };
  const choice = chooseAssertion(proven, null, FAKE_LANGUAGE, NO_HABITS, { assertions: 9, fields: 2 });
  const said = choice.kind === "assert" ? choice.assertions : [];
  expect(said.map((each) => ("name" in each ? each.name : each.kind))).toEqual(["type", "envVar", "flags"]);
});
