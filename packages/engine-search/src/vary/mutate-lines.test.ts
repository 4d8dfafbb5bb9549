import { expect, test } from "vitest";
import { testRandom } from "../testing/propose-all.js";
import { mutateLines } from "./mutate-lines.js";

function neighbours(text: string): ReadonlySet<string> {
  const random = testRandom("lines");
  return new Set(Array.from({ length: 2_000 }, () => mutateLines(text, ["yes"], random)));
}

test.each([
  ["a line is doubled", "Args:\n  x: 1\n  x: 1"],
  ["a line is doubled with another word", "Args:\n  x: 1\n  b: 1"],
  ["a line moves in", "Args:\n    x: 1"],
  ["a line that stands further in follows", "Args:\n  x: 1\n    yes"],
  ["a line stands before", "a\nArgs:\n  x: 1"],
  ["a block follows with other words", "Args:\n  x: 1\nyes:\n  yes: 1"],
  ["a word is another one", "yes:\n  x: 1"],
  ["a line goes", "Args:"],
])("%s", (_, wanted) => {
  expect(neighbours("Args:\n  x: 1")).toContain(wanted);
});

test("texts do not grow without end", () => {
  for (const text of neighbours("a\nb\nc\nd\ne\nf\ng\nh")) expect(text.split("\n").length).toBeLessThanOrEqual(8);
});
