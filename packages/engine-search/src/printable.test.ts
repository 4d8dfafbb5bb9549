import type { Value } from "@autotest/core";
import { expect, test } from "vitest";
import { isPrintable } from "./printable.js";
import { FAKE_LANGUAGE } from "./testing/fake-probe.js";

const long = "7".repeat(81);
const short = "7".repeat(80);

test.each<[string, (text: string) => Value]>([
  ["a text", (text) => text],
  ["a whole number", (text) => ({ $: "int", v: text })],
  ["a whole number in a list", (text) => [1, { $: "int", v: text }]],
  ["an argument of a construction", (text) => ({ $: "new", ref: ":Fraction", args: [{ $: "int", v: text }] })],
  ["a named argument", (text) => ({ $: "new", ref: ":Fraction", args: [], kwargs: { of: text } })],
  ["the key of a map", (text) => ({ $: "map", v: [[text, 1]] })],
  ["a regular expression", (text) => ({ $: "regexp", source: text, flags: "" })],
])("%s of more than 80 characters is never a literal of a test", (_what, make) => {
  expect(isPrintable(make(short), FAKE_LANGUAGE)).toBe(true);
  expect(isPrintable(make(long), FAKE_LANGUAGE)).toBe(false);
});
