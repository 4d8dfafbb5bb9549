import type { Assertion, Call, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { emit } from "./emit.js";
import { candidateOf, requestOf, unitNamed } from "./testing/requests.js";

const UNITS = [unitNamed("take", ["iterator", "n"])];
const returns = (value: Value, via: Assertion["via"] = "call"): Assertion => ({
  ...{ basis: "observed", kind: "returns", value, via },
});
const left = (value: Value, via: Assertion["via"] = "call"): Assertion => ({
  ...{ basis: "observed", kind: "argument", index: 0, value, via },
});

function bodyOf(...assertions: readonly Assertion[]): string {
  const act: Call = { kind: "function", ref: ":take", args: [{ $: "iterator", v: [1, 2, 3] }, 2] };
  const test = candidateOf("take", "takes", act, assertions);
  const { text } = emit(requestOf([{ unit: "take", entries: [{ kind: "single", test }] }], UNITS));
  return text.split("def test_take_takes():\n")[1]?.split("\n\n\n")[0] ?? text;
}

test.each<[readonly Assertion[], string]>([
  [[left([3])], "    iterator = iter([1, 2, 3])\n\n    take(iterator, 2)\n    assert list(iterator) == [3]"],
  [
    [returns(2), left([])],
    "    iterator = iter([1, 2, 3])\n\n    result = take(iterator, 2)\n    assert result == 2\n    assert list(iterator) == []",
  ],
  [
    [returns([1, 2], "iterate"), left([3], "iterate")],
    "    iterator = iter([1, 2, 3])\n\n    result = list(take(iterator, 2))\n    assert result == [1, 2]\n    assert list(iterator) == [3]",
  ],
  [[returns(2)], "    assert take(iter([1, 2, 3]), 2) == 2"],
])("what an iterator has left is looked at as a list", (assertions, expected) => {
  expect(bodyOf(...assertions)).toBe(expected);
});
