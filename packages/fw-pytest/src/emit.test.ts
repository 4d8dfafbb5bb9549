import type { Assertion, Call, Candidate, EmitRequest, TestGroup, Value, Via } from "@autotest/core";
import { expect, test } from "vitest";
import { emit } from "./emit.js";
import { candidateOf, layoutOf, requestOf, unitNamed } from "./testing/requests.js";

const UNITS = [
  unitNamed("price", ["text", "rate"]),
  unitNamed("drain", ["items"]),
  unitNamed("Cart", ["owner"]),
  unitNamed("Cart.total", [], { owner: "Cart" }),
  unitNamed("fetch", ["url"], { async: true }),
  unitNamed("stream", ["url"], { async: true, generator: true }),
  unitNamed("count", ["limit"], { generator: true }),
];

const call = (name: string, ...args: Value[]): Call => ({ kind: "function", ref: `:${name}`, args });
const returns = (value: Value, via: Via = "call"): Assertion => ({ basis: "observed", kind: "returns", value, via });
const float = (v: string): Value => ({ $: "float", v });
const single = (...tests: Candidate[]): TestGroup[] =>
  [...new Set(tests.map((one) => one.unit))].map((unit) => ({
    unit,
    entries: tests.filter((one) => one.unit === unit).map((one) => ({ kind: "single", test: one })),
  }));

/** The suite without header and footer. */
function bodyOf(groups: readonly TestGroup[], changes: Partial<EmitRequest> = {}): string {
  const { text } = emit(requestOf(groups, UNITS, changes));
  return text
    .split("\n")
    .slice(4)
    .join("\n")
    .replace(/\n\n\n# End of [\s\S]*$/, "\n");
}

const BLANK = candidateOf("price", "returns 0 when text is blank", call("price", "", 2), [returns(0)]);
const OTHER = candidateOf("price", "returns None when rate is 0", call("price", "a", 0), [returns(null)]);
const DRAIN = candidateOf("drain", "empties items", call("drain", [1, 2]), [
  returns(null),
  { basis: "observed", kind: "argument", index: 0, value: [], via: "call" },
]);

test("a new suite says where it comes from, imports once and names the behaviour", () => {
  expect(emit(requestOf(single(BLANK, OTHER), UNITS))).toEqual({
    text: `# Tests written by autotest 0.1.0, seed 1.
# Source: shop/cart.py, fingerprint 0123456789abcdef
# Again: autotest generate shop/cart.py

from shop.cart import price


def test_price_returns_0_when_text_is_blank():
    assert price("", 2) == 0


def test_price_returns_none_when_rate_is_0():
    assert price("a", 0) is None


# End of the tests written by autotest: 59491db2 4c8822d1
`,
    tests: [
      {
        candidate: "price returns 0 when text is blank",
        testId: "tests/test_cart.py::test_price_returns_0_when_text_is_blank",
      },
      {
        candidate: "price returns None when rate is 0",
        testId: "tests/test_cart.py::test_price_returns_none_when_rate_is_0",
      },
    ],
    support: [{ path: "tests/__init__.py", text: "" }],
  });
});

test("fields by the way to them", () => {
  const field = { basis: "observed", kind: "field", on: "result", via: "call" } as const;
  const deep = candidateOf("price", "has parts", call("price", "x", 1), [
    { ...field, name: "[0].owner.name", value: "Ann" },
    { ...field, name: "meta[1].key", value: 2 },
    { ...field, name: 'pages["a"]:line[2]', value: "Monday" },
    { ...field, name: ":first[40]", value: "Mon" },
    { ...field, name: ":last[40]", value: "day" },
    { ...field, name: ":len", value: 3 },
    { ...field, name: "[0].owner:str", value: "Ann" },
    { ...field, name: "owner:repr:first[40]", value: "A" },
    { ...field, name: ":str:line[1]", value: "B" },
  ]);
  const text = bodyOf(single(deep));
  expect(text).toContain('assert result[0].owner.name == "Ann"');
  expect(text).toContain("assert result.meta[1].key == 2");
  expect(text).toContain('assert result.pages["a"].split("\\n")[2] == "Monday"');
  expect(text).toContain('assert result[:40] == "Mon"');
  expect(text).toContain('assert result[-40:] == "day"');
  expect(text).toContain("assert len(result) == 3");
  expect(text).toContain('assert str(result[0].owner) == "Ann"');
  expect(text).toContain('assert repr(result.owner)[:40] == "A"');
  expect(text).toContain('assert str(result).split("\\n")[1] == "B"');
});

test("lines of what is printed, which is asked for once", () => {
  const line = { basis: "observed", kind: "prints", via: "call" } as const;
  const prints = candidateOf("price", "prints lines", call("price", "x", 1), [
    { ...line, text: "Monday", line: 0 },
    { ...line, text: "Tuesday", line: 2 },
  ]);
  expect(bodyOf(single(prints))).toContain(`
def test_price_prints_lines(capsys):
    price("x", 1)
    printed = capsys.readouterr().out
    assert printed.split("\\n")[0] == "Monday"
    assert printed.split("\\n")[2] == "Tuesday"
`);
});

test("errors, changed arguments, output, fields and arranged objects", () => {
  const raises = candidateOf("price", "raises ValueError when text is x", call("price", "x", 1), [
    {
      basis: "declared",
      kind: "raises",
      ref: "builtins:ValueError",
      type: "ValueError",
      message: "no price",
      via: "call",
    },
  ]);
  const escaped = candidateOf("price", "raises PriceError", call("price", "y", 1), [
    { basis: "declared", kind: "raises", ref: ":PriceError", type: "PriceError", message: "bad (price)?", via: "call" },
    { basis: "observed", kind: "field", on: "raised", name: "code", value: "bad", via: "call" },
    { basis: "observed", kind: "field", on: "raised", name: ":repr", value: "PriceError()", via: "call" },
  ]);
  const prints = candidateOf("price", "prints a hint", call("price", "z", 1), [
    { basis: "observed", kind: "prints", text: "hint\n", via: "call" },
  ]);
  const total = candidateOf(
    "Cart.total",
    "sums up",
    { kind: "method", on: { $: "var", name: "cart" }, name: "total", args: [], kwargs: { tax: float("0.5") } },
    [returns(float("4.5")), { basis: "observed", kind: "field", on: "cart", name: "items", value: [3], via: "call" }],
    [
      { name: "cart", call: { kind: "new", ref: ":Cart", args: ["me"] } },
      { call: { kind: "method", on: { $: "var", name: "cart" }, name: "add", args: [3] } },
    ],
  );
  expect(bodyOf(single(raises, escaped, prints, DRAIN, total))).toMatchInlineSnapshot(`
    "import pytest

    from shop.cart import Cart, PriceError, drain, price


    def test_price_raises_valueerror_when_text_is_x():
        with pytest.raises(ValueError, match="^no price$"):
            price("x", 1)


    def test_price_raises_priceerror():
        with pytest.raises(PriceError, match=r"^bad \\(price\\)\\?$") as caught:
            price("y", 1)
        assert caught.value.code == "bad"
        assert repr(caught.value) == "PriceError()"


    def test_price_prints_a_hint(capsys):
        price("z", 1)
        assert capsys.readouterr().out == "hint\\n"


    def test_drain_empties_items():
        items = [1, 2]

        result = drain(items)
        assert result is None
        assert items == []


    def test_cart_total_sums_up():
        cart = Cart("me")
        cart.add(3)

        result = cart.total(tax=0.5)
        assert result == pytest.approx(4.5)
        assert cart.items == [3]
    "
  `);
});

test("what is awaited or iterated is run to its end, or to the twentieth element", () => {
  const twenty = Array.from({ length: 20 }, (_, index) => index);
  expect(
    bodyOf(
      single(
        candidateOf("fetch", "returns True", call("fetch", "u"), [returns(true, "await")]),
        candidateOf("stream", "yields two", call("stream", "u"), [returns(["a", "b"], "await-iterate")]),
        candidateOf("count", "yields three", call("count", 3), [returns([0, 1, 2], "iterate")]),
        candidateOf("count", "goes on", call("count", null), [returns(twenty, "iterate")]),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "import asyncio
    from itertools import islice

    from shop.cart import count, fetch, stream


    def test_fetch_returns_true():
        assert asyncio.run(fetch("u")) is True


    def test_stream_yields_two():
        async def collect():
            return [item async for item in stream("u")]

        assert asyncio.run(collect()) == ["a", "b"]


    def test_count_yields_three():
        assert list(count(3)) == [0, 1, 2]


    def test_count_goes_on():
        result = list(islice(count(None), 20))
        assert result == [
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            16,
            17,
            18,
            19,
        ]
    "
  `);
});

test("cases of one shape become a table; what they share stays in the body", () => {
  const cases = [
    ["1", float("2.0")],
    ["2", float("4.0")],
    ["x y", float("0.0")],
  ].map(([text, value]) =>
    candidateOf(
      "price",
      `returns ${(value as { v: string }).v} when text is ${String(text)}`,
      call("price", text!, 2),
      [returns(value!)],
    ),
  );
  const suite = emit(
    requestOf([{ unit: "price", entries: [{ kind: "table", title: "returns the expected value", cases }] }], UNITS),
  );
  expect(suite.text.split("\n").slice(4, -4).join("\n")).toMatchInlineSnapshot(`
    "import pytest

    from shop.cart import price


    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("1", 2.0, id="2-0-when-text-is-1"),
            pytest.param("2", 4.0, id="4-0-when-text-is-2"),
            pytest.param("x y", 0.0, id="0-0-when-text-is-x-y"),
        ],
    )
    def test_price_returns_the_expected_value(text, expected):
        assert price(text, 2) == pytest.approx(expected)"
  `);
  expect(suite.tests.map((one) => one.testId)).toEqual([
    "tests/test_cart.py::test_price_returns_the_expected_value[2-0-when-text-is-1]",
    "tests/test_cart.py::test_price_returns_the_expected_value[4-0-when-text-is-2]",
    "tests/test_cart.py::test_price_returns_the_expected_value[0-0-when-text-is-x-y]",
  ]);
});

test("cases that share no body are written one by one", () => {
  const cases = [returns(1), returns(null), returns("x")].map((assertion, index) =>
    candidateOf("price", `case ${"abc"[index]}`, call("price", "t", index), [assertion]),
  );
  const suite = emit(
    requestOf([{ unit: "price", entries: [{ kind: "table", title: "returns the expected value", cases }] }], UNITS),
  );
  expect(suite.tests.map((one) => one.testId.split("::")[1])).toEqual([
    "test_price_case_a",
    "test_price_case_b",
    "test_price_case_c",
  ]);
});

test("xunit style has a class per unit", () => {
  expect(
    bodyOf(single(BLANK, OTHER, DRAIN), { layout: layoutOf({ style: "xunit", quote: "single" }) }),
  ).toMatchInlineSnapshot(`
    "from shop.cart import drain, price


    class TestPrice:
        def test_returns_0_when_text_is_blank(self):
            assert price('', 2) == 0

        def test_returns_none_when_rate_is_0(self):
            assert price('a', 0) is None


    class TestDrain:
        def test_empties_items(self):
            items = [1, 2]

            result = drain(items)
            assert result is None
            assert items == []
    "
  `);
});

test("floats are approximate wherever they are, but only where approx can be", () => {
  const body = bodyOf(
    single(
      candidateOf("price", "a", call("price", 1), [returns([float("0.1"), 2])]),
      candidateOf("price", "b", call("price", 1), [returns({ low: float("0.1"), rest: [float("0.2")] })]),
      candidateOf("price", "binary", call("price", 1), [returns([float("2.0"), 2, float("0.5")])]),
      candidateOf("price", "c", call("price", 1), [returns(float("nan"))]),
      candidateOf("price", "d", call("price", 1), [returns(float("inf"))]),
    ),
  );
  expect(body.match(/^ {4}assert .*$/gm)).toEqual([
    "    assert price(1) == pytest.approx([0.1, 2])",
    '    assert price(1) == {"low": pytest.approx(0.1), "rest": [pytest.approx(0.2)]}',
    "    assert price(1) == [2.0, 2, 0.5]",
    "    assert math.isnan(price(1))",
    '    assert price(1) == float("inf")',
  ]);
});

test("names that would clash or be collected are reached through their module", () => {
  const units = [unitNamed("list", ["n"]), unitNamed("test_connection"), unitNamed("pytest"), unitNamed("date")];
  const groups = single(
    candidateOf("list", "a", call("list", { $: "new", ref: "datetime:date", args: [2024, 1, 2] }), [
      returns([1], "iterate"),
    ]),
    candidateOf("test_connection", "a", call("test_connection"), [returns(1)]),
    candidateOf("date", "a", call("date"), [returns(float("1.5"))]),
  );
  expect(emit(requestOf(groups, units)).text.split("\n").slice(4, -4).join("\n")).toMatchInlineSnapshot(`
    "import datetime

    import pytest

    from shop import cart
    from shop.cart import date


    def test_list_a():
        assert list(cart.list(datetime.date(2024, 1, 2))) == [1]


    def test_test_connection_a():
        assert cart.test_connection() == 1


    def test_date_a():
        assert date() == pytest.approx(1.5)"
  `);
});

test("a function named like its module hides the module, so it gets an alias", () => {
  const units = [unitNamed("cart"), unitNamed("list", ["n"])];
  const text = emit(requestOf(single(candidateOf("list", "a", call("list", 1), [returns(1)])), units)).text;
  expect(text).toContain("from shop.cart import list as cart_list\n");
  expect(text).toContain("assert cart_list(1) == 1");
});

test("locals never shadow what the suite imports", () => {
  const test = candidateOf(
    "price",
    "a",
    { kind: "function", ref: ":price", args: [{ $: "var", name: "price" }] },
    [{ basis: "observed", kind: "variable", name: "price", value: [1], via: "call" }],
    [{ name: "price", value: [] }],
  );
  expect(bodyOf(single(test))).toContain(
    "    price_value = []\n\n    price(price_value)\n    assert price_value == [1]\n",
  );
});

test("titles that read alike still give different names", () => {
  const titles = [
    'returns "a-b"',
    'returns "a b"',
    'returns "a+b"',
    'returns "a_b"',
    "returns é",
    "returns è",
    "returns -1",
    "returns 1",
    `returns ${"very ".repeat(30)}long`,
    `returns ${"very ".repeat(30)}longer`,
  ];
  const tests = titles.map((title) => candidateOf("price", title, call("price", title), [returns(1)]));
  const names = emit(requestOf(single(...tests), UNITS)).tests.map((one) => one.testId.split("::")[1] ?? "");
  expect(new Set(names).size).toBe(titles.length);
  expect(names.every((name) => /^test_price_[a-z0-9_]+$/.test(name) && name.length < 84)).toBe(true);
});

test("no test for a unit name can break out of its line", () => {
  const names = emit(
    requestOf(single(candidateOf("Cart.__init__", 'raises "x"\n    import os', call("Cart", 1), [returns(1)])), UNITS),
  ).text;
  expect(names).toContain("def test_cart_init_raises_x_import_os():\n");
});
