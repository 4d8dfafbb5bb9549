import type { Mutant, Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import { plantWords, rewriteTexts, wordsOf } from "./rewrite-texts.js";

const parse = (text: string): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: "epydoc:parse", args: [text] },
});
const mutant = (original: string, replacement: string): Mutant => ({
  index: 0,
  unit: "parse",
  line: 1,
  operator: "StringLiteral",
  original,
  replacement,
});
const textsOf = (scenarios: readonly Scenario[]): unknown[] =>
  scenarios.map(({ act }) => ("args" in act ? act.args[0] : null));

test("words of a change are what stands in its literals", () => {
  expect(wordsOf([mutant('"rtype"', '"XXrtypeXX"'), mutant("a + 'b'", "a - 'b'"), mutant('""', "1")])).toEqual([
    "rtype",
    "XXrtypeXX",
    "b",
  ]);
});

test("a known word makes room for a wanted one, and texts stand behind each other", () => {
  const found = textsOf(rewriteTexts([parse("@return a:"), parse("@b:")], ["rtype"], ["return", "b", "raise"]));
  expect(found).toContain("@rtype a:");
  expect(found).toContain("@return a:\n@b:");
  expect(found).toContain("@b:@b:");
  expect(rewriteTexts([parse("x".repeat(100))], ["rtype"], ["xx".repeat(20)]).map(({ act }) => act)).toHaveLength(1);
});

test("a word stands alone, and once and twice among others", () => {
  expect(textsOf(plantWords([parse("x")], [".", "."]))).toEqual([".", "a.b", "a.b.c"]);
  expect(plantWords([{ arrange: [], act: { kind: "function", ref: "epydoc:parse", args: [3] } }], ["."])).toEqual([]);
});
