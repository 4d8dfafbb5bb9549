import { expect, test } from "vitest";
import { mutateToy } from "./toy-mutation.js";

test("a test is made for a mutant, proven on it, written, and confirmed by the tool", async () => {
  const { result, fates, read } = await mutateToy("f.a=1\nf.b=2\n", [{ id: "search", rounds: [["f.a=1"]] }]);
  expect(fates).toEqual({ "f.a=1": "f.a=1", "f.b=2": "not-reached" });
  const [{ suite }] = result.written as [(typeof result.written)[number]];
  expect(read(suite.path).split("\n").slice(1)).toEqual(["f.a=1", ""]);
  expect(result.mutants[0]?.kill).toMatchObject({ by: "assertion", confirmed: true, suite: suite.path });
  expect(result.after.tool).toEqual({ detected: 1, total: 2 });
});

test("one test is kept for all it kills, also for what it was not made for", async () => {
  const { fates, result } = await mutateToy("f.a=1\nf.b=2\ng.c=3\n", [
    {
      id: "search",
      rounds: [["f.a=1 f.b=2 g.c=3", "f.b=2"]],
      claims: (line, title) => line !== "g.c=3" && title.includes(line),
    },
  ]);
  expect(new Set(Object.values(fates))).toEqual(new Set(["f.a=1 f.b=2 g.c=3"]));
  expect(result.written[0]?.suite.tests).toBe(1);
});

test("a unit is searched again while its survivors fall, and only it", async () => {
  const asked: string[][] = [];
  const rounds = [["f.a=1"], ["f.b=2"], []];
  const { fates } = await mutateToy("f.a=1\nf.b=2\nf.c=3\ng.d=4\n", [{ id: "search", rounds, asked }]);
  expect(asked).toEqual([["f.a=1", "f.b=2", "f.c=3", "g.d=4"], ["f.b=2", "f.c=3"], ["f.c=3"]]);
  expect(fates).toEqual({ "f.a=1": "f.a=1", "f.b=2": "f.b=2", "f.c=3": "not-reached", "g.d=4": "not-reached" });
});

test("a test that was seen to pass on a mutant is not tried again, and the mutant says so", async () => {
  const asked: string[][] = [];
  const rounds = [["f.a=1"], ["f.a=1"], ["f.a=1"]];
  const { fates, result } = await mutateToy("f.a=1\nf.b=2\n", [{ id: "search", rounds, asked, claims: () => true }]);
  expect(fates).toEqual({ "f.a=1": "f.a=1", "f.b=2": "not-proven" });
  expect(asked).toHaveLength(2);
  expect(result.written[0]?.suite.tests).toBe(1);
});

test("what search left open goes to the engine that reads words, and only when there is a model", async () => {
  const asked: string[][] = [];
  const engines = [
    { id: "search", rounds: [["f.a=1"]] },
    { id: "model", readsWords: true, rounds: [["f.b=2"]], asked },
  ];
  const { fates, result } = await mutateToy("f.a=1\nf.b=2\ng.c=3\n", engines);
  expect(asked).toEqual([["f.b=2", "g.c=3"]]);
  expect(fates).toEqual({ "f.a=1": "f.a=1", "f.b=2": "f.b=2", "g.c=3": "not-reached" });
  expect(result.cost).toMatchObject({ kept: 1, goals: 1 });
  const without = await mutateToy("f.a=1\nf.b=2\n", engines, { model: null });
  expect(without.fates["f.b=2"]).toBe("not-reached");
  expect(without.result.cost).toBeNull();
});

test("no kill of a file is believed when an unchanged copy fails as mutants do", async () => {
  const { result, fates } = await mutateToy("f.leak=1\nf.b=2\n", [
    { id: "search", rounds: [["f.b=2"]] },
    { id: "model", readsWords: true, rounds: [["f.leak=1"]] },
  ]);
  expect(fates).toEqual({ "f.leak=1": "not-reached", "f.b=2": "distrusted" });
  expect(result.warnings).toEqual([
    "after the mutants of a.toy, tests fail on it as it is: one of the mutants left something behind; no kill in it is believed",
  ]);
  expect(result.written).toEqual([]);
  expect(result.after).toEqual(result.before);
});

test("what a person accepts is not searched for, and counted apart", async () => {
  const engine = { id: "search", rounds: [["f.a=1 f.b=2"]] };
  const { result } = await mutateToy("f.a=1\nf.b=2\n", [engine], { measureOnly: true });
  const id = result.mutants[0]?.id ?? "";
  const asked: string[][] = [];
  const accepted = new Map([[id, "nobody looks"]]);
  const { fates, result: second } = await mutateToy("f.a=1\nf.b=2\n", [{ ...engine, asked }], { accepted });
  expect(asked).toEqual([["f.b=2"]]);
  expect(fates).toEqual({ "f.a=1": "accepted", "f.b=2": "f.a=1 f.b=2" });
  expect(second.leftOut).toEqual({ triage: 0, accepted: 1 });
  expect(second.after).toEqual({
    tool: { detected: 1, total: 2 },
    honest: { detected: 1, total: 2 },
    triaged: { detected: 1, total: 1 },
  });
  const files = { "tests/a.toy.txt": "f.a=1\n" };
  const third = await mutateToy("f.a=1\nf.b=2\n", [engine], { accepted, files });
  expect(third.result.warnings).toEqual([`${id} of mutate.accept does not survive any more: take it out`]);
});

const OURS = '#{"version":"0.0.0","seed":1,"fingerprint":"","command":""}\nf.a=1\n';

test("merge: into the suite that is there, beside the tests in it, once", async () => {
  const engine = { id: "search", rounds: [["f.b=2"]] };
  const placement = "merge" as const;
  const first = await mutateToy("f.a=1\nf.b=2\n", [engine], { placement, files: { "tests/a.toy.txt": OURS } });
  expect(first.fates).toEqual({ "f.a=1": "Killed", "f.b=2": "f.b=2" });
  expect(first.result.written.map(({ suite }) => [suite.path, suite.action])).toEqual([
    ["tests/a.toy.txt", "extended"],
  ]);
  expect(first.read("tests/a.toy.txt")).toBe(`${OURS}f.b=2\n`);
  const files = { "tests/a.toy.txt": first.read("tests/a.toy.txt") };
  const second = await mutateToy("f.a=1\nf.b=2\n", [engine], { placement, files });
  expect(second.fates).toEqual({ "f.a=1": "Killed", "f.b=2": "Killed" });
  expect(second.result.written).toEqual([]);
});

test("merge: the suite of somebody else is left alone", async () => {
  const files = { "tests/a.toy.txt": "f.a=1\n" };
  const { result, read } = await mutateToy("f.a=1\nf.b=2\n", [{ id: "search", rounds: [["f.b=2"]] }], {
    placement: "merge",
    files,
  });
  expect(read("tests/a.toy.txt")).toBe("f.a=1\n");
  expect(result.written.map(({ suite }) => suite.path)).not.toContain("tests/a.toy.txt");
  expect(result.written).toHaveLength(1);
});

test("where the framework is missing and the tool is not, what survives is said and nothing is written", async () => {
  const engines = [{ id: "search", rounds: [["f.a=1"]] }];
  const files = { "tests/own.txt": "f.b=2\n" };
  const { result, fates } = await mutateToy("f.a=1\nf.b=2\n", engines, { files, hasFramework: false });
  expect(fates).toEqual({ "f.a=1": "not-run", "f.b=2": "Killed" });
  expect(result.skipped).toEqual([]);
  expect(result.written).toEqual([]);
  expect(result.warnings).toEqual([
    "no test is looked for in a.toy, what survives is only said: Toy test: not installed",
  ]);
});

test("where the tool cannot run either, what the framework lacks is what is said", async () => {
  const { result } = await mutateToy("f.a=1\n", [], { hasFramework: false, backends: [] });
  expect(result.skipped).toMatchObject([{ path: "a.toy", code: "prerequisite", reason: "Toy test: not installed" }]);
  expect(result.warnings).toEqual([]);
});
