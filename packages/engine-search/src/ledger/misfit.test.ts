import type { Scenario, Shape, Value } from "@autotest/core";
import { expect, it } from "vitest";
import { fakeUnit } from "../testing/fake-probe.js";
import type { Target } from "./find-targets.js";
import { countMisfits, scenarioMisfits } from "./misfit.js";

it("a value that is only asked whether it is there may be anything", () => {
  const misfits = (value: Value, ...shapes: readonly Shape[]): number =>
    countMisfits({ kind: "function", ref: ":f", args: [value] }, [
      { name: "value", kind: "positional", optional: false, shapes },
    ]);
  const asked: Shape = { kind: "bool", source: "usage", weight: 0.3 };
  expect([misfits({}, asked), misfits(true, asked), misfits(3, asked)]).toEqual([0, 0, 0]);
  expect([misfits({}, asked, { kind: "text", source: "usage" }), misfits({}, { ...asked, weight: 1 })]).toEqual([1, 1]);
});

it("a receiver whose constructor is inherited fits whatever the runtime took", () => {
  const unit = fakeUnit("Child.parse", { kind: "method", owner: "Child" });
  const target = (parameters: Target["unit"]["parameters"]): Target =>
    ({ unit, owner: fakeUnit("Child", { kind: "class", parameters }) }) as unknown as Target;
  const scenario: Scenario = {
    arrange: [{ name: "child", call: { kind: "new", ref: ":Child", args: ["a", "b"] } }],
    act: { kind: "method", on: { $: "var", name: "child" }, name: "parse", args: [] },
  };
  const number = { name: "n", kind: "positional", optional: false, shapes: [{ kind: "int", from: "annotation" }] };
  expect(scenarioMisfits(scenario, target([]))).toBe(0);
  expect(scenarioMisfits(scenario, target([number as never]))).toBeGreaterThan(0);
});
