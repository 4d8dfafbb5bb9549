import { expect, test } from "vitest";
import type { Unit } from "../model/index.js";
import { changedUnits } from "./changed-units.js";

function unit(name: string, line: number, endLine: number, calls: readonly string[] = []): Unit {
  return { name, span: { line, endLine }, calls } as unknown as Unit;
}

const UNITS = [
  unit("Cart", 3, 20),
  unit("Cart.add", 5, 9),
  unit("Cart.total", 10, 20, ["price"]),
  unit("price", 22, 25),
  unit("label", 30, 31),
];

function changed(from: number, to = from): readonly string[] {
  return [...changedUnits(UNITS, { path: "a.py", lines: [{ from, to }] }, 31)];
}

test("a line belongs to the innermost unit around it", () => {
  expect(changed(6)).toEqual(["Cart.add"]);
  expect(changed(4)).toEqual(["Cart"]);
  expect(changed(9, 10)).toEqual(["Cart.add", "Cart.total"]);
});

test("who calls what changed is concerned too", () => {
  expect(changed(23)).toEqual(["price", "Cart.total"]);
});

test("lines outside of all units belong to the module", () => {
  expect(changed(1)).toEqual(["<module>"]);
});

test("of a new file everything is concerned", () => {
  expect([...changedUnits(UNITS, { path: "a.py", lines: null }, 31)].sort()).toEqual([
    "<module>",
    "Cart",
    "Cart.add",
    "Cart.total",
    "label",
    "price",
  ]);
});
