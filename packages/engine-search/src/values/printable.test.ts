import type { Value } from "@autotest/core";
import { expect, test } from "vitest";
import { FAKE_LANGUAGE, fakeGoal, fakeUnit, type Marks } from "../testing/fake-probe.js";
import { proposeAll } from "../testing/propose-all.js";
import { isPrintable } from "./printable.js";

const short = "12345678901234567890".repeat(4);
const long = `${short}7`;

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

test("what a text takes in source code counts, not what it holds", () => {
  const coloured = Array.from({ length: 12 }, (_, at) => `\u001b[${at}m`).join("");
  expect(coloured.length).toBeLessThan(60);
  expect(isPrintable(`${coloured}!`, FAKE_LANGUAGE)).toBe(false);
  expect(isPrintable({ $: "bytes", v: "ff".repeat(40) }, FAKE_LANGUAGE)).toBe(true);
  expect(isPrintable({ $: "bytes", v: "8f".repeat(20).concat("00") }, FAKE_LANGUAGE)).toBe(false);
});

test("a text that repeats a short piece may be long: it is written by its length", () => {
  expect(isPrintable("ab".repeat(100), { ...FAKE_LANGUAGE, print: () => '"ab" * 100' })).toBe(true);
});

test("a run that needs an unreadable input is no test, and the goal says so", async () => {
  const secret = Array.from({ length: 90 }, (_, at) => String.fromCharCode(97 + ((at * at) % 26))).join("");
  const { proposals } = await proposeAll({
    units: [
      fakeUnit("read", {
        parameters: [
          { name: "key", kind: "positional", optional: false, shapes: [{ kind: "text", source: "annotation" }] },
        ],
      }),
    ],
    goals: [fakeGoal(0, "read", "", "entry"), fakeGoal(1, "read", "key === secret", "true")],
    functions: {
      ":read": (marks: Marks, key: string) => {
        marks.hit(0);
        return marks.compare("==", key, secret, 1, key === secret) && marks.hit(1) ? "open" : "shut";
      },
    },
  });
  const met = proposals.flatMap((each) => (each.kind === "candidate" ? each.candidate.goals : []));
  expect(met).toEqual(["g0"]);
  expect(proposals).toContainEqual({
    kind: "open",
    open: expect.objectContaining({ reason: expect.stringContaining("more than 80 characters") }),
  });
});
