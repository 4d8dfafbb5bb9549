import { fileURLToPath } from "node:url";
import type { Scenario, Value } from "@autotest/core";
import { registerTests, testLanguage, testPlugin } from "@autotest/core/testing";
import { test } from "vitest";
import plugin from "./index.js";
import { pythonLanguage } from "./python-language.js";

const SOURCE = `"""Prices."""
import enum
from collections import namedtuple
from decimal import Decimal

Point = namedtuple("Point", "x y")


class Size(enum.Enum):
    SMALL = 1
    LARGE = 2


class Price:
    def __init__(self, amount: Decimal, size: Size = Size.SMALL):
        if amount < 0:
            raise ValueError("negative price")
        self.amount = amount
        self.size = size

    @property
    def net(self):
        return self.amount / 2 if self.size is Size.LARGE else self.amount

    @net.setter
    def net(self, value):
        self.amount = value

    @net.deleter
    def net(self):
        self.amount = 0


def same(value):
    return value


def digits(text, start=0):
    for letter in text[start:]:
        if letter.isdigit() or letter == "-":
            yield int(letter)


async def later(seconds):
    import asyncio

    await asyncio.sleep(seconds)
    return {"slept": seconds}


def crash():
    import itertools

    return sum(itertools.repeat(1))
`;

const call = (name: string, ...args: readonly Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});
const price = (amount: string): Value => ({
  $: "new",
  ref: ":Price",
  args: [
    { $: "new", ref: "decimal:Decimal", args: [amount] },
    { $: "ref", ref: ":Size.LARGE" },
  ],
});

registerTests(
  test,
  testLanguage(pythonLanguage, {
    files: { "shop/__init__.py": "", "shop/price.py": SOURCE },
    path: "shop/price.py",
    broken: { path: "shop/broken.py", text: "def f(:\n    pass\n" },
    unloadable: { path: "shop/fails.py", text: "def f():\n    return 1\n\n\nraise RuntimeError('no')\n" },
    scenarios: [
      call("digits", "a1-2"),
      call("digits", "12", 1),
      call("later", 60),
      {
        arrange: [{ name: "price", value: price("3") }],
        act: { kind: "get", on: { $: "var", name: "price" }, name: "net" },
      },
      {
        arrange: [{ name: "price", value: price("3") }],
        act: { kind: "set", on: { $: "var", name: "price" }, name: "net", args: [1] },
      },
      { arrange: [], act: { kind: "new", ref: ":Price", args: [-1] } },
    ],
    // An endless sum in C: no fuel is burnt and no signal is looked at, so only the parent can end it.
    killer: call("crash"),
    echo: ":same",
    // An empty `map` and an empty record are one value in Python; the other maps are among `values`.
    unsupported: ["undefined", "date", "regexp", "map"],
    padding: "# a remark\n\n",
    values: [
      { $: "ref", ref: ":Size.SMALL" },
      { $: "new", ref: ":Point", args: [1, 2] },
      { $: "new", ref: "decimal:Decimal", args: ["1.50"] },
      { $: "float", v: "1.0" },
      { $: "map", v: [[1, "one"]] },
      { $: "map", v: [["$", "one"]] },
    ],
  }),
);

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
