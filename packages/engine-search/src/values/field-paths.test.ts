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
  expect([...fieldPaths(order, () => true, true)].at(-1)).toEqual(["lines:len", 2]);
  expect(valueAt(order, "lines:len")).toBe(2);
  expect(fieldPaths([1, 2]).size).toBe(0);
});

test("what is too long to be stated whole has parts: elements, members, lines, ends", () => {
  const isWhole = (value: Value): boolean => JSON.stringify(value).length < 20;
  const page = `${"-".repeat(60)}\n\nMonday\nTuesday`;
  const parts: [Value, [string, Value][]][] = [
    [
      [1, "a".repeat(30), [2]],
      [
        ["[0]", 1],
        ["[1]:first[40]", "a".repeat(30)],
        ["[1]:last[40]", "a".repeat(30)],
        ["[2]", [2]],
      ],
    ],
    [
      { "a b": 1, c: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
      [['["a b"]', 1], ...Array.from({ length: 10 }, (_, at): [string, Value] => [`["c"][${at}]`, at + 1])],
    ],
    [
      page,
      [
        [":line[2]", "Monday"],
        [":line[3]", "Tuesday"],
      ],
    ],
    [
      object({ text: page }),
      [
        ["text:line[2]", "Monday"],
        ["text:line[3]", "Tuesday"],
      ],
    ],
  ];
  for (const [value, expected] of parts) {
    expect([...fieldPaths(value, isWhole)]).toEqual(expected);
    for (const [path, part] of expected) expect(valueAt(value, path)).toEqual(part);
  }
});

test("what an object says of itself", () => {
  const told = object({ owner: object({ ":len": 2 }), ":str": "order" });
  expect([...fieldPaths(told)]).toEqual([
    [":str", "order"],
    ["owner:len", 2],
  ]);
  for (const [path, value] of fieldPaths(told)) expect(valueAt(told, path)).toBe(value);
  const long = object({ ":str": `order ${"-".repeat(60)}` });
  const parts = fieldPaths(long, (value) => typeof value !== "string" || value.length < 60);
  expect([...parts.keys()]).toEqual([":str:first[40]", ":str:last[40]"]);
  for (const [path, value] of parts) expect(valueAt(long, path)).toBe(value);
});

test("what lies at a way, or nothing", () => {
  for (const [path, value] of fieldPaths(order)) expect(valueAt(order, path)).toBe(value);
  expect(valueAt([object({ sum: 3 })], "[0].sum")).toBe(3);
  expect(valueAt(order, "lines[2].sum")).toBeUndefined();
  expect(valueAt(5, "id")).toBeUndefined();
});
