import type { ClassInfo, Unit } from "@autotest/core";
import { describe, expect, it } from "vitest";
import type { DrawContext } from "../draw/draw-context.js";
import { drawConstruction, drawInstance } from "../draw/draw-instance.js";
import { createPools } from "../draw/pools.js";
import type { Target } from "../ledger/find-targets.js";
import { scenarioMisfits } from "../ledger/misfit.js";
import { FAKE_DIALECT, fakeUnit } from "../testing/fake-probe.js";
import { testRandom } from "../testing/propose-all.js";
import { createCatalog } from "./class-catalog.js";

const kind = {
  name: "kind",
  kind: "positional",
  optional: false,
  shapes: [{ kind: "text", source: "annotation" }],
} as const;
const some: ClassInfo = {
  ...{ ref: ":Maybe", name: "Maybe", bases: [], abstract: true, parameters: [], factories: [":Maybe.some"] },
};
const closed: ClassInfo = { ...some, ref: ":Shape", name: "Shape", factories: [] };
const below: ClassInfo = { ...closed, ref: ":Circle", name: "Circle", abstract: false, bases: ["Shape"] };
const opened = { runtime: "", goals: [], hitOnImport: [], classes: [some, closed, below], shapes: {}, effects: [] };
const classes = createCatalog(opened, []);

describe("a class that others cannot construct", () => {
  it("is made by its alternatives, or by what is below it", () => {
    expect(classes.concrete(":Maybe")).toEqual([some]);
    expect(classes.concrete(":Shape")).toEqual([below]);
    const context: DrawContext = {
      ...{ random: testRandom("made"), dialect: FAKE_DIALECT, classes, pools: createPools([], [], FAKE_DIALECT) },
    };
    const made = Array.from({ length: 8 }, () => drawConstruction(some, context, 0));
    expect(new Set(made.map((each) => (each as { ref?: string }).ref))).toEqual(new Set([":Maybe.some"]));
  });

  it("does not hold the alternative to the parameters of its constructor", () => {
    const owner = fakeUnit("Maybe", { kind: "class", parameters: [kind] });
    const unit = fakeUnit("Maybe.map", { kind: "method", owner: "Maybe" });
    const target: Target = { unit, owner, own: [], reached: [], callees: [], writers: [], fields: [], open: true };
    const act = { kind: "method", on: { $: "var", name: "maybe" }, name: "map", args: [] } as const;
    const misfits = (ref: string, how: "new" | "function"): number =>
      scenarioMisfits({ arrange: [{ name: "maybe", call: { kind: how, ref, args: [2] } }], act }, target);
    expect([misfits(":Maybe.some", "function"), misfits(":Maybe", "new")]).toEqual([0, 1]);
  });
});

describe("a value with the members of a class", () => {
  const method = (name: string, writes: readonly string[] = []): Unit =>
    fakeUnit(name, { kind: "method", owner: name.split(".")[0] ?? "", ref: `:${name}`, writes });
  const units = [method("Shape.area", ["size"]), method("Circle.radius"), method("Maybe.map")];
  const members = createCatalog(opened, units);

  it("may be an instance of it, or of what is below it", () => {
    expect(members.having(["area"])).toEqual([below]);
    expect(members.having(["area", "size", "radius"])).toEqual([below]);
    expect(members.having(["map"])).toEqual([some]);
    expect(members.having(["area", "map"])).toEqual([]);
    expect(members.having([])).toEqual([]);
  });

  it("is mostly drawn as one", () => {
    const context: DrawContext = {
      ...{ random: testRandom("alike"), dialect: FAKE_DIALECT, classes: members },
      pools: createPools([], [], FAKE_DIALECT),
    };
    const fields = { radius: { kind: "callable", source: "usage" } } as const;
    const drawn = Array.from({ length: 12 }, () =>
      drawInstance({ kind: "instance", source: "usage", fields }, "round", context, 0),
    );
    const made = drawn.filter((each) => (each as { ref?: string }).ref === ":Circle");
    expect(made.length).toBeGreaterThan(5);
    expect(made.length).toBeLessThan(12);
  });
});
