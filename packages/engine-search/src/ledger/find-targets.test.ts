import { expect, test } from "vitest";
import { fakeGoal, fakeUnit } from "../testing/fake-probe.js";
import { findTargets } from "./find-targets.js";

test("a test sets fields that a method reads, but for those that are sealed and those that have members", () => {
  const units = [
    fakeUnit("Box", { kind: "class", sealed: ["state"] }),
    fakeUnit("Box.size", { kind: "getter", owner: "Box" }),
    fakeUnit("Box.look", { kind: "method", owner: "Box", reads: ["state", "size", "label", "_inner"] }),
  ];
  const targets = findTargets(units, [fakeGoal(0, "Box.look", "", "entry")]);
  expect(targets.map(({ unit, fields }) => [unit.name, fields])).toEqual([["Box.look", ["label"]]]);
});
