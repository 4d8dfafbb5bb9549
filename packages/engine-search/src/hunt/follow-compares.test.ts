import type { Compare, Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import { createPools } from "../draw/pools.js";
import { FAKE_DIALECT } from "../testing/fake-probe.js";
import { createCorpus } from "./corpus.js";
import { followCompares } from "./follow-compares.js";
import { createNearMisses } from "./near-misses.js";

test("follows what a text could speak of however much was compared after it, and whether or not anything was gained", () => {
  const scenario: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args: ["Hi {}"] } };
  const early: Compare = { op: "format", left: "Hi {}", right: ["name"], line: 1 };
  const late = Array.from({ length: 90 }, (_, n): Compare => ({ op: "==", left: n, right: -1, line: 2 }));
  const followed: string[] = [];
  followCompares(scenario, [early, ...late], false, new Set(), {
    corpus: createCorpus(),
    misses: createNearMisses(),
    pools: createPools([], [], FAKE_DIALECT),
    follow: (_, { op }) => {
      followed.push(op);
      return [];
    },
  });
  expect(followed).toEqual(["format"]);
});
