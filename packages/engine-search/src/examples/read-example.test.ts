import { expect, test } from "vitest";
import { FAKE_DIALECT, fakeUnit } from "../testing/fake-probe.js";
import { readExamples, readLiterals } from "./read-example.js";

test.each([
  ['"Hello World", 3', ["Hello World", 3]],
  ["'it\\'s', -1.5, [1, ['a'], true]", ["it's", -1.5, [1, ["a"], true]]],
  ["None, False", [null, false]],
  ["", []],
])("reads the literals of %s", (text, values) => {
  expect(readLiterals(text, FAKE_DIALECT)).toEqual(values);
});

test.each(["x + 1", "f(2)", "[1, 2", "'open", "1 2"])("gives up on %s", (text) => {
  expect(readLiterals(text, FAKE_DIALECT)).toBeNull();
});

test("turns a documented call into a scenario on its unit", () => {
  const unit = fakeUnit("slugify", { examples: [{ call: "slugify('Top 10')", expected: "'top-10'", line: 3 }] });
  expect(readExamples(unit, FAKE_DIALECT).map((each) => each.scenario)).toEqual([
    { arrange: [], act: { kind: "function", ref: ":slugify", args: ["Top 10"] } },
  ]);
});
