import type { Assertion, Observation, Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { FAKE_LANGUAGE } from "../testing/fake-probe.js";
import { siftAssertions } from "./sift-assertions.js";

const seen = (value: Value): Observation => ({
  outcome: { kind: "returned", value, via: "call" },
  changed: [],
  printed: { out: "", err: "" },
  blocked: [],
  unstable: [],
});
const line = (fields: { readonly [name: string]: Value }): Value => ({
  $: "object",
  type: "Line",
  ref: ":Line",
  fields,
});
const type: Assertion = { basis: "observed", kind: "type", ref: ":Line", via: "call" };
const field = (name: string, value: Value): Assertion => ({
  basis: "observed",
  kind: "field",
  on: "result",
  name,
  value,
  via: "call",
});

const bare: Scenario = { arrange: [], act: { kind: "function", ref: ":make", args: [] } };

test("of two that notice the same, the one that says more stays", () => {
  const all = [type, field("amount", 3)];
  expect(siftAssertions(all, [seen(null)], FAKE_LANGUAGE, bare)).toEqual([field("amount", 3)]);
});

test("each that stays notices what no other does", () => {
  const all = [type, field("amount", 3), field("rate", 7), field("text", "a")];
  const trials = [seen(line({ amount: 4, rate: 7, text: "a" })), seen(line({ amount: 3, rate: 8, text: "a" }))];
  expect(siftAssertions(all, trials, FAKE_LANGUAGE, bare)).toEqual([field("amount", 3), field("rate", 7)]);
  expect(siftAssertions(all, [seen(line({ amount: 3, rate: 7, text: "a" }))], FAKE_LANGUAGE, bare)).toEqual(all);
});

test("what a function was called with stays, whatever else notices", () => {
  const called: Assertion = { basis: "observed", kind: "argument", index: 0, value: [[1]], via: "call" };
  const all = [field("amount", 3), called];
  const given: Scenario = {
    arrange: [],
    act: { kind: "function", ref: ":make", args: [{ $: "callable", kind: "record" }] },
  };
  const trials = [{ ...seen(line({ amount: 4 })), changed: [{ kind: "argument" as const, index: 0, value: [[1]] }] }];
  expect(siftAssertions(all, trials, FAKE_LANGUAGE, given)).toEqual(all);
  expect(siftAssertions(all, trials, FAKE_LANGUAGE, bare)).toEqual([field("amount", 3)]);
});

test("that it ends in an error stays beside what the error carries", () => {
  const raises: Assertion = { basis: "declared", kind: "raises", ref: ":Bad", type: "Bad", message: "no", via: "call" };
  const code: Assertion = { ...field("code", "a"), on: "raised" } as Assertion;
  const error = {
    kind: "raised",
    ref: ":Bad",
    type: "Bad",
    message: "no",
    bases: [],
    explicit: true,
    line: 1,
  } as const;
  const trial: Observation = { ...seen(null), outcome: { ...error, fields: { code: "b" }, via: "call" } };
  expect(siftAssertions([raises, code], [trial], FAKE_LANGUAGE, bare)).toEqual([raises, code]);
  const other: Observation = {
    ...seen(null),
    outcome: { ...error, fields: { code: "a" }, message: "yes", via: "call" },
  };
  expect(siftAssertions([raises, code], [other], FAKE_LANGUAGE, bare)).toEqual([raises]);
});
