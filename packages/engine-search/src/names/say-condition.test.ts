import { expect, test } from "vitest";
import { fakeGoal, fakeUnit } from "../testing/fake-probe.js";
import { sayCondition } from "./say-condition.js";

const unit = fakeUnit("f", {
  parameters: [
    { name: "items", kind: "positional", optional: false, shapes: [{ kind: "list", source: "annotation" }] },
    { name: "strict", kind: "positional", optional: true, shapes: [{ kind: "bool", source: "default" }] },
  ],
});

test.each([
  ["n <= 0", "true", "n is not positive"],
  ["n <= 0", "false", "n is positive"],
  ["not items", "true", "items is empty"],
  ["items", "false", "items is empty"],
  ["not strict", "true", "strict is false"],
  ["x is None", "true", "x is missing"],
  ["x !== undefined", "true", "x is given"],
  ["isinstance(value, (int, float))", "true", "value is an int or float"],
  ["typeof value === 'string'", "false", "value is not a string"],
  ["len(self.items) > 3", "true", "the length of items is above 3"],
  ['name.startswith("re")', "true", 'name starts with "re"'],
  ['unit === "kg"', "true", 'unit is "kg"'],
  ["n % 2 == 0", "false", "n is not divisible by 2"],
  ["not is_string(name)", "true", "name is not string"],
  ["!isEmpty(list)", "false", "list is empty"],
  ["for line in lines", "body", "lines has items"],
])("%s, %s: %s", (condition, arm, words) => {
  expect(sayCondition(fakeGoal(0, "f", condition, arm), unit)).toBe(words);
});

test("says nothing about conditions that words would not make clearer", () => {
  expect(sayCondition(fakeGoal(0, "f", "(a & 3) ^ f(b, c)[0] or g", "true"), unit)).toBeNull();
});
