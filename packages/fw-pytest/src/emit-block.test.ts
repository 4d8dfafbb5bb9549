import type { Assertion, Scenario, ScenarioCandidate, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { blockOf, blockText } from "./emit-block.js";

const on: Value = { $: "var", name: "lock" };
const made = { name: "lock", call: { kind: "new", ref: ":Lock", args: [] } } as const;
const entry = { call: { kind: "method", on, name: "__enter__", args: [] } } as const;
const error: Value = { $: "new", ref: "builtins:ValueError", args: ["boom"] };
const withError: readonly Value[] = [{ $: "ref", ref: "builtins:ValueError" }, error, null];
const returns = (value: Value): Assertion => ({ basis: "observed", kind: "returns", value, via: "call" });
const closed: Assertion = { basis: "observed", kind: "field", on: "lock", name: "closed", value: true, via: "call" };

function candidate(act: Scenario["act"], arrange: Scenario["arrange"], ...assertions: Assertion[]): ScenarioCandidate {
  const scenario = { arrange, act };
  return { id: "", path: "a.py", unit: "Lock", engine: "search", goals: [], title: "", scenario, assertions };
}
const exit = (args: readonly Value[]): Scenario["act"] => ({ kind: "method", on, name: "__exit__", args });

function written(one: ScenarioCandidate) {
  const block = blockOf(one);
  if (block === null) return null;
  const { head, inside } = blockText(
    block,
    () => "Lock()",
    (_, value) => JSON.stringify(value),
  );
  return [head, ...inside, block.passes, block.assertions.length];
}

test("what is entered stands in the head, under its name where that is asserted on", () => {
  const enter = { kind: "method", on, name: "__enter__", args: [] } as const;
  expect(written(candidate(enter, [made], returns(1)))).toEqual(["with Lock()", null, 1]);
  expect(written(candidate(enter, [made], closed))?.[0]).toBe(`with ${JSON.stringify(on)}`);
});

test("an error that is swallowed, one that comes out again, and none", () => {
  const steps = [made, entry];
  const raise = `raise ${JSON.stringify(error)}`;
  expect(written(candidate(exit(withError), steps, returns(true)))).toEqual(["with Lock()", raise, null, 0]);
  expect(written(candidate(exit(withError), steps, returns(false)))?.[2]).toBe("builtins:ValueError");
  expect(written(candidate(exit([null, null, null]), steps, returns(null), closed))).toEqual([
    `with ${JSON.stringify(on)}`,
    "pass",
    null,
    1,
  ]);
});

test("what is no statement stays a call", () => {
  expect(blockOf(candidate(exit(withError), [made], returns(true)))).toBeNull();
  expect(blockOf(candidate(exit(withError), [made, entry], closed))).toBeNull();
  expect(blockOf(candidate(exit(["x", 1, 2]), [made, entry], returns(false)))).toBeNull();
});
