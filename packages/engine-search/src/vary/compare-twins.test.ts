import type { Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { createPools } from "../draw/pools.js";
import { FAKE_DIALECT } from "../testing/fake-probe.js";
import { testRandom } from "../testing/propose-all.js";
import { createCatalog } from "../values/class-catalog.js";
import { compareTwins } from "./compare-twins.js";

const context = {
  random: testRandom("twins"),
  dialect: FAKE_DIALECT,
  classes: createCatalog({ runtime: "", goals: [], hitOnImport: [], classes: [], shapes: {}, effects: [] }, []),
  pools: createPools([], [], FAKE_DIALECT),
};
const on: Value = { $: "var", name: "token" };
const asking = (name: string, ...args: readonly Value[]): Scenario => ({
  arrange: [{ name: "token", call: { kind: "new", ref: ":Token", args: [1, "a"] } }],
  act: { kind: "method", on, name, args },
});

test("a comparison is made with what is made alike and with what is made nearly alike", () => {
  const twins = compareTwins(asking("__eq__", null), context).map(({ act }) => ("args" in act ? act.args[0] : null));
  expect(twins[0]).toEqual({ $: "new", ref: ":Token", args: [1, "a"] });
  expect(twins.slice(1).some((twin) => (twin as { args: readonly Value[] }).args[0] !== 1)).toBe(true);
  expect(compareTwins(asking("equals", null), context).length).toBeGreaterThan(1);
});

test("other methods are left alone", () => {
  expect(compareTwins(asking("lookup", null), context)).toEqual([]);
  expect(compareTwins(asking("__eq__"), context)).toEqual([]);
});
