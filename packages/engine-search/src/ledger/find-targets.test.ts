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

test("what fills an object comes before: methods that write what is read, and the item assignment of a container", () => {
  const member = (name: string, writes: readonly string[], reads: readonly string[] = []) =>
    fakeUnit(`Box.${name}`, { kind: "method", owner: "Box", ref: `:Box.${name}`, reads, writes });
  const units = [
    fakeUnit("Box", { kind: "class" }),
    member("get", [], ["items"]),
    member("add", ["items"]),
    member("rename", ["label"]),
    member("__setitem__", ["items"]),
    member("__eq__", ["items"]),
  ];
  const [target] = findTargets(units, [fakeGoal(0, "Box.get", "", "entry")]);
  expect(target?.writers.map(({ name }) => name)).toEqual(["Box.add", "Box.__setitem__"]);
});
