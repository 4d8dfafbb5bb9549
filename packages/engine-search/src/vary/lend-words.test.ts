import type { Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import { testRandom } from "../testing/propose-all.js";
import { lendWord } from "./lend-words.js";

const on = { $: "var", name: "parser" } as const;
const reading = (text: string, section: string): Scenario => ({
  arrange: [{ call: { kind: "method", on, name: "read", args: [text] } }],
  act: { kind: "method", on, name: "get", args: [section] },
});

test("names of a text that one call was given are asked for by another", () => {
  const random = testRandom("lend");
  const found = Array.from({ length: 50 }, () => lendWord(reading("[a]\nb=c", "x"), random));
  for (const word of ["a", "b", "c"]) expect(found).toContainEqual(reading("[a]\nb=c", word));
});

test("a text of one word lends nothing", () => {
  expect(lendWord(reading("abc", "x"), testRandom("lend"))).toBeNull();
});
