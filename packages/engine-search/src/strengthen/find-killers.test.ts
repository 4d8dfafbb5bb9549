import type { Mutant, Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import type { Hunt } from "../hunt/hunt.js";
import type { Target } from "../ledger/find-targets.js";
import { createMeter } from "../ledger/stop-rules.js";
import { NO_HABITS } from "../oracles/habits.js";
import { FAKE_LANGUAGE, fakeProbe, fakeUnit, type Marks } from "../testing/fake-probe.js";
import { findKillers } from "./find-killers.js";
import { BRIEF } from "./try-killers.js";

const call = (n: number): Scenario => ({ arrange: [], act: { kind: "function", ref: ":scale", args: [n] } });
const mutant = (index: number): Mutant => ({
  ...{ index, unit: "scale", line: 1, operator: "number", original: `${index}`, replacement: `${index + 1}` },
});

/** Two changes on every way through, which only what is large shows. */
const scale = (marks: Marks, n: number): number => {
  marks.hit(0);
  const [factor, more] = [marks.mutant(0) ? 3 : 2, marks.mutant(1) ? 8 : 7];
  return n < 1000 ? 1 : n * factor + more;
};

test("inputs that end differently are tried before many that end alike, and each for all changes it may show", async () => {
  const unit = fakeUnit("scale");
  const target: Target = {
    ...{ unit, owner: undefined, own: [], reached: [], callees: [], writers: [], fields: [], open: true },
  };
  const probe = fakeProbe({
    units: [unit],
    goals: [],
    functions: { ":scale": scale },
    mutants: [mutant(0), mutant(1)],
  });
  const pool = [...Array.from({ length: 60 }, (_, n) => call(n)), call(4321)];
  const hunt = { target, words: [], vary: () => pool, follow: () => [] } as unknown as Hunt;
  const clock = { now: () => 0, elapsed: () => 0, sleep: async () => {}, after: () => () => {} };
  const meter = createMeter({ seconds: 10, calls: 10_000 }, probe, clock, new AbortController().signal);
  const setting = { probe, language: FAKE_LANGUAGE, meter, habits: NO_HABITS, effort: BRIEF, hunts: [] };
  const killers = await findKillers(hunt, [mutant(0), mutant(1)], [call(0)], setting);
  expect(killers.map(({ witness, kills }) => [witness.scenario, [...kills]])).toEqual([[call(4321), [0, 1]]]);
});
