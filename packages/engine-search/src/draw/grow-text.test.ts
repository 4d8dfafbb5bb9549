import { expect, test } from "vitest";
import { testRandom } from "../testing/propose-all.js";
import { growText } from "./grow-text.js";

const PATTERNS = [
  "^\\d{4}-\\d{2}-\\d{2}$",
  "^[a-z]+@[a-z]+\\.(com|org)$",
  "^(\\w+)\\s*=\\s*\\1$",
  "^#(?:[0-9a-fA-F]{3}){1,2}$",
  "^(?<year>\\d+)/\\k<year>$",
  "^[^abc\\s]{3}$",
  "^\\x41\\u0042\\t?$",
  "^[\\]\\-x]+$",
  "^(a|b(c|d)){2,3}$",
];

test.each(PATTERNS)("grows texts that match %s", (pattern) => {
  const random = testRandom(pattern);
  for (let times = 0; times < 30; times++) expect(growText(pattern, random)).toMatch(new RegExp(pattern));
});

test("survives patterns that are no patterns", () => {
  for (const broken of ["(", "[", "a{2", "\\", "(?<", "*", "((((((((((".repeat(20)])
    expect(growText(broken, testRandom("x"))).toBeTypeOf("string");
});
