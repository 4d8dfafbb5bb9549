import { expect, test } from "vitest";
import { learnPattern } from "./learn-pattern.js";

const many = (make: (at: number) => string): readonly string[] => Array.from({ length: 17 }, (_, at) => make(at));

test.each<[string, readonly string[], string | null]>([
  ["a date", many((at) => `20${10 + at}-0${1 + (at % 9)}-1${at % 10}`), "[0-9]{4}-[0-9]{2}-[0-9]{2}"],
  ["hexadecimal", many((at) => `${(at * 7_919_777 + 4_000_000_007).toString(16)}`), "[0-9a-f]{8}"],
  ["few letters", many((at) => "abcdefghijklmnopqrstuvwxyz"[at] as string), "[0-9a-z]"],
  ["a constant part", many((at) => `user-${at}.`), "user-[0-9]+[.]"],
  ["no common form", many((at) => "a-".repeat(at)), null],
  ["always the same", many(() => "same"), null],
])("the form of %s", (_, texts, pattern) => {
  expect(learnPattern(texts)).toBe(pattern);
  if (pattern !== null) for (const text of texts) expect(text).toMatch(new RegExp(`^(?:${pattern})$`));
});
