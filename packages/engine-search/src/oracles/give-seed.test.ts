import type { Observation, Probe, Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import type { Target } from "../ledger/find-targets.js";
import { createMeter } from "../ledger/stop-rules.js";
import type { Chosen } from "../shrink/cover-goals.js";
import { FAKE_DIALECT, fakeUnit } from "../testing/fake-probe.js";
import { createCatalog } from "../values/class-catalog.js";
import { giveSeed } from "./give-seed.js";

const clock = { now: () => 0, elapsed: () => 0, sleep: async () => {}, after: () => () => {} };
const unit = fakeUnit("deal", {
  parameters: [
    { name: "cards", kind: "positional", optional: false, shapes: [] },
    { name: "random_state", kind: "positional", optional: true, shapes: [] },
  ],
});
const target = { unit } as unknown as Target;
const deal: Scenario = { arrange: [], act: { kind: "function", ref: ":deal", args: [3] } };

/** A function whose result is another one in every world, unless it heeds its seed and was given one. */
function dealing(heeds: boolean): Probe {
  const show = (scenario: Scenario, chance: number): Observation => {
    const given = heeds && JSON.stringify(scenario.act).includes("42");
    const value = given ? 7 : chance;
    return {
      ...{ outcome: { kind: "returned", value, via: "call" }, changed: [], printed: { out: "", err: "" } },
      ...{ blocked: [], unstable: ["random"] },
    };
  };
  return {
    work: 0,
    run: async (batch: readonly Scenario[], { world }: { world?: { seed: number } } = {}) =>
      batch.map((scenario) => ({ hit: [], novel: false, observation: show(scenario, world?.seed ?? 0) })),
  } as unknown as Probe;
}

async function given(scenario: Scenario, heeds: boolean, keywords: boolean): Promise<Chosen["witness"]> {
  const probe = dealing(heeds);
  const [result] = await probe.run([scenario]);
  const observation = result?.observation as Observation;
  const witness = { target, scenario, hit: [], observation, worth: "evidence" as const, cost: 1 };
  const classes = createCatalog({ runtime: "", goals: [], hitOnImport: [], classes: [], shapes: {}, effects: [] }, []);
  const meter = createMeter({ seconds: 10, calls: 1_000 }, probe, clock, new AbortController().signal);
  const dialect = { ...FAKE_DIALECT, keywords };
  return (await giveSeed({ witness, goals: [] }, classes, dialect, probe, meter)).witness;
}

test("what depends on chance and takes a seed is given one, by name where the language has names", async () => {
  expect(await given(deal, true, true)).toMatchObject({
    seeded: true,
    scenario: { act: { args: [3], kwargs: { random_state: 42 } } },
  });
  expect(await given(deal, true, false)).toMatchObject({ seeded: true, scenario: { act: { args: [3, 42] } } });
});

test("a seed that changes nothing is not given, nor another one where there is one", async () => {
  expect((await given(deal, false, true)).scenario).toEqual(deal);
  const own: Scenario = { ...deal, act: { kind: "function", ref: ":deal", args: [3, 5] } };
  expect(await given(own, true, true)).toMatchObject({ scenario: own });
});
