import type { Call, Candidate, EmitRequest, TestGroup, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { emit } from "./emit.js";
import { pytest } from "./framework.js";
import { candidateOf, layoutOf, requestOf, unitNamed } from "./testing/requests.js";

const UNITS = [unitNamed("price", ["text"]), unitNamed("total", ["items"]), unitNamed("Cart", ["owner"])];
const act = (name: string, ...args: Value[]): Call => ({ kind: "function", ref: `:${name}`, args });

function one(unit: string, title: string, value: Value, ...args: Value[]): Candidate {
  return candidateOf(unit, title, act(unit, ...args), [{ basis: "observed", kind: "returns", value, via: "call" }]);
}

const A = one("price", "returns a", "a", 1);
const B = one("price", "returns b", "b", 2);
const C = one("total", "returns c", { $: "float", v: "1.5" }, []);
const D = one("total", "returns d", "d", { $: "new", ref: "datetime:date", args: [1, 2, 3] });

function groupsOf(...tests: readonly Candidate[]): readonly TestGroup[] {
  return [...new Set(tests.map((test) => test.unit))].map((unit) => ({
    unit,
    entries: tests.filter((test) => test.unit === unit).map((test) => ({ kind: "single", test })),
  }));
}

function suite(tests: readonly Candidate[], existing?: string, changes: Partial<EmitRequest> = {}): string {
  return emit(requestOf(groupsOf(...tests), UNITS, { ...(existing === undefined ? {} : { existing }), ...changes }))
    .text;
}

/** Lines of `text` that are not, or not so often, in `other`. */
function linesOnlyIn(text: string, other: string): readonly string[] {
  const rest = other.split("\n");
  return text.split("\n").filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

const STYLES = [layoutOf(), layoutOf({ style: "xunit" }), layoutOf({ style: "xunit", indent: "\t" })];

test.each(STYLES)("the same tests again change nothing ($style, %#)", (layout) => {
  const text = suite([A, B, C, D], undefined, { layout });
  expect(suite([A, B, C, D], text, { layout })).toBe(text);
});

test.each(STYLES)("any way to the same tests ends in the same file ($style, %#)", (layout) => {
  const whole = suite([A, B, C, D], undefined, { layout });
  for (const before of [[A], [B, D], [C], [A, C, D], [D]]) {
    const first = suite(before, undefined, { layout });
    expect(suite([A, B, C, D], first, { layout })).toBe(whole);
    expect(suite(before, whole, { layout })).toBe(first);
  }
});

test("a changed expectation is replaced where it stands, and the header tells the new source", () => {
  const text = suite([A, B]);
  const changed = suite([one("price", "returns a", "other", 1), B], text, {
    header: { version: "0.2.0", seed: 7, fingerprint: "ffff", command: "autotest generate shop" },
  });
  expect(linesOnlyIn(changed, text)).toEqual([
    "# Tests written by autotest 0.2.0, seed 7.",
    "# Source: shop/cart.py, fingerprint ffff",
    "# Again: autotest generate shop",
    '    assert price(1) == "other"',
    expect.stringMatching(/^# End of/),
  ]);
  expect(pytest.readHeader(changed)).toEqual({
    version: "0.2.0",
    seed: 7,
    fingerprint: "ffff",
    command: "autotest generate shop",
  });
});

test("what a person edited or added in a suite of ours stays, byte for byte", () => {
  const text = suite([A, B, C]);
  const edited = text
    .replace('    assert price(1) == "a"', '    # checked by hand\n    assert price(1)  == "A"')
    .replace(
      "def test_price_returns_b",
      "# A helper of mine.\n\nEXTRA = os.sep\n\n\ndef test_mine():\n    assert price(3) == EXTRA\n\n\ndef test_price_returns_b",
    )
    .replace("from shop", "import os\n\nfrom shop");
  const again = suite([one("price", "returns a", "new", 1), D], edited);
  expect(again).toContain('    # checked by hand\n    assert price(1)  == "A"\n');
  expect(again).toContain(
    "# A helper of mine.\n\nEXTRA = os.sep\n\n\ndef test_mine():\n    assert price(3) == EXTRA\n",
  );
  expect(again).toContain("import os\n");
  expect(again).not.toContain("test_price_returns_b");
  expect(again).not.toContain("test_total_returns_c");
  expect(again).not.toContain("pytest");
  expect(again).toContain("def test_total_returns_d");
  expect(again.match(/def test_price_returns_a\b/g)).toHaveLength(1);
  expect(suite([one("price", "returns a", "new", 1), D], again)).toBe(again);
});

test("a formatter is no edit", () => {
  const long = one("price", "returns a", "x".repeat(60), "y".repeat(30));
  const text = suite([long, B]);
  const formatted = text
    .replace(/assert price\(2\) == "b"/, "assert price( 2 ) == 'b'")
    .replace(/\(\n\s+"(y+)"\n\s+\)/, '("$1")');
  expect(formatted).not.toBe(text);
  expect(suite([long], formatted)).not.toContain("returns_b");
});

test("an edited method keeps its class", () => {
  const layout = layoutOf({ style: "xunit" });
  const text = suite([A, B, C], undefined, { layout }).replace('price(1) == "a"', 'price(1) == "mine"');
  const again = suite([C], text, { layout });
  expect(again).toContain('class TestPrice:\n    def test_returns_a(self):\n        assert price(1) == "mine"\n');
  expect(again).not.toContain("returns_b");
  const whole = suite([A, B, C], again, { layout });
  expect(whole.slice(0, whole.indexOf("# End"))).toBe(text.slice(0, text.indexOf("# End")));
});

const THEIRS = `"""Tests of the cart."""
import pytest

from shop.cart import price as cost  # noqa


@pytest.fixture
def cart():
    return {"a": 1}


def test_price_returns_a():
    assert cost(0)   ==   ""
`;

test("somebody's file gets what is missing behind its imports and our block at its end", () => {
  const text = suite([A, C], THEIRS);
  const { tests } = emit(requestOf(groupsOf(A, C), UNITS, { existing: THEIRS }));
  expect(tests.map((test) => test.testId)).toEqual([
    "tests/test_cart.py::test_price_returns_a_again",
    "tests/test_cart.py::test_total_returns_c",
  ]);
  expect(text).toMatchInlineSnapshot(`
    """"Tests of the cart."""
    import pytest

    from shop.cart import price as cost  # noqa
    from shop.cart import total


    @pytest.fixture
    def cart():
        return {"a": 1}


    def test_price_returns_a():
        assert cost(0)   ==   ""


    # Tests written by autotest 0.1.0, seed 1.
    # Source: shop/cart.py, fingerprint 0123456789abcdef
    # Again: autotest generate shop/cart.py


    def test_price_returns_a_again():
        assert cost(1) == "a"


    def test_total_returns_c():
        assert total([]) == pytest.approx(1.5)


    # End of the tests written by autotest: 3936bc49 d502d341
    "
  `);
  expect(linesOnlyIn(THEIRS, text)).toEqual([]);
  expect(suite([A, C], text)).toBe(text);
});

test.each([
  ["windows line ends", THEIRS.replaceAll("\n", "\r\n")],
  ["a byte-order mark", `\uFEFF${THEIRS}`],
  ["no line break at the end", THEIRS.trimEnd()],
  ["mixed line ends", THEIRS.replace('"""\n', '"""\r\n')],
  ["only a docstring", '"""Nothing yet."""\n'],
  ["only a comment", "# Nothing yet.\n"],
  ["no import", "def test_x():\n    assert True\n"],
  [
    "imports in brackets",
    "from shop.cart import (\n    Cart,\n    total,\n)\n\n\ndef test_x():\n    assert Cart and total\n",
  ],
  ["a main block", `${THEIRS}\n\nif __name__ == "__main__":\n    pytest.main()\n`],
  ["tabs", "def test_x():\n\tassert True\n"],
  [
    "strings that look like code",
    'TEXT = """\nimport nothing\ndef test_no(): pass\n# Tests written by autotest 9, seed 9.\n"""\n\n\ndef test_x():\n    assert TEXT\n',
  ],
])("every byte of somebody's file is kept: %s", (_, theirs) => {
  const text = suite([A, C], theirs);
  // Taking our insertions out again, by longest common order, gives back what was there.
  let at = 0;
  for (const sign of text) if (sign === theirs[at]) at += 1;
  expect(at).toBe(theirs.length);
  expect(text.endsWith("\n")).toBe(theirs.endsWith("\n") || theirs.includes("__main__"));
  expect(suite([A, C], text)).toBe(text);
  expect(suite([A, B, C, D], suite([A], theirs)).replace(/\r/g, "")).toContain("def test_total_returns_d():\n");
  const plain = text.replace(/\r/g, "");
  expect(plain).toMatch(/^from shop\.cart import .*price|^from shop\.cart import price|import price as cost/m);
  if (theirs.includes("\r\n") && !/[^\r]\n/.test(theirs)) expect(text).not.toMatch(/[^\r]\n/);
});

test("a block of ours in somebody's file is refreshed; nothing around it moves", () => {
  const first = suite([A, B, C], THEIRS);
  const below = `${first}\n\ndef test_below():\n    assert True\n`;
  const again = suite([one("price", "returns a", "new", 1), C], below);
  expect(again.startsWith(THEIRS.slice(0, THEIRS.indexOf("from shop")))).toBe(true);
  expect(again.endsWith("\n\ndef test_below():\n    assert True\n")).toBe(true);
  expect(again).not.toContain("returns_b");
  expect(again).toContain('assert cost(1) == "new"');
});

test("a suite without tests keeps the shape of a file", () => {
  expect(suite([])).toMatch(/^# Tests written/);
  expect(suite([], THEIRS)).toBe(THEIRS);
});

test("an existing import of the module is used", () => {
  const text = suite([A], "from shop import cart\n\n\ndef test_x():\n    assert cart\n");
  expect(text).toContain('assert cart.price(1) == "a"');
  expect(text.match(/import/g)).toHaveLength(1);
  expect(suite([A], "import shop.cart as c\n\n\ndef test_x():\n    assert c\n")).toContain('assert c.price(1) == "a"');
});

test("names that somebody's file binds are not taken", () => {
  const text = suite([A, D], "price = 3\n\n\ndef date():\n    pass\n");
  expect(text).toContain("cart.price(1)");
  expect(text).toContain("datetime.date(1, 2, 3)");
  expect(text).not.toMatch(/import .*\b(?:price|date)$/m);
});

test("only text of ours has a header", () => {
  expect(pytest.readHeader(THEIRS)).toBeNull();
  expect(pytest.readHeader("")).toBeNull();
  expect(pytest.readHeader("# Tests written by autotest 1, seed x.\n")).toBeNull();
  expect(pytest.readHeader(suite([A]).replaceAll("\n", "\r\n"))).toMatchObject({ version: "0.1.0", seed: 1 });
});
