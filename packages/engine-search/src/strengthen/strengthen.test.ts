import type { Candidate, Goal, Mutant, OpenGoal, Parameter, Proposal, Shape, Unit } from "@autotest/core";
import { describe, expect, test } from "vitest";
import { type FakeFile, fakeGoal, fakeUnit, type Marks, stopped } from "../testing/fake-probe.js";
import { proposeAll } from "../testing/propose-all.js";

const parameter = (name: string, kind: Shape["kind"]): Parameter => ({
  name,
  kind: "positional",
  optional: false,
  shapes: [{ kind, source: "annotation" }],
});

const mutant = (index: number, unit: string, original: string, replacement: string, line = index + 1): Mutant => ({
  index,
  unit,
  line,
  operator: "boundary",
  original,
  replacement,
});

function file(
  unit: Unit,
  functions: FakeFile["functions"],
  mutants: readonly Mutant[],
  conditions: readonly string[] = [],
): FakeFile {
  const goals = conditions.flatMap((condition, at) =>
    ["true", "false"].map((arm, side) => fakeGoal(1 + at * 2 + side, unit.name, condition, arm, at + 1)),
  );
  return { units: [unit], goals: [fakeGoal(0, unit.name, "", "entry"), ...goals], functions, mutants };
}

interface Said {
  readonly candidates: readonly Candidate[];
  readonly goals: readonly Goal[];
  readonly open: readonly OpenGoal[];
}

async function say(fake: FakeFile): Promise<Said> {
  const { proposals } = await proposeAll(fake);
  const of = <K extends Proposal["kind"]>(kind: K): readonly Extract<Proposal, { kind: K }>[] =>
    proposals.filter((each): each is Extract<Proposal, { kind: K }> => each.kind === kind);
  return {
    candidates: of("candidate").map(({ candidate }) => candidate),
    goals: of("goals").flatMap(({ goals }) => goals),
    open: of("open").map(({ open }) => open),
  };
}

/** `n < limit`, whose bound only one value shows. */
function bounded(limit: number, wrong: (marks: Marks, n: number) => boolean): FakeFile {
  const unit = fakeUnit("fee", { parameters: [parameter("n", "int")] });
  const fee = (marks: Marks, n: number): number => {
    marks.hit(0);
    const small = marks.mutant(0) ? wrong(marks, n) : n < limit;
    if (marks.compare("<", n, limit, 1, small) && marks.hit(1)) return 3;
    marks.hit(2);
    return 9;
  };
  return file(unit, { ":fee": fee }, [mutant(0, "fee", "n < 437", "n <= 437")], ["n < 437"]);
}

describe("a change no test notices", () => {
  test("gets a test with the value on the bound, and that test names the change as its goal", async () => {
    const { candidates, goals, open } = await say(bounded(437, (_, n) => n <= 437));
    expect(goals).toMatchObject([{ kind: "mutant", unit: "fee", line: 1, condition: "n < 437", arm: "n <= 437" }]);
    const id = goals[0]?.id ?? "";
    const keepers = candidates.filter((candidate) => candidate.goals.includes(id));
    expect(keepers.length).toBeGreaterThan(0);
    for (const { scenario, assertions } of keepers) {
      expect(scenario.act).toMatchObject({ args: [437] });
      expect(assertions).toMatchObject([{ kind: "returns", value: 9 }]);
    }
    expect(open).toEqual([]);
  });

  test("is listed when no input shows it", async () => {
    const { candidates, goals, open } = await say(bounded(437, (_, n) => !(n >= 437)));
    expect(candidates.length).toBe(2);
    expect(goals.length).toBe(1);
    expect(open).toMatchObject([{ goal: { kind: "mutant" }, code: "survives" }]);
    expect(open[0]?.reason).toContain("`n <= 437` instead of `n < 437`");
  });

  test("does not count when nothing but the wording of an error shows it", async () => {
    const unit = fakeUnit("fail", { parameters: [parameter("n", "int")], raises: ["Error"] });
    const fail = (marks: Marks): never => {
      marks.hit(0);
      throw new Error(marks.mutant(0) ? "XXno wayXX" : "no way");
    };
    const { goals } = await say(file(unit, { ":fail": fail }, [mutant(0, "fail", '"no way"', '"XXno wayXX"')]));
    expect(goals).toEqual([]);
  });

  test("that never ends is noticed", async () => {
    const unit = fakeUnit("spin", { parameters: [parameter("n", "int")] });
    const spin = (marks: Marks, n: number): unknown => {
      marks.hit(0);
      return marks.mutant(0) ? stopped(marks) : n + 5;
    };
    const { goals, candidates } = await say(file(unit, { ":spin": spin }, [mutant(0, "spin", "a", "b")]));
    expect(candidates[0]?.goals).toContain(goals[0]?.id);
  });
});

test("assertions that notice nothing their siblings do not are dropped, never the last one", async () => {
  const unit = fakeUnit("push", { parameters: [parameter("items", "list")] });
  const push =
    (returns: boolean) =>
    (marks: Marks, items: number[]): unknown => {
      marks.hit(0);
      if (!marks.mutant(0)) items.push(7);
      return returns && marks.mutant(1) ? 0 : items.length;
    };
  const both = [mutant(0, "push", "items.push(7)", ""), mutant(1, "push", "return n", "return 0")];
  const kinds = async (fake: FakeFile): Promise<unknown> =>
    (await say(fake)).candidates.map(({ assertions }) => assertions.map(({ kind }) => kind));
  expect(await kinds(file(unit, { ":push": push(true) }, both))).toEqual([["returns"]]);
  expect(await kinds(file(unit, { ":push": push(true) }, []))).toEqual([["returns", "argument"]]);
  const silent = (marks: Marks, items: number[]): unknown => {
    marks.hit(0);
    if (marks.mutant(0)) items.push(8);
    else items.push(7);
    return marks.mutant(1) ? 0 : items.length;
  };
  expect(await kinds(file(unit, { ":push": silent }, both))).toEqual([["returns", "argument"]]);
});

test("what no test noticed is said by one of those that get there, not by each", async () => {
  const unit = fakeUnit("sum", { parameters: [parameter("items", "list"), parameter("n", "int")] });
  const sum = (marks: Marks, items: number[], n: number): unknown => {
    marks.hit(0);
    if (marks.mutant(0)) items.push(7);
    const [less, more] = marks.mutant(1) ? ["lower", "higher"] : ["less", "more"];
    if (marks.compare("<", n, 0, 1, n < 0) && marks.hit(1)) return less;
    marks.hit(2);
    return more;
  };
  const mutants = [mutant(0, "sum", "", "items.push(7)"), mutant(1, "sum", "words", "other words")];
  const { candidates } = await say(file(unit, { ":sum": sum }, mutants, ["n < 0"]));
  expect(candidates.map(({ assertions }) => assertions.map(({ kind }) => kind)).sort()).toEqual([
    ["returns"],
    ["returns", "argument"],
  ]);
});

test("the same seed gives the same tests, whatever was drawn for mutants", async () => {
  const fake = bounded(437, (_, n) => n <= 437);
  expect(await say(fake)).toEqual(await say(fake));
});
