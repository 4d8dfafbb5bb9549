import type { ClassInfo, Shape, Unit, Value } from "@autotest/core";
import { expect, test } from "vitest";
import type { Target } from "../ledger/find-targets.js";
import { FAKE_DIALECT, fakeUnit } from "../testing/fake-probe.js";
import { testRandom } from "../testing/propose-all.js";
import { createCatalog } from "../values/class-catalog.js";
import { isTagged } from "../values/value-kind.js";
import { drawScenario } from "./draw-scenario.js";
import { drawValue } from "./draw-value.js";
import { createPools } from "./pools.js";

const parameter = (name: string): Unit["parameters"][number] => ({
  name,
  kind: "positional",
  optional: false,
  shapes: [{ kind: "text", source: "annotation" }],
});
const timers: ClassInfo = { ref: ":Timers", name: "Timers", bases: [], abstract: false, parameters: [], factories: [] };
const owner = fakeUnit("Timers", { kind: "class" });
const add = fakeUnit("Timers.add", {
  kind: "method",
  owner: "Timers",
  parameters: [parameter("name"), parameter("seconds")],
});
const longest = fakeUnit("Timers.longest", { kind: "method", owner: "Timers", parameters: [parameter("name")] });

test("steps often take what the act is given under the same name", () => {
  const target: Target = {
    unit: longest,
    ...{ owner, own: [], reached: [], callees: [], writers: [add], fields: [], open: true },
  };
  const context = {
    random: testRandom("steps"),
    dialect: FAKE_DIALECT,
    classes: createCatalog({ runtime: "", goals: [], hitOnImport: [], classes: [timers], shapes: {}, effects: [] }, []),
    pools: createPools([], [], FAKE_DIALECT),
  };
  const drawn = Array.from({ length: 60 }, () =>
    drawScenario(target, [], { omit: 0.5, steps: 4, strict: false }, context),
  );
  const pairs = drawn.flatMap((each): (readonly [Value, Value])[] => {
    if (each === null || !("args" in each.scenario.act)) return [];
    const wanted = each.scenario.act.args[0] as Value;
    return each.scenario.arrange.slice(1).flatMap((step) => {
      const call = "call" in step ? step.call : null;
      return call && "args" in call ? [[wanted, call.args[0] as Value] as const] : [];
    });
  });
  expect(pairs.length).toBeGreaterThan(20);
  expect(pairs.filter(([wanted, given]) => wanted === given).length).toBeGreaterThan(pairs.length / 3);
});

test("what is gone through once is often an iterator, and every other list never", () => {
  const context = {
    random: testRandom("once"),
    dialect: FAKE_DIALECT,
    classes: createCatalog({ runtime: "", goals: [], hitOnImport: [], classes: [], shapes: {}, effects: [] }, []),
    pools: createPools([], [], FAKE_DIALECT),
  };
  const iterators = (shape: Shape) =>
    Array.from({ length: 60 }, () => drawValue(shape, "", context)).filter((value) => isTagged(value));
  const list: Shape = { kind: "list", source: "usage", element: { kind: "int", source: "usage" } };
  expect(iterators({ ...list, once: true }).length).toBeGreaterThan(20);
  expect(iterators({ ...list, once: true }).length).toBeLessThan(50);
  expect(iterators(list)).toEqual([]);
});
