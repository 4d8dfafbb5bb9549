import { expect, test } from "vitest";
import { importLines } from "./emit-imports.js";
import { matchesFile, matchesName } from "./match-pattern.js";
import { readImports, topLevelNames } from "./read-imports.js";
import { readIni } from "./read-ini.js";
import { scanStatements } from "./scan-python.js";
import { spliceText } from "./splice-text.js";
import { footerLines } from "./suite-header.js";
import { wrapLine } from "./wrap-line.js";

const LONG = "x".repeat(60);

test("wraps as formatters do", () => {
  expect(wrapLine(`total = add("${LONG}", "short", 12345)`, "    ", "    ")).toEqual([
    "    total = add(",
    `        "${LONG}", "short", 12345`,
    "    )",
  ]);
  expect(wrapLine(`x = ["${LONG}", "and, more (", (1,), {}]`, "", "    ", ",")).toEqual([
    "x = [",
    `    "${LONG}",`,
    '    "and, more (",',
    "    (1,),",
    "    {},",
    "],",
  ]);
  expect(wrapLine(`x = f("${LONG}${LONG}")`, "", "    ")).toEqual(["x = f(", `    "${LONG}${LONG}",`, ")"]);
  expect(wrapLine(`x = ("${LONG}${LONG}")`, "", "    ")).toEqual(["x = (", `    "${LONG}${LONG}"`, ")"]);
  expect(wrapLine(`x = list(${LONG} for ${LONG} in y)`, "", "    ")).toEqual([
    "x = list(",
    `    ${LONG} for ${LONG} in y`,
    ")",
  ]);
  expect(wrapLine(`x = "${LONG}${LONG}"`, "", "    ")).toEqual([`x = "${LONG}${LONG}"`]);
});

test("finds statements with what belongs to them, and nothing inside strings or brackets", () => {
  const text = `"""Doc.
def no(): pass
"""
import os; import sys
from a import (
    b,  # )
)
x = [
1,
]

# alone

# above
@mark
# between
@mark(
    "x")
async def f(
    a="""
def g(): pass
"""):
    def inner():
        pass
# column zero inside

    return 1
try:
    pass
except OSError:
    pass
else:
    y = "\\
def h(): pass"
class C(B): pass
`;
  expect(
    scanStatements(text).map((one) => [one.kind, one.name, text.slice(one.start, one.end).split("\n")[0]]),
  ).toEqual([
    ["other", "", '"""Doc.'],
    ["import", "", "import os; import sys"],
    ["import", "", "from a import ("],
    ["other", "", "x = ["],
    ["function", "f", "# above"],
    ["other", "", "try:"],
    ["class", "C", "class C(B): pass"],
  ]);
  expect(text.slice(scanStatements(text)[4]!.start, scanStatements(text)[4]!.end)).toMatch(/return 1\n$/);
});

test("reads imports and other names of the top level", () => {
  const text =
    "import os.path, sys as system\nfrom . import (a as b,\n  c)\nfrom x.y import z  # d\n\n\ndef f():\n    import hidden\n\n\nfor i in []:\n    pass\nN: int = 1\nm = n = 2\ntry:\n    import tom\nexcept ImportError:\n    tom = None\n";
  expect(readImports(text)).toEqual([
    { module: "os.path", name: "", local: "os.path" },
    { module: "sys", name: "", local: "system" },
    { module: ".", name: "a", local: "b" },
    { module: ".", name: "c", local: "c" },
    { module: "x.y", name: "z", local: "z" },
  ]);
  expect([...topLevelNames(text)]).toEqual(expect.arrayContaining(["f", "N", "m", "tom"]));
  expect(topLevelNames(text).has("hidden")).toBe(false);
});

test("imports are sorted and wrapped as by isort", () => {
  const names = ["zeta", "Alpha", "LIMIT", "beta"].map((name) => ({ module: "shop.cart", name, local: name }));
  expect(
    importLines([...names, { module: "os", name: "", local: "os" }, { module: "shop", name: "x", local: "y" }]),
  ).toEqual(["import os", "from shop import x as y", "from shop.cart import LIMIT, Alpha, beta, zeta"]);
  const many = Array.from({ length: 12 }, (_, index) => ({
    module: "shop",
    name: `function_${String.fromCharCode(97 + index)}`,
    local: `function_${String.fromCharCode(97 + index)}`,
  }));
  expect(importLines(many)).toEqual(["from shop import (", ...many.map((one) => `    ${one.name},`), ")"]);
});

test("file patterns are pytest's", () => {
  expect(matchesFile("a/test_x.py", ["test_*.py"])).toBe(true);
  expect(matchesFile("a/xtest_x.py", ["test_*.py", "*_test.py"])).toBe(false);
  expect(matchesFile("a/check1.py", ["check[0-9].py"])).toBe(true);
  expect(matchesFile("a/check1.py", ["check[!0-9].py"])).toBe(false);
  expect(matchesFile("specs/a/x.py", ["specs/*.py"])).toBe(true);
  expect(matchesName("testing", ["test"])).toBe(true);
  expect(matchesName("it_works", ["it_*"])).toBe(true);
});

test("INI text is read as pytest reads it", () => {
  expect(
    readIni(
      "[other]\na = 1\n[pytest]\n# no\na: x = y ; comment\nb =\n  one\n  # two\n  three\n[next]\nc = 1\n",
      "pytest",
    ),
  ).toEqual({ a: "x = y", b: "one\nthree" });
  expect(readIni("a = 1\n", "pytest")).toBeNull();
});

test("splices keep what they do not touch", () => {
  expect(
    spliceText(
      "abc\r\ndef",
      [
        { at: 5, remove: 1, insert: "X\n" },
        { at: 0, remove: 0, insert: "1\n" },
        { at: 0, remove: 0, insert: "2" },
      ],
      "\r\n",
    ),
  ).toBe("1\r\n2abc\r\nX\r\nef");
});

test("the footer stays within the line length", () => {
  expect(footerLines(Array.from({ length: 40 }, () => "01234567")).every((line) => line.length <= 88)).toBe(true);
});
