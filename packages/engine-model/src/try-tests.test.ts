import type { Code, Goal, Mutant, Observation, Probe, RunOptions, ScenarioResult, Unit } from "@autotest/core";
import { expect, test } from "vitest";
import { tryTests } from "./try-tests.js";

const CODE: Code = { kind: "code", lines: ["assert f(1) == 2"], refs: { f: ":f" } };
const UNIT = { name: "f", ref: ":f" } as Unit;
const WAY = { id: "way", index: 0, kind: "branch" } as Goal;
const CHANGE = { id: "change", index: 1, kind: "mutant" } as Goal;
const MUTANTS: readonly Mutant[] = [0, 1].map((index) => ({
  index,
  unit: "f",
  line: 1,
  operator: "number",
  original: "1",
  replacement: "2",
}));

type Ending = "passes" | "asserts" | "crashes" | "never ends";

function ended(how: Ending): Observation {
  const raised = {
    ref: "",
    message: "",
    bases: [],
    explicit: false,
    line: 0,
    via: "call" as const,
    kind: "raised" as const,
  };
  const outcomes: { readonly [how in Ending]: Observation["outcome"] } = {
    passes: { kind: "returned", value: null, via: "call" },
    asserts: { ...raised, type: "AssertionError" },
    crashes: { ...raised, type: "TypeError" },
    "never ends": { kind: "stopped", why: "fuel", detail: "" },
  };
  return { outcome: outcomes[how], changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [] };
}

/** A probe under which the test ends in these ways: under each of its two changes, and with spoiled results. */
function probe(changed: readonly [Ending, Ending], spoiled: Ending | "nothing to spoil"): Probe {
  const run = async (batch: readonly unknown[], options: RunOptions = {}): Promise<readonly ScenarioResult[]> =>
    batch.map((_, at): ScenarioResult => {
      const { mutant, spoil, reach } = options;
      if (typeof mutant === "object")
        return { hit: [], novel: false, observation: ended(changed[mutant[at] as 0 | 1]) };
      if (spoil !== undefined)
        return spoiled === "nothing to spoil"
          ? { hit: [], novel: false, observation: ended("passes") }
          : { hit: [], novel: false, observation: ended(spoiled), spoiled: true };
      return { hit: [0], novel: false, observation: ended("passes"), ...(reach ? { reached: [0, 1] } : {}) };
    });
  return { run } as Probe;
}

const KEPT = { kind: "works", goals: ["way"] };
const NOTICES = { kind: "works", goals: ["way", "change"] };
const DROPPED = { kind: "fails", gate: "fails-when-undone" };

test.each([
  ["its assertion fails under a change", ["passes", "asserts"], "passes", NOTICES],
  ["it fails under a change with another error, and on other results", ["passes", "crashes"], "asserts", NOTICES],
  ["... and the unit gives nothing to spoil", ["passes", "crashes"], "nothing to spoil", NOTICES],
  ["... but says nothing about results", ["passes", "crashes"], "passes", DROPPED],
  ["no change shows, but other results do", ["passes", "passes"], "asserts", KEPT],
  ["... or cannot be used", ["passes", "passes"], "crashes", KEPT],
  ["nothing shows", ["passes", "passes"], "passes", DROPPED],
  ["nothing shows, and there is nothing to spoil", ["passes", "passes"], "nothing to spoil", DROPPED],
  ["a change never ends", ["passes", "never ends"], "passes", DROPPED],
] as const)("can it fail? %s", async (_, changed, spoiled, expected) => {
  const ground = { probe: probe(changed, spoiled), goals: [WAY, CHANGE], mutants: MUTANTS };
  expect(await tryTests([CODE], UNIT, ground)).toMatchObject([expected]);
});

test("without any change to try it on, other results alone decide", async () => {
  const ground = { probe: probe(["passes", "passes"], "passes"), goals: [WAY], mutants: [] };
  expect(await tryTests([CODE], UNIT, ground)).toMatchObject([DROPPED]);
  const none = { probe: probe(["passes", "passes"], "nothing to spoil"), goals: [WAY], mutants: [] };
  expect(await tryTests([CODE], UNIT, none)).toMatchObject([KEPT]);
});
