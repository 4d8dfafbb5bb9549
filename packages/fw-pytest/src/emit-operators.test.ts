import type { Assertion, Call, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { emit } from "./emit.js";
import { candidateOf, requestOf, unitNamed } from "./testing/requests.js";

const CART: Value = { $: "var", name: "cart" };
const UNITS = [unitNamed("Cart", []), unitNamed("Cart.run", [], { owner: "Cart" })];

function bodyOf(act: Call, assertions: readonly Assertion[]): string {
  const candidate = candidateOf("Cart.run", "does it", act, assertions, [
    { name: "cart", call: { kind: "new", ref: ":Cart", args: [] } },
  ]);
  const groups = [{ unit: "Cart.run", entries: [{ kind: "single" as const, test: candidate }] }];
  const request = requestOf(groups, UNITS);
  const operators = {
    __eq__: "$self == $0",
    __len__: "len($self)",
    __iter__: "iter($self)",
    __contains__: "$0 in $self",
    __getitem__: "$self[$0]",
    __setitem__: "$self[$0] = $1",
  };
  const dialect = { ...request.language.dialect, operators, invoke: "__call__" };
  const { text } = emit({ ...request, language: { ...request.language, dialect } });
  return text.split("cart = Cart()\n\n    ")[1]?.split("\n\n\n")[0] ?? text;
}

const method = (name: string, ...args: Value[]): Call => ({ kind: "method", on: CART, name, args });
const returns = (value: Value, via: "call" | "iterate" = "call"): Assertion[] => [
  { basis: "observed", kind: "returns", value, via },
];

test.each<[Call, Assertion[], string]>([
  [method("__len__"), returns(2), "assert len(cart) == 2"],
  [method("__eq__", 1), returns(true), "assert cart == 1"],
  [method("__eq__", 1), returns(false), "assert not (cart == 1)"],
  [method("__eq__", 1), returns(3), "assert (cart == 1) == 3"],
  [method("__contains__", "a"), returns(true), 'assert "a" in cart'],
  [method("__contains__", "a"), returns(false), 'assert "a" not in cart'],
  [method("__getitem__", "a"), returns(2), 'assert cart["a"] == 2'],
  [method("__setitem__", "a", 1), returns(null), 'cart["a"] = 1'],
  [method("__iter__"), returns([1], "iterate"), "assert list(cart) == [1]"],
  [method("__call__", 1, 2), returns(2), "assert cart(1, 2) == 2"],
  [method("__len__", 1), returns(2), "assert cart.__len__(1) == 2"],
])("special methods are written as people write them", (act, assertions, expected) => {
  expect(bodyOf(act, assertions)).toBe(expected);
});
