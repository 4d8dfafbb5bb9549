import type { Candidate, Observation, Parameter, Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { createAsked } from "../ledger/asked.js";
import { FAKE_DIALECT, type FakeFile, fakeGoal, fakeUnit, type Marks } from "../testing/fake-probe.js";
import { proposeAll, testRandom } from "../testing/propose-all.js";
import { createCatalog } from "../values/class-catalog.js";
import type { DrawContext } from "./draw-context.js";
import { mutateSurroundings, surround } from "./draw-surroundings.js";
import { createPools } from "./pools.js";

const program: FakeFile = {
  units: [
    fakeUnit("main", { constants: ["--quiet", "yes"] }),
    fakeUnit("roll"),
    fakeUnit("log", { parameters: [] }),
    fakeUnit("lookup"),
  ],
  state: { known: {} },
  goals: [
    fakeGoal(0, "main", "", "entry"),
    fakeGoal(1, "main", "quiet", "true"),
    fakeGoal(2, "main", "debug", "true"),
    fakeGoal(3, "roll", "", "entry"),
    fakeGoal(4, "roll", "chance > 5", "true"),
    fakeGoal(5, "log", "", "entry"),
    fakeGoal(6, "lookup", "known", "true"),
    fakeGoal(7, "lookup", "known", "false"),
  ],
  functions: {
    ":main": (marks: Marks) => {
      marks.hit(0);
      if (marks.ask("arguments")?.includes("--quiet") && marks.hit(1)) return "quiet";
      if (marks.variable("DEBUG") === "1" && marks.hit(2)) return "debug";
      return "loud";
    },
    ":roll": (marks: Marks) => {
      marks.hit(3);
      const chance = marks.ask("chance") ?? Math.random();
      if (chance > 5) marks.hit(4);
      return `side ${chance}`;
    },
    ":lookup": (marks: Marks) => {
      const names = Object.keys(marks.state("known") ?? {});
      marks.hit(names.length > 0 ? 6 : 7);
      return names.length > 0 ? "known" : "nothing";
    },
    ":log": (marks: Marks) => {
      marks.ask("now");
      marks.hit(5);
      return "logged";
    },
  },
};

async function candidates(options = {}): Promise<readonly Candidate[]> {
  const { proposals } = await proposeAll(program, 1, 20_000, options);
  return proposals.flatMap((each) => (each.kind === "candidate" ? [each.candidate] : []));
}

const seen = (...asked: readonly string[]): Observation => ({
  outcome: { kind: "returned", value: null, via: "call" },
  ...{ changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [], asked },
});

const surroundingsOf = ({ scenario }: Candidate): Scenario["surroundings"] =>
  "surroundings" in scenario ? scenario.surroundings : undefined;

test("branches that hang on the command line, the environment or chance are reached, and said in the title", async () => {
  const found = await candidates();
  const met = new Set(found.flatMap(({ goals }) => goals));
  expect([...met].sort()).toEqual(["g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7"]);
  const quiet = found.find(({ goals }) => goals.includes("g1"));
  expect(quiet && surroundingsOf(quiet)?.arguments).toEqual(["--quiet"]);
  expect(quiet?.title).toContain("quiet");
  const debug = found.find(({ goals }) => goals.includes("g2"));
  expect(debug && surroundingsOf(debug)?.environment).toEqual({ DEBUG: "1" });
  const rolls = found.filter(({ unit }) => unit === "roll");
  for (const roll of rolls) {
    expect(roll.assertions).toEqual([
      { basis: "observed", kind: "returns", value: `side ${surroundingsOf(roll)?.chance}`, via: "call" },
    ]);
  }
});

test("what the module remembers is set: what it held at first, or something of its kind", async () => {
  const found = (await candidates()).filter(({ unit }) => unit === "lookup");
  const known = found.map((each) => [each.assertions[0], surroundingsOf(each)?.state?.known] as const);
  expect(known).toHaveLength(2);
  for (const [assertion, state] of known)
    expect(assertion).toMatchObject({ value: Object.keys(state ?? {}).length > 0 ? "known" : "nothing" });
});

test("a test that only notices a change to the code leaves nothing behind either", async () => {
  const items: Parameter = {
    ...{ name: "items", kind: "positional", optional: false },
    shapes: [{ kind: "list", source: "annotation" }],
  };
  const remembering: FakeFile = {
    units: [fakeUnit("size", { parameters: [items] })],
    state: { known: {} },
    goals: [fakeGoal(0, "size", "", "entry")],
    mutants: [{ index: 0, unit: "size", line: 1, column: 1, operator: "number", original: "3", replacement: "4" }],
    functions: {
      ":size": (marks: Marks, given: readonly Value[]) => {
        marks.hit(0);
        marks.state("known");
        return marks.mutant(0) && given.length > 2 ? -1 : given.length;
      },
    },
  };
  const { proposals } = await proposeAll(remembering, 1, 20_000);
  const found = proposals.flatMap((each) => (each.kind === "candidate" ? [each.candidate] : []));
  expect(found.length).toBeGreaterThan(1);
  expect(found.map((each) => surroundingsOf(each)?.state)).toEqual(found.map(() => ({ known: {} })));
});

test("a clock that changes nothing is not set", async () => {
  const log = (await candidates()).find(({ unit }) => unit === "log");
  expect(log && surroundingsOf(log)).toBeUndefined();
});

test("without the technique nothing is set, and what hangs on it stays open", async () => {
  const found = await candidates({ "engine-search": { without: ["surroundings"] } });
  expect(found.some((each) => surroundingsOf(each) !== undefined)).toBe(false);
  expect(found.flatMap(({ goals }) => goals)).not.toContain("g1");
});

test("only what was asked for and is not set yet is drawn; a neighbour sets the same parts", () => {
  const context: DrawContext = {
    random: testRandom("surroundings"),
    dialect: FAKE_DIALECT,
    classes: createCatalog({ runtime: "", goals: [], hitOnImport: [], classes: [], shapes: {}, effects: [] }, []),
    pools: createPools([], ["-v"], FAKE_DIALECT),
  };
  const bare: Scenario = { arrange: [], act: { kind: "function", ref: ":main", args: [] } };
  const asked = createAsked();
  expect(surround(bare, asked, context)).toBe(bare);
  const given = { ...bare, surroundings: { arguments: ["-v"], environment: { HOME: null } } };
  asked.note(bare, seen("arguments", "environment HOME", "environment DEBUG", "input", "tick", "uuid"));
  const { surroundings } = surround(given, asked, context);
  expect(surroundings).toMatchObject({ arguments: ["-v"], environment: { HOME: null } });
  expect(Object.keys(surroundings?.environment ?? {})).toEqual(["HOME", "DEBUG"]);
  expect(Object.keys(surroundings ?? {}).sort()).toEqual(["arguments", "environment", "input", "tick", "uuid"]);
  expect([0.5, 2, 1.5, 60]).toContain(surroundings?.tick);
  for (let turn = 0; turn < 40; turn++) {
    const near = mutateSurroundings(surroundings ?? {}, context);
    expect(Object.keys(near)).toEqual(Object.keys(surroundings ?? {}));
    expect(near.arguments?.length).toBeLessThanOrEqual(4);
  }
  // What is asked for although it is set cannot be set.
  asked.note({ ...bare, surroundings: surroundings ?? {} }, seen("environment HOME", "input"));
  const heard = surround({ ...bare, surroundings: surroundings ?? {} }, asked, context).surroundings;
  expect(Object.keys(heard ?? {}).sort()).toEqual(["arguments", "environment", "tick", "uuid"]);
  expect(Object.keys(heard?.environment ?? {})).toEqual(["DEBUG"]);
});
