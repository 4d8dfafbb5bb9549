import type { Parameter, Shape } from "@autotest/core";
import { expect, test } from "vitest";
import { createArms } from "./type-arms.js";

test("what only has the attributes that are read stands in for nothing where a class is declared", () => {
  const bag: Shape = { kind: "instance", source: "usage", fields: { key: { kind: "text", source: "usage" } } };
  const declared: Shape = { kind: "instance", source: "annotation", ref: ":Section" };
  const shapes = (...given: readonly Shape[]): readonly unknown[] => {
    const parameter: Parameter = { name: "section", kind: "positional", optional: false, shapes: given };
    return createArms(parameter, [])
      .arms.map(({ shape }) => shape)
      .filter((shape) => typeof shape === "object" && shape !== null);
  };
  expect(shapes(bag)).toEqual([bag]);
  expect(shapes(declared, bag)).toEqual([declared]);
});
