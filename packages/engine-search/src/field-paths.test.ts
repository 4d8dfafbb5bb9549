import type { Value } from "@autotest/core";
import { expect, test } from "vitest";
import { fieldPaths, valueAt } from "./field-paths.js";

const object = (fields: { readonly [name: string]: Value }): Value => ({ $: "object", type: "Thing", fields });
const order = object({
  id: 7,
  owner: object({ name: "Ann", _key: 1 }),
  lines: [object({ sum: 3 }), object({ sum: 4 })],
});

test("fields of fields and of elements are found by the way to them, the object's own first", () => {
  expect([...fieldPaths(order)]).toEqual([
    ["id", 7],
    ["owner.name", "Ann"],
    ["lines[0].sum", 3],
    ["lines[1].sum", 4],
  ]);
  expect([...fieldPaths([object({ sum: 3 }), 5])]).toEqual([["[0].sum", 3]]);
  expect(fieldPaths([1, 2]).size).toBe(0);
});

test("what lies at a way, or nothing", () => {
  for (const [path, value] of fieldPaths(order)) expect(valueAt(order, path)).toBe(value);
  expect(valueAt([object({ sum: 3 })], "[0].sum")).toBe(3);
  expect(valueAt(order, "lines[2].sum")).toBeUndefined();
  expect(valueAt(5, "id")).toBeUndefined();
});
