import type { Example, Observation, Outcome, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { FAKE_LANGUAGE } from "../testing/fake-probe.js";
import { checkPromise } from "./check-promise.js";

function check(promise: Example["promise"], outcome: Outcome, out = "", shown: string | null = null): string {
  const observation: Observation = { outcome, changed: [], printed: { out, err: "" }, blocked: [], unstable: [] };
  const scenario = { arrange: [], act: { kind: "function", ref: ":f", args: [] } } as const;
  const example: Example = { call: "f()", expected: "", line: 1, scenario, ...(promise ? { promise } : {}) };
  return checkPromise(example, observation, FAKE_LANGUAGE, shown);
}

const returned = (value: Value): Outcome => ({ kind: "returned", value, via: "call" });
const raised = (type: string, message: string, explicit = true): Outcome => ({
  kind: "raised",
  ref: `:${type}`,
  type,
  message,
  bases: ["Error"],
  explicit,
  line: 3,
  via: "call",
});

test.each<[Example["promise"], Outcome, string]>([
  [{ kind: "returns", value: [1, "a"] }, returned([1, "a"]), "holds"],
  [{ kind: "returns", value: { a: 1, b: 2 } }, returned({ b: 2, a: 1 }), "holds"],
  [{ kind: "returns", value: 0.3 }, returned(0.30000000000000004), "holds"],
  [{ kind: "returns", value: "a" }, returned("b"), "broken"],
  [{ kind: "returns", value: "a" }, raised("TypeError", "no"), "broken"],
  [{ kind: "returns", value: 1 }, returned({ $: "object", type: "T", fields: {} }), "unknown"],
  [{ kind: "raises", type: "RangeError" }, raised("RangeError", "x"), "holds"],
  [{ kind: "raises", type: "RangeError", message: "y" }, raised("RangeError", "x"), "broken"],
  [{ kind: "raises", type: "RangeError", message: "y" }, raised("RangeError", "x", false), "unknown"],
  [{ kind: "raises", type: "RangeError" }, returned(1), "broken"],
  [{ kind: "prints", text: "a b" }, returned("a b"), "holds"],
  [{ kind: "prints", text: "a b" }, returned("a c"), "broken"],
  [undefined, returned(1), "unknown"],
])("compares %j with what came", (promise, outcome, verdict) => {
  expect(check(promise, outcome)).toBe(verdict);
});

test("what a result shows of itself is compared with what the documentation shows", () => {
  const object: Value = { $: "object", type: "Cart", fields: {} };
  expect(check({ kind: "shows", text: "<Cart 2>" }, returned(object), "", "<Cart 2>")).toBe("holds");
  expect(check({ kind: "shows", text: "<Cart 2>" }, returned(object), "", "<Cart 3>")).toBe("broken");
  expect(check({ kind: "shows", text: "<Cart 2>" }, returned(object))).toBe("unknown");
});
