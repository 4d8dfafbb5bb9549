import type { Example } from "@autotest/core";
import { withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { analyze } from "./analyze.js";

const SOURCE = `"""Carts.

>>> cart = Cart(limit=2)
>>> cart.add("pen", price=1.5)
>>> cart.total()
1.5
>>> len(cart)
1
>>> cart["pen"]
1.5
"""
import datetime


class Cart:
    def __init__(self, limit=10):
        """Makes a cart.

        >>> Cart(limit=0)
        Traceback (most recent call last):
            ...
        ValueError: too small
        """

    def add(self, name, price): ...
    def total(self): ...
    def __len__(self): ...
    def __getitem__(self, name): ...


def join(items,
         by="-"):
    r"""Joins.

    >>> join(
    ...     ["a", "b"])
    'a-b'
    >>> words = ["a"]; join(words) == "a"
    True
    >>> print(join("ab", by="\\n"))
    a
    b
    >>> for each in words: words.append(each)
    >>> join(words)
    'a-a'
    >>> join(["skipped"])  # doctest: +SKIP
    'x'
    """


def year(day):
    """
    >>> year(datetime.date(2024, 1, 2))
    Year(2024)
    """
`;

async function examplesOf(unit: string, readme?: string): Promise<readonly Example[]> {
  const files = { "shop.py": SOURCE, ...(readme === undefined ? {} : { "README.md": readme }) };
  return withTestContext({ files }, async (ctx) => {
    const analysis = await analyze({ path: "shop.py", text: SOURCE, hash: "" }, ctx.project, ctx);
    return (analysis.ok && analysis.units.find(({ name }) => name === unit)?.examples) || [];
  });
}

const cart = { name: "cart", call: { kind: "new", ref: ":Cart", args: [], kwargs: { limit: 2 } } };
const on = { $: "var", name: "cart" };
const added = { call: { kind: "method", on, name: "add", args: ["pen"], kwargs: { price: { $: "float", v: "1.5" } } } };

test("an example of a method comes with the lines that made its receiver", async () => {
  const [total] = await examplesOf("Cart.total");
  expect(total).toMatchObject({
    call: "cart.total()",
    line: 5,
    scenario: { arrange: [cart, added], act: { kind: "method", on, name: "total", args: [] } },
    promise: { kind: "returns", value: { $: "float", v: "1.5" } },
  });
});

test("what operators and built-ins show belongs to the method behind them", async () => {
  const [length] = await examplesOf("Cart.__len__");
  expect(length?.scenario?.act).toEqual({ kind: "method", on, name: "__len__", args: [] });
  const [item] = await examplesOf("Cart.__getitem__");
  expect(item?.scenario?.act).toEqual({ kind: "method", on, name: "__getitem__", args: ["pen"] });
});

test("a traceback promises an error and its message", async () => {
  const [made] = await examplesOf("Cart");
  expect(made?.promise).toEqual({ kind: "raises", type: "ValueError", message: "too small" });
});

test("reads continued lines, comparisons and printing; leaves out what it cannot follow", async () => {
  const examples = await examplesOf("join");
  expect(examples.map(({ scenario, promise }) => [scenario?.act, promise])).toEqual([
    [
      { kind: "function", ref: ":join", args: [["a", "b"]] },
      { kind: "returns", value: "a-b" },
    ],
    [
      { kind: "function", ref: ":join", args: [{ $: "var", name: "words" }] },
      { kind: "returns", value: "a" },
    ],
    [
      { kind: "function", ref: ":join", args: ["ab"], kwargs: { by: "\n" } },
      { kind: "prints", text: "a\nb" },
    ],
  ]);
});

test("a result that is no literal is promised as it shows itself", async () => {
  const [first] = await examplesOf("year");
  expect(first).toMatchObject({
    scenario: { act: { args: [{ $: "new", ref: "datetime:date", args: [2024, 1, 2] }] } },
    promise: { kind: "shows", text: "Year(2024)" },
  });
});

test("a README counts where it imports the module", async () => {
  const readme =
    '# Shop\n\n```python\nfrom shop import join\n\nassert join(["x"]) == "x"\njoin(["y", "z"])  # => \'y-z\'\nother(1)  # => 2\n```\n';
  const examples = (await examplesOf("join", readme)).filter(({ source }) => source === "README.md");
  expect(examples.map(({ call, line, promise }) => [call, line, promise])).toEqual([
    ['join(["x"]) == "x"', 6, { kind: "returns", value: "x" }],
    ['join(["y", "z"])', 7, { kind: "returns", value: "y-z" }],
  ]);
  expect(await examplesOf("join", readme.replace("from shop", "from other"))).toHaveLength(3);
});
