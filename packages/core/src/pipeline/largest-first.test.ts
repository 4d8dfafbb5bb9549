import { expect, it } from "vitest";
import { largestFirst } from "./largest-first.js";
import type { Target } from "./run-state.js";

const target = (path: string, text: string): Target =>
  ({ file: { path, text }, language: { id: path.split(".").at(-1) } }) as unknown as Target;

it("puts large files first, the languages one after the other; what is equal stays as it was", () => {
  const given = [
    target("a.js", "xx"),
    target("b.py", "x"),
    target("c.js", "x"),
    target("d.py", "xxx"),
    target("e.js", "xx"),
  ];
  expect(largestFirst(given).map(({ file }) => file.path)).toEqual(["d.py", "b.py", "a.js", "e.js", "c.js"]);
  expect(largestFirst([])).toEqual([]);
});
