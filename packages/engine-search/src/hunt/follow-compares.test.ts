import type { Compare, Outcome, Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import type { Pools } from "../draw/pools.js";
import type { Ledger } from "../ledger/ledger.js";
import { createCorpus } from "./corpus.js";
import { followCompares, type Learned } from "./follow-compares.js";
import { createNearMisses } from "./near-misses.js";

const calling = (value: string): Scenario => ({ arrange: [], act: { kind: "function", ref: ":f", args: [value] } });
const ERROR = { kind: "raised", ref: "builtins:ValueError", message: "" } as unknown as Outcome;

/** What is proposed after a run that made `compares`, while line 5 is open and goal 1 was met by errors only. */
function proposed(compares: readonly Compare[], outcome: Outcome): readonly unknown[] {
  const corpus = createCorpus();
  const learned: Learned = {
    corpus,
    misses: createNearMisses(),
    pools: { add: () => undefined } as unknown as Pools,
    ledger: { met: new Map(), spoiled: new Map([[1, {}]]) } as unknown as Ledger,
    follow: (_, { op }) => [calling(op)],
  };
  const observation = { outcome, changed: [], printed: { out: "", err: "" }, unstable: [] };
  followCompares(calling(""), { observation, hit: [1], compares } as never, false, new Set([5]), learned);
  const found: unknown[] = [];
  for (let next = corpus.next(); next; next = corpus.next()) found.push(...("args" in next.act ? next.act.args : []));
  return found;
}

test("what matched on the line before an open goal is followed", () => {
  const done: Outcome = { kind: "returned", value: null } as Outcome;
  const at = (line: number, op: string): Compare => ({ op, left: "a", right: "b", line });
  expect(proposed([at(4, "match")], done)).toEqual(["match"]);
  expect(proposed([at(4, "==")], done)).toEqual([]);
  expect(proposed([at(3, "match")], done)).toEqual([]);
});

test("what was compared right before an error that hides a goal is followed", () => {
  const compares = ["a", "b", "c", "d"].map((op, at): Compare => ({ op, left: at, right: "b", line: 9 }));
  expect(proposed(compares, ERROR)).toEqual(["b", "c", "d"]);
  expect(proposed(compares, { kind: "returned", value: null } as Outcome)).toEqual([]);
});

test("what a text could speak of is followed whatever else was compared, wherever it is and without a gain", () => {
  const late = Array.from({ length: 90 }, (_, n): Compare => ({ op: "==", left: n, right: -1, line: 9 }));
  const early: Compare = { op: "format", left: "Hi {}", right: ["name"], line: 1 };
  expect(proposed([early, ...late], { kind: "returned", value: null } as Outcome)).toEqual(["format"]);
});
