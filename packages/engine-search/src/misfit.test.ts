import type { Shape, Value } from "@autotest/core";
import { expect, it } from "vitest";
import { countMisfits } from "./misfit.js";

it("a value that is only asked whether it is there may be anything", () => {
  const misfits = (value: Value, ...shapes: readonly Shape[]): number =>
    countMisfits({ kind: "function", ref: ":f", args: [value] }, [
      { name: "value", kind: "positional", optional: false, shapes },
    ]);
  const asked: Shape = { kind: "bool", source: "usage", weight: 0.3 };
  expect([misfits({}, asked), misfits(true, asked), misfits(3, asked)]).toEqual([0, 0, 0]);
  expect([misfits({}, asked, { kind: "text", source: "usage" }), misfits({}, { ...asked, weight: 1 })]).toEqual([1, 1]);
});
