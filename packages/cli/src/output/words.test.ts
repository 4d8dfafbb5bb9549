import { goalWords } from "@autotest/core";
import { expect, test } from "vitest";
import { goal } from "../fixtures/sample-report.js";
import { change, count, duration, percent } from "./words.js";

test.each([
  [{ arm: "entry", condition: "" }, "Cart.total is never called"],
  [{ arm: "true", condition: "n  >\n 0" }, "Cart.total: `n > 0` is never true"],
  [{ arm: "false", condition: "n > 0" }, "Cart.total: `n > 0` is never false"],
  [{ arm: "body", condition: "for a in b" }, "Cart.total: the body of `for a in b` never runs"],
  [{ arm: "raise", condition: 'raise ValueError("no")' }, 'Cart.total never raises `ValueError("no")`'],
  [{ arm: "raise", condition: "raise" }, "Cart.total never raises"],
  [{ arm: "handler", condition: "KeyError" }, "Cart.total: the handler of `KeyError` never runs"],
  [{ arm: "handler", condition: "" }, "Cart.total: the handler never runs"],
  [{ arm: "case", condition: "x is 1" }, "Cart.total: the case `x is 1` never matches"],
  [{ arm: "unheard-of", condition: "x" }, "Cart.total: `x`, unheard-of, never runs"],
])("%o", (part, expected) => {
  expect(goalWords(goal("a.py", 1, part))).toBe(expected);
});

test("figures", () => {
  expect([0.04, 9.94, 9.96, 59.4, 61, 3600].map(duration)).toEqual([
    "0.0 s",
    "9.9 s",
    "10 s",
    "59 s",
    "1 min 01 s",
    "60 min 00 s",
  ]);
  expect([count(0, "test"), count(1, "test"), count(2, "test")]).toEqual(["0 tests", "1 test", "2 tests"]);
  expect([
    percent({ covered: 999, total: 1000 }),
    percent({ covered: 3, total: 3 }),
    percent({ covered: 0, total: 0 }),
  ]).toEqual([99, 100, null]);
  const totals = { lines: { covered: 1, total: 2 }, branches: { covered: 0, total: 0 } };
  const signs = { arrow: "->", none: "-" } as never;
  expect([
    change(null, totals, "lines", signs),
    change(null, totals, "branches", signs),
    change(totals, totals, "lines", signs),
  ]).toEqual(["0% -> 50%", "-", "50% -> 50%"]);
});
