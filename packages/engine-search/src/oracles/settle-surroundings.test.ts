import type { Observation, Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import type { Target } from "../ledger/find-targets.js";
import { createMeter } from "../ledger/stop-rules.js";
import type { Chosen } from "../shrink/cover-goals.js";
import { FAKE_DIALECT, type FakeFile, fakeGoal, fakeProbe, fakeUnit, type Marks } from "../testing/fake-probe.js";
import { createCatalog } from "../values/class-catalog.js";
import { settleSurroundings } from "./settle-surroundings.js";

const program: FakeFile = {
  units: [fakeUnit("shell"), fakeUnit("log"), fakeUnit("count"), fakeUnit("stop"), fakeUnit("lookup")],
  state: { known: {} },
  goals: [fakeGoal(0, "shell", "", "entry")],
  functions: {
    ":shell": (marks: Marks) => {
      marks.hit(0);
      return marks.variable("SHELL") ?? "none";
    },
    ":log": (marks: Marks) => (marks.ask("now") === undefined ? "logged" : "logged"),
    ":lookup": (marks: Marks) => Object.keys(marks.state("known") ?? {}).length,
    ":stop": (marks: Marks) => `${marks.ask("tick") ?? 1} s`,
    ":count": (marks: Marks) => (marks.ask("chance") === undefined ? 2 : 2),
  },
};

/** What a chosen scenario sets once that is settled. */
async function settled(name: string, surroundings?: Scenario["surroundings"]): Promise<Scenario["surroundings"]> {
  const probe = fakeProbe(program);
  const bare: Scenario = { arrange: [], act: { kind: "function", ref: `:${name}`, args: [] } };
  const scenario = surroundings === undefined ? bare : { ...bare, surroundings };
  const [result] = await probe.run([scenario]);
  const target = { unit: fakeUnit(name) } as unknown as Target;
  const observation = result?.observation as Observation;
  const witness = { target, scenario, hit: [], observation, worth: "evidence" as const, cost: 1 };
  const chosen: Chosen = { witness, goals: name === "shell" ? program.goals : [] };
  const clock = { now: () => 0, elapsed: () => 0, sleep: async () => {}, after: () => () => {} };
  const meter = createMeter({ seconds: 10, calls: 1_000 }, probe, clock, new AbortController().signal);
  const classes = createCatalog(probe.opened, []);
  const [found] = await settleSurroundings([chosen], { probe, classes, dialect: FAKE_DIALECT }, meter);
  return found?.witness.scenario.surroundings;
}

test("a variable that was looked for in vain is unset by the test, whoever's shell it is", async () => {
  expect(await settled("shell")).toEqual({ environment: { SHELL: null } });
  expect(await settled("shell", { arguments: [] })).toEqual({ arguments: [], environment: { SHELL: null } });
  expect(await settled("shell", { environment: { SHELL: "sh" } })).toEqual({ environment: { SHELL: "sh" } });
});

test("a clock that nothing depends on is left alone; a number is kept from moving", async () => {
  expect(await settled("log", { now: 5 })).toBeUndefined();
  expect(await settled("log", { now: 5, arguments: ["-v"] })).toEqual({ arguments: ["-v"] });
  expect(await settled("count", { chance: 3 })).toEqual({ chance: 3 });
  expect(await settled("log", { now: 5, tick: 2 })).toBeUndefined();
  expect(await settled("stop", { tick: 2 })).toEqual({ tick: 2 });
});

test("a variable of the module holds what it held at first, whatever other tests leave there", async () => {
  expect(await settled("lookup")).toEqual({ state: { known: {} } });
  expect(await settled("lookup", { state: { known: { a: 1 } } })).toEqual({ state: { known: { a: 1 } } });
});
