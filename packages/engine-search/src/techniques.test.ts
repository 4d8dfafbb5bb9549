import type { Candidate, Parameter, Shape, Unit, Value } from "@autotest/core";
import { expect, test } from "vitest";
import plugin from "./index.js";
import { TECHNIQUE_NAMES } from "./techniques.js";
import { type FakeFile, fakeGoal, fakeUnit, type Marks } from "./testing/fake-probe.js";
import { proposeAll } from "./testing/propose-all.js";

const text: Shape = { kind: "text", source: "annotation" };

function parameter(name: string, ...shapes: readonly Shape[]): Parameter {
  return { name, kind: "positional", optional: false, shapes };
}

/** Asks for a word that stands nowhere in the code: only following the comparison gets there. */
const computed: FakeFile = {
  units: [fakeUnit("open", { parameters: [parameter("word", text)] })],
  goals: [fakeGoal(0, "open", "", "entry"), fakeGoal(1, "open", "word === secret", "true")],
  functions: {
    ":open": (marks: Marks, word: string) => {
      marks.hit(0);
      const secret = ["xyl", "oph"].join("");
      return marks.compare("==", word, secret, 1, word === secret) && marks.hit(1) ? "open" : "shut";
    },
  },
};

/** Asks for a number that stands in the code and is compared where nobody can look. */
const written: FakeFile = {
  units: [
    fakeUnit("lucky", { parameters: [parameter("n", { kind: "int", source: "annotation" })], constants: [739_391] }),
  ],
  goals: [fakeGoal(0, "lucky", "", "entry"), fakeGoal(1, "lucky", "n === 739391", "true")],
  functions: { ":lucky": (marks: Marks, n: number) => marks.hit(0) && n === 739_391 && marks.hit(1) },
};

/** Matches a pattern. */
const matched: FakeFile = {
  units: [fakeUnit("read", { parameters: [parameter("line", text)], patterns: ["^\\d{4}#[q-z]{3}$"] })],
  goals: [fakeGoal(0, "read", "", "entry"), fakeGoal(1, "read", "pattern.test(line)", "true")],
  functions: {
    ":read": (marks: Marks, line: string) => marks.hit(0) && /^\d{4}#[q-z]{3}$/.test(line) && marks.hit(1),
  },
};

/** Wants a word that only its type names. */
const declared: FakeFile = {
  units: [
    fakeUnit("turn", {
      parameters: [parameter("to", { kind: "literal", source: "annotation", values: ["port", "starboard"] })],
    }),
  ],
  goals: [fakeGoal(0, "turn", "", "entry"), fakeGoal(1, "turn", "to === 'starboard'", "true")],
  functions: { ":turn": (marks: Marks, to: string) => marks.hit(0) && to === "starboard" && marks.hit(1) },
};

/** One unit's type names the word, the other is given it under the same name and compares where nobody can look. */
const shared: FakeFile = {
  units: [...declared.units, fakeUnit("sail", { parameters: [parameter("to", text)] })],
  goals: [fakeGoal(0, "turn", "", "entry"), fakeGoal(2, "sail", "", "entry"), fakeGoal(1, "sail", "rudder", "true")],
  functions: {
    ...declared.functions,
    ":turn": (marks: Marks, to: string) => to === "starboard" && marks.hit(0),
    ":sail": (marks: Marks, to: string) => marks.hit(2) && to === "starboard" && marks.hit(1),
  },
};

/** One function remembers what another looks up. */
const remembering: FakeFile = {
  units: ["put", "get"].map((name) => fakeUnit(name, { parameters: [parameter("name", text)] })),
  goals: [fakeGoal(0, "put", "", "entry"), fakeGoal(2, "get", "", "entry"), fakeGoal(1, "get", "known", "true")],
  functions: {
    ":put": ({ hit, memory }: Marks, name: string) => hit(0) && memory.set(name, name).size,
    ":get": ({ hit, memory }: Marks, name: string) => hit(2) && memory.has(name) && hit(1) && memory.get(name),
  },
};

/** Says that what it gives back has a name, and is given anything. */
const passed: FakeFile = {
  units: [
    fakeUnit("last", {
      parameters: [parameter("items", { kind: "list", source: "annotation" })],
      returns: {
        kind: "record",
        source: "annotation",
        fields: { schedule: { kind: "callable", source: "annotation" } },
      },
    }),
  ],
  goals: [fakeGoal(0, "last", "", "entry"), fakeGoal(1, "last", "last.schedule", "true")],
  functions: {
    ":last": (marks: Marks, items: readonly { readonly schedule?: unknown }[]) =>
      marks.hit(0) && items.at(-1)?.schedule !== undefined && marks.hit(1),
  },
};

const documented: FakeFile = {
  ...computed,
  units: computed.units.map(
    (unit): Unit => ({ ...unit, examples: [{ call: 'open("xyloph")', expected: '"open"', line: 1 }] }),
  ),
};

async function candidatesWithout(file: FakeFile, ...without: readonly string[]): Promise<readonly Candidate[]> {
  const { proposals } = await proposeAll(file, 1, 6_000, { "engine-search": { without } });
  return proposals.flatMap((proposal) => (proposal.kind === "candidate" ? [proposal.candidate] : []));
}

async function metWithout(file: FakeFile, ...without: readonly string[]): Promise<readonly string[]> {
  return [...new Set((await candidatesWithout(file, ...without)).flatMap(({ goals }) => goals))].sort();
}

test.each([
  ["types", declared, ["types"]],
  ["types", passed, ["types"]],
  ["borrowing", shared, ["borrowing", "sequences"]],
  ["sequences", remembering, ["sequences"]],
  ["operands", computed, ["operands", "constants"]],
  ["constants", written, ["constants"]],
  ["patterns", matched, ["patterns"]],
  ["examples", documented, ["operands", "constants", "examples"]],
] as const)("what %s are for is met with them and not without", async (name, file, without) => {
  expect(await metWithout(file, ...without.filter((each) => each !== name))).toContain("g1");
  expect(await metWithout(file, ...without)).not.toContain("g1");
});

test("without shrinking inputs stay as they were found", async () => {
  const file: FakeFile = {
    units: [
      fakeUnit("long", { parameters: [parameter("items", { kind: "list", source: "annotation" }), parameter("more")] }),
    ],
    goals: [fakeGoal(0, "long", "", "entry"), fakeGoal(1, "long", "items.length > 2", "true")],
    functions: {
      ":long": (marks: Marks, items: Value) => marks.hit(0) && Array.isArray(items) && items.length > 2 && marks.hit(1),
    },
  };
  const shown = async (...without: readonly string[]): Promise<string> =>
    JSON.stringify((await candidatesWithout(file, ...without)).map(({ scenario }) => scenario));
  expect((await shown("shrinking")).length).toBeGreaterThan((await shown()).length);
});

test("leaving out nothing changes nothing, leaving out everything still gives tests", async () => {
  for (const file of [computed, written, matched, declared, documented]) {
    expect(await candidatesWithout(file)).toEqual(
      (await proposeAll(file, 1, 6_000)).proposals.flatMap((each) =>
        each.kind === "candidate" ? [each.candidate] : [],
      ),
    );
    expect(await metWithout(file, ...TECHNIQUE_NAMES)).toContain("g0");
  }
});

test("settings that do not fit are named, with what there is", () => {
  const { checkOptions } = plugin();
  expect(checkOptions?.({ without: ["operands", "sifting"] })).toEqual([]);
  expect(checkOptions?.({})).toEqual([]);
  const known = `known are ${TECHNIQUE_NAMES.join(", ")}`;
  expect(checkOptions?.({ without: ["operands", "mutant", 3] })).toEqual([
    { key: "without[1]", message: `unknown technique "mutant"; ${known}` },
    { key: "without[2]", message: `unknown technique 3; ${known}` },
  ]);
  expect(checkOptions?.({ without: "operands", wihtout: [] })).toEqual([
    { key: "wihtout", message: "unknown setting; the one there is: without" },
    { key: "without", message: `must be a list of techniques; ${known}` },
  ]);
});
