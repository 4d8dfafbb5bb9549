import type { Assertion, Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { slotsOf } from "../values/value-slots.js";
import { sayEnding, sayPath } from "./say-property.js";

const on: Value = { $: "var", name: "lock" };
const leaving = (...args: readonly Value[]): Scenario => ({
  arrange: [
    { name: "lock", call: { kind: "new", ref: ":Lock", args: [1] } },
    { call: { kind: "method", on, name: "__enter__", args: [] } },
  ],
  act: { kind: "method", on, name: "__exit__", args },
});
const error = leaving(
  { $: "ref", ref: "builtins:KeyError" },
  { $: "new", ref: "builtins:KeyError", args: ["x"] },
  null,
);
const returns = (value: Value): readonly Assertion[] => [{ basis: "observed", kind: "returns", value, via: "call" }];

test("how a block ends, in words; its arguments are no inputs", () => {
  expect(sayEnding(leaving(null, null, null), [])).toBe("ends a block without an error");
  expect(sayEnding(error, returns(true))).toBe("swallows KeyError");
  expect(sayEnding(error, returns(false))).toBe("passes on KeyError");
  expect(sayEnding(leaving("a", null, null), [])).toBeNull();
  expect(slotsOf(error).map(({ value }) => value)).toEqual([1]);
  expect(slotsOf(leaving("a", null, null))).toHaveLength(4);
});

test("the way to a field, in words", () => {
  expect(sayPath("items[0].owner.name")).toBe("items owner name");
  expect(sayPath("[0].name")).toBe("name");
  expect(sayPath("text:line[2]")).toBe("text line 2");
  expect(sayPath('["key"]:first[40]')).toBe("key beginning");
});
