import { expect, test } from "vitest";
import type { PytestDetails } from "./details.js";
import { place } from "./place.js";
import { layoutOf } from "./testing/requests.js";

function placeOf(
  path: string,
  importName: string,
  testFiles: readonly string[] = [],
  details: Partial<PytestDetails> = {},
  testDirectory = "tests",
): string {
  const layout = layoutOf({ testFiles, testDirectory, details: { sources: [path], ...details } });
  return place(
    { path, text: "", hash: "" },
    { ok: true, units: [], constants: [], importName, moduleKind: "python" },
    layout,
  );
}

test.each([
  ["a module", "cart.py", "cart", [], "tests/test_cart.py"],
  ["a module of a package", "shop/cart.py", "shop.cart", [], "tests/test_cart.py"],
  ["a package", "shop/__init__.py", "shop", [], "tests/test_shop.py"],
  ["a main module", "shop/__main__.py", "shop.__main__", [], "tests/test_shop_main.py"],
  ["a private module", "shop/_timer.py", "shop._timer", [], "tests/test_timer.py"],
  ["its own test file", "shop/cart.py", "shop.cart", ["tests/unit/test_cart.py"], "tests/unit/test_cart.py"],
  ["its own test file, the other way round", "shop/cart.py", "shop.cart", ["shop/cart_test.py"], "shop/cart_test.py"],
  ["its own test file, private module", "shop/_cart.py", "shop._cart", ["tests/test_cart.py"], "tests/test_cart.py"],
  ["a joined name", "shop/cart.py", "shop.cart", ["tests/test_shop_cart.py"], "tests/test_shop_cart.py"],
  [
    "the nearest of two",
    "shop/a/cart.py",
    "shop.a.cart",
    ["tests/a/test_cart.py", "tests/test_cart.py"],
    "tests/a/test_cart.py",
  ],
  ["a tree that mirrors", "shop/a/cart.py", "shop.a.cart", ["tests/shop/test_other.py"], "tests/shop/a/test_cart.py"],
])("%s", (_, path, importName, testFiles, expected) => {
  expect(placeOf(path, importName, testFiles, { sources: [path, "shop/other.py"] })).toBe(expected);
});

test("a tree that mirrors without the top package", () => {
  expect(
    placeOf("src/shop/orders/cart.py", "shop.orders.cart", ["tests/orders/test_other.py"], {
      sources: ["src/shop/orders/cart.py", "src/shop/orders/other.py"],
    }),
  ).toBe("tests/orders/test_cart.py");
});

test("twins never share a test file, nor a name pytest would confuse", () => {
  const sources = ["shop/a/cart.py", "shop/b/cart.py"];
  const files = ["tests/test_x.py"];
  expect(
    sources.map((path) => placeOf(path, path.replace(".py", "").replaceAll("/", "."), files, { sources })),
  ).toEqual(["tests/test_a_cart.py", "tests/test_b_cart.py"]);
  expect(sources.map((path) => placeOf(path, path.replace(".py", "").replaceAll("/", "."), [], { sources }))).toEqual([
    "tests/shop/a/test_cart.py",
    "tests/shop/b/test_cart.py",
  ]);
  const packaged = { sources, packages: ["tests", "tests/a"] };
  expect(placeOf("shop/b/cart.py", "shop.b.cart", ["tests/a/test_cart.py"], packaged)).toBe("tests/b/test_cart.py");
  // A file that does not say which of the twins it is about is left alone.
  expect(placeOf("shop/b/cart.py", "shop.b.cart", ["tests/test_cart.py"], { sources })).toBe("tests/test_b_cart.py");
});

test("the project's own pattern of test files is followed", () => {
  expect(placeOf("cart.py", "cart", [], { pythonFiles: ["*_test.py"] })).toBe("tests/cart_test.py");
  expect(placeOf("cart.py", "cart", [], { pythonFiles: ["check_*.py"] }, "checks")).toBe("checks/check_cart.py");
});

test("a private module leaves the suite of its public namesake alone", () => {
  const sources = ["shop/timer.py", "shop/_timer.py"];
  expect(placeOf("shop/_timer.py", "shop._timer", ["tests/test_timer.py"], { sources })).toBe("tests/test__timer.py");
});
