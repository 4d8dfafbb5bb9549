import type { Scenario } from "@autotest/core";
import { expect, it } from "vitest";
import type { Target } from "./find-targets.js";
import { scenarioMisfits } from "./ledger.js";
import { fakeUnit } from "./testing/fake-probe.js";

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
