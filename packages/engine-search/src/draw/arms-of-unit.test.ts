import type { Parameter, Shape } from "@autotest/core";
import { expect, test } from "vitest";
import type { Target } from "../ledger/find-targets.js";
import { fakeUnit } from "../testing/fake-probe.js";
import { armsOfUnit } from "./arms-of-unit.js";

const text: Shape = { kind: "text", source: "usage" };
const number: Shape = { kind: "int", source: "annotation" };
const parameter = (name: string, ...shapes: readonly Shape[]): Parameter => ({
  ...{ name, kind: "positional", optional: false, shapes },
});

test("what a unit only hands on is what those it calls take it for", () => {
  const helper = fakeUnit("helper", { parameters: [parameter("rest", text), parameter("depth", text)] });
  const unit = fakeUnit("start", { parameters: [parameter("rest"), parameter("depth", number), parameter("other")] });
  const target: Target = {
    ...{ unit, owner: undefined, own: [], reached: [], callees: [helper], writers: [], fields: [], open: true },
  };
  const shapes = armsOfUnit(target, { other: [number] }).map(({ arms }) =>
    arms.map(({ shape }) => shape).filter((shape) => typeof shape === "object" && shape !== null),
  );
  expect(shapes).toEqual([[text], [number], [number]]);
});
