import type { Unit } from "@autotest/core";
import { withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { analyze } from "./analyze.js";

const SOURCE = `"""Carts."""
from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Callable, Literal, Optional, TypedDict

Names = dict[str, list[int]]
_WORD = re.compile(r"\\w+-\\d+")


class Color(enum.Enum):
    RED = 1
    BLUE = "b"


class Options(TypedDict, total=False):
    depth: int


@dataclass
class Item:
    name: str
    price: Decimal
    tags: list[str] = field(default_factory=list)
    count: int = 1


class Cart:
    """A cart.

    :param limit: most items
    :raises OverflowError: never
    """

    def __init__(self, limit=10, *, owner: Optional[str] = None):
        if limit < 0:
            raise ValueError("negative")
        self.limit = limit
        self.items = []

    @property
    def total(self) -> int:
        return len(self.items)

    @total.setter
    def total(self, value):
        self.limit = value

    def add(self, item: "Item", color: Color = Color.RED):
        """Adds.

        >>> Cart().add(1)
        True
        """
        self.items.append(item)
        return self._check(item)

    def _check(self, item):
        return bool(_WORD.match(item.name))

    def __secret(self):
        return 1

    def __len__(self):
        return self.total

    @classmethod
    def of(cls, *items):
        return cls(len(items))

    @staticmethod
    async def load(path, callback: Callable[[int, str], None], mode: Literal["a", "b"] = "a", **rest):
        yield path


def words(text, sep=",", lookup=None, names: Names | None = None, options: Options = None):
    """Splits.

    Args:
        text (str): what to split

    Raises:
        KeyError: when missing
    """
    for part in text.split(sep):
        if part == "stop" and 0x10 > -2.5:
            raise LookupError(part)
        callback = lookup["key"]
        yield callback(part, b"\\x00")

    def inner(n):
        return n + 1
`;

async function unitsOf(source: string): Promise<ReadonlyMap<string, Unit>> {
  return withTestContext({ files: { "shop/__init__.py": "", "shop/cart.py": source } }, async (ctx) => {
    const analysis = await analyze({ path: "shop/cart.py", text: source, hash: "" }, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    expect(analysis.importName).toBe("shop.cart");
    return new Map(analysis.units.map((unit) => [unit.name, unit]));
  });
}

test("finds every unit with its kind and how it is reached", async () => {
  const units = await unitsOf(SOURCE);
  expect([...units.values()].map(({ name, kind, ref }) => [name, kind, ref])).toEqual([
    ["Color", "class", ":Color"],
    ["Options", "class", ":Options"],
    ["Item", "class", ":Item"],
    ["Cart", "class", ":Cart"],
    ["Cart.total", "getter", ":Cart.total"],
    ["Cart.total.setter", "setter", ":Cart.total"],
    ["Cart.add", "method", ":Cart.add"],
    ["Cart._check", "method", ":Cart._check"],
    ["Cart.__secret", "method", null],
    ["Cart.__len__", "method", ":Cart.__len__"],
    ["Cart.of", "class-method", ":Cart.of"],
    ["Cart.load", "static-method", ":Cart.load"],
    ["words", "function", ":words"],
    ["words.inner", "function", null],
  ]);
  expect(units.get("Cart.load")).toMatchObject({ async: true, generator: true, private: false });
  expect(units.get("Cart._check")?.private).toBe(true);
  expect(units.get("Cart.__len__")?.private).toBe(false);
});

test("reads parameters with kind, default and the strongest opinion about the type", async () => {
  const units = await unitsOf(SOURCE);
  const of = (name: string): unknown =>
    units
      .get(name)
      ?.parameters.map((each) => [each.name, each.kind, each.optional, each.default, each.shapes[0]?.kind]);
  expect(of("Cart")).toEqual([
    ["limit", "positional", true, 10, "int"],
    ["owner", "named", true, null, "union"],
  ]);
  expect(of("Item")).toEqual([
    ["name", "positional", false, undefined, "text"],
    ["price", "positional", false, undefined, "instance"],
    ["tags", "positional", true, undefined, "list"],
    ["count", "positional", true, 1, "int"],
  ]);
  expect(of("Cart.load")).toEqual([
    ["path", "positional", false, undefined, "path"],
    ["callback", "positional", false, undefined, "callable"],
    ["mode", "positional", true, "a", "literal"],
    ["rest", "keywords", true, undefined, undefined],
  ]);
  expect(units.get("Item")?.parameters[1]?.shapes[0]?.ref).toBe("decimal:Decimal");
  const [item, color] = units.get("Cart.add")!.parameters;
  expect(item?.shapes[0]).toMatchObject({ kind: "instance", ref: ":Item" });
  expect(color?.shapes[0]).toMatchObject({
    kind: "enum",
    values: [
      { $: "ref", ref: ":Color.RED" },
      { $: "ref", ref: ":Color.BLUE" },
    ],
  });
  const [text, sep, lookup, names, options] = units.get("words")!.parameters;
  expect(text?.shapes.map(({ kind, source }) => [kind, source])).toEqual(
    expect.arrayContaining([
      ["text", "doc"],
      ["text", "usage"],
      ["text", "name"],
    ]),
  );
  expect(sep?.shapes[0]).toMatchObject({ kind: "text", source: "default" });
  expect(lookup?.shapes[0]).toMatchObject({ kind: "record", source: "usage" });
  expect(names?.shapes[0]).toMatchObject({
    kind: "union",
    options: [{ kind: "map", element: { kind: "list" } }, { kind: "none" }],
  });
  expect(options?.shapes[0]).toMatchObject({ kind: "record", optional: ["depth"] });
});

test("a field is also written through what it holds", async () => {
  const units = await unitsOf(
    "class Log:\n    def add(self, name, value):\n        self.rows[name][0].append(value)\n",
  );
  expect(units.get("Log.add")?.writes).toEqual(["rows"]);
});

test("what is private and handed on counts as called; what is public may be meant as a value", async () => {
  const units = await unitsOf(
    "class Reader:\n    def read(self, line):\n        table = {'a': self._letters, 'b': self.plain}\n        return scan(line, _digits, words, table)\n    def _letters(self): ...\n    def plain(self): ...\n\ndef _digits(): ...\ndef words(): ...\n",
  );
  expect(units.get("Reader.read")?.calls).toEqual(["Reader._letters", "_digits"]);
});

test("an attribute that any value has says nothing of it, one that functions have says that it may be one", async () => {
  const units = await unitsOf("def tell(one, other):\n    return one.__doc__ or one.__class__ or other.__name__\n");
  const [one, other] = units
    .get("tell")!
    .parameters.map(({ shapes }) => shapes.filter(({ source }) => source === "usage").map(({ kind }) => kind));
  expect(one).toEqual([]);
  expect(other).toEqual(expect.arrayContaining(["callable", "instance"]));
});

test("does not take for the parameter what was made of it", async () => {
  const units = await unitsOf(
    "class Range: ...\n\ndef first(sub, other):\n    if not other:\n        other = Range(other)\n    sub = Range(sub)\n    return sub.set + other.set\n",
  );
  const [sub, other] = units
    .get("first")!
    .parameters.map(({ shapes }) => shapes.filter(({ source }) => source === "usage"));
  expect(sub).toEqual([]);
  expect(other).toContainEqual(expect.objectContaining({ kind: "instance" }));
});

test("reads what bodies raise, call, read, write and compare with", async () => {
  const units = await unitsOf(SOURCE);
  expect(units.get("Cart")).toMatchObject({
    raises: ["ValueError", "OverflowError"],
    writes: ["limit", "items"],
    reads: [],
  });
  expect(units.get("Cart.add")).toMatchObject({
    calls: ["Cart._check"],
    writes: ["items"],
    examples: [{ call: "Cart().add(1)", expected: "True" }],
  });
  expect(units.get("Cart._check")?.patterns).toEqual(["\\w+-\\d+"]);
  expect(units.get("words")).toMatchObject({ raises: ["LookupError", "KeyError"], generator: true });
  expect(units.get("words")?.constants).toEqual([
    "stop",
    16,
    { $: "float", v: "-2.5" },
    { $: "float", v: "2.5" },
    "key",
    { $: "bytes", v: "00" },
    1,
  ]);
});

test("knows the unusual numbers that code speaks of", async () => {
  const units = await unitsOf(`import math

def check(x):
    return math.isfinite(x) or x == float("inf")

def none(x):
    return math.floor(x)
`);
  const [inf, minus, nan] = ["inf", "-inf", "nan"].map((v) => ({ $: "float", v }));
  expect(units.get("check")?.constants).toEqual([inf, minus, nan, "inf"]);
  expect(units.get("none")?.constants).toEqual([]);
});

test("answers a syntax error with its line instead of throwing", async () => {
  await withTestContext({ files: { "a.py": "" } }, async (ctx) => {
    const analysis = await analyze({ path: "a.py", text: "x = 1\n\ndef f(:\n    pass\n", hash: "" }, ctx.project, ctx);
    expect(analysis).toMatchObject({ ok: false, code: "syntax", line: 3 });
  });
});

test("names modules as the project imports them", async () => {
  const files = {
    "src/pkg/__init__.py": "",
    "src/pkg/deep/mod.py": "",
    "src/name/space/mod.py": "",
    "tools/helper.py": "",
    "one.py": "",
    "python/x/__init__.py": "",
    "pyproject.toml": '[tool.setuptools.packages.find]\nwhere = ["python"]\n',
    "my-script.py": "",
  };
  await withTestContext({ files }, async (ctx) => {
    const nameOf = async (path: string): Promise<string> => {
      const analysis = await analyze({ path, text: "", hash: "" }, ctx.project, ctx);
      return analysis.ok ? analysis.importName : analysis.code;
    };
    expect(await nameOf("src/pkg/__init__.py")).toBe("pkg");
    expect(await nameOf("src/pkg/deep/mod.py")).toBe("pkg.deep.mod");
    expect(await nameOf("src/name/space/mod.py")).toBe("name.space.mod");
    expect(await nameOf("tools/helper.py")).toBe("tools.helper");
    expect(await nameOf("one.py")).toBe("one");
    expect(await nameOf("python/x/__init__.py")).toBe("x");
    expect(await nameOf("my-script.py")).toBe("import-failed");
  });
});

test("what is gone through once is known by its use, its type and its name", async () => {
  const units = await unitsOf(
    "from itertools import islice\nfrom typing import Iterable, Iterator\n\ndef skip(a, b, c: Iterator[int], d: Iterable[int], iterator, e):\n    next(a)\n    islice(b, 2)\n    sorted(e)\n",
  );
  const once = units
    .get("skip")!
    .parameters.map(({ shapes }) => shapes.some((shape) => shape.once && shape.kind === "list"));
  expect(once).toEqual([true, true, true, false, true, false]);
});
