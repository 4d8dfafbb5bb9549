import type { Assertion, Language, Observation, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { FAKE_DIALECT, FAKE_LANGUAGE } from "../testing/fake-probe.js";
import { holdsOn } from "./hold-on.js";

const TAGGED: Language = { ...FAKE_LANGUAGE, dialect: { ...FAKE_DIALECT, floats: "tagged" } };
const float = (v: string): Value => ({ $: "float", v });
const observed = (value: Value, rest: Partial<Observation> = {}): Observation => ({
  outcome: { kind: "returned", value, via: "call" },
  changed: [],
  printed: { out: "", err: "" },
  blocked: [],
  unstable: [],
  ...rest,
});
const raised = (message: string): Observation =>
  observed(null, {
    outcome: {
      kind: "raised",
      ref: "builtins:KeyError",
      type: "KeyError",
      message,
      bases: ["LookupError"],
      explicit: true,
      line: 1,
      via: "call",
    },
  });
const returns = (value: Value, approximate?: boolean): Assertion => ({
  basis: "observed",
  kind: "returns",
  value,
  via: "call",
  ...(approximate ? { approximate } : {}),
});
const raises = (type: string, message?: string): Assertion => ({
  basis: "declared",
  kind: "raises",
  ref: `builtins:${type}`,
  type,
  via: "call",
  ...(message === undefined ? {} : { message }),
});
const isFunction: Assertion = { basis: "observed", kind: "type", ref: ":Function", via: "call" };

const prints = (text: string, line: number): Assertion => ({
  basis: "observed",
  kind: "prints",
  text,
  line,
  via: "call",
});
const printed = (out: string): Observation => observed(null, { printed: { out, err: "" } });

test.each([
  ["numbers of two types are equal in Python", returns(1), observed(float("1.0")), true, false],
  ["truth is asserted by identity", returns(true), observed(1), false, false],
  ["truth inside a list is a number in Python", returns([true]), observed([1]), true, false],
  ["nothing is asserted by identity", returns(null), observed(0), false, false],
  ["the last digits of floats", returns(float("0.3"), true), observed(float("0.30000000000000004")), true, true],
  ["another number", returns(float("0.3"), true), observed(float("0.31")), false, false],
  ["a tuple is no list", returns({ $: "tuple", v: [1] }), observed([1]), false, false],
  ["a record with one more field", returns({ a: 1 }), observed({ a: 1, b: 2 }), false, false],
  ["a returned value is no error", raises("KeyError"), observed(1), false, false],
  ["a base class catches", raises("LookupError"), raised("gone"), true, true],
  ["a longer message", raises("KeyError", "gone"), raised("XXgoneXX"), false, false],
  ["a line of what is printed", prints("b", 1), printed("a\nb\n"), true, true],
  ["another line of what is printed", prints("b", 0), printed("a\nb\n"), false, false],
  ["another message", raises("KeyError", "gone"), raised("GONE"), false, false],
  ["a function is a function", isFunction, observed({ $: "opaque", type: "function", ref: ":Function" }), true, true],
  ["a function that can be imported is one too", isFunction, observed({ $: "ref", ref: ":next" }), true, true],
  ["what is cut off is no function", isFunction, observed({ $: "opaque", type: "Promise" }), false, false],
])("%s", (_, assertion, observation, python, plain) => {
  expect([holdsOn(assertion, observation, TAGGED), holdsOn(assertion, observation, FAKE_LANGUAGE)]).toEqual([
    python,
    plain,
  ]);
});

test("what an error carries is held against the error", () => {
  const code: Assertion = { basis: "observed", kind: "field", on: "raised", name: "code", value: "gone", via: "call" };
  const carrying = (fields: { readonly [name: string]: Value }): Observation => {
    const { outcome, ...rest } = raised("no such key");
    return { ...rest, outcome: { ...outcome, fields } as Observation["outcome"] };
  };
  expect(holdsOn(code, carrying({ code: "gone" }), TAGGED)).toBe(true);
  expect(holdsOn(code, carrying({ code: "lost" }), TAGGED)).toBe(false);
  expect(holdsOn(code, raised("no such key"), TAGGED)).toBe(false);
  expect(holdsOn(code, observed("gone"), TAGGED)).toBe(false);
});

test("what was awaited is not what was returned, and a run that was stopped passes nothing", () => {
  const completes: Assertion = { basis: "observed", kind: "completes", via: "call" };
  expect(holdsOn(completes, observed(1), TAGGED)).toBe(true);
  expect(holdsOn({ ...completes, via: "await" }, observed(1), TAGGED)).toBe(false);
  const stopped = observed(1, { outcome: { kind: "stopped", why: "fuel", detail: "" } });
  expect(holdsOn(completes, stopped, TAGGED)).toBe(false);
});

test("arguments, variables, fields and output are looked at after the act", () => {
  const state: Value = { $: "object", ref: ":Cart", type: "Cart", fields: { total: 3 } } as Value;
  const after = observed(null, {
    changed: [
      { kind: "argument", index: 0, value: [1] },
      { kind: "variable", name: "cart", value: state },
    ],
    printed: { out: "hi\n", err: "" },
  });
  const base = { basis: "observed", via: "call" } as const;
  const held: readonly Assertion[] = [
    { ...base, kind: "argument", index: 0, value: [1] },
    { ...base, kind: "field", on: "cart", name: "total", value: 3 },
    { ...base, kind: "prints", text: "hi\n" },
  ];
  for (const assertion of held) {
    expect(holdsOn(assertion, after, TAGGED)).toBe(true);
    expect(holdsOn(assertion, observed(null), TAGGED)).toBe(false);
  }
});
