import type { ClassInfo, Scenario, Shape, Unit } from "@autotest/core";
import { expect, test } from "vitest";
import { createPools } from "../draw/pools.js";
import type { Target } from "../ledger/find-targets.js";
import { FAKE_DIALECT, fakeUnit } from "../testing/fake-probe.js";
import { testRandom } from "../testing/propose-all.js";
import { createCatalog } from "../values/class-catalog.js";
import { giveOption } from "./give-option.js";

const number: readonly Shape[] = [{ kind: "int", source: "annotation" }];
const option = (name: string, kind: "positional" | "keywords" = "positional"): Unit["parameters"][number] => ({
  ...{ name, kind, optional: true, shapes: number },
});
const wrapper: ClassInfo = {
  ...{ ref: ":Wrapper", name: "Wrapper", bases: [], abstract: false, factories: [] },
  parameters: ["width", "lines"].map((name) => ({ name, optional: true, named: false, shapes: number })),
};
const unit = fakeUnit("Wrapper.fill", { kind: "method", owner: "Wrapper" });
const fill: Scenario = {
  arrange: [{ name: "wrapper", call: { kind: "new", ref: ":Wrapper", args: [] } }],
  act: { kind: "method", on: { $: "var", name: "wrapper" }, name: "fill", args: ["ab"] },
};

function given(scenario: Scenario, own: Unit, callees: readonly Unit[], keywords: boolean, wanted = ""): string[] {
  const target: Target = {
    ...{ unit: own, owner: undefined, own: [], reached: [], callees, writers: [], fields: [], open: true },
  };
  const opened = { runtime: "", goals: [], hitOnImport: [], classes: [wrapper], shapes: {}, effects: [] };
  const dialect = { ...FAKE_DIALECT, keywords };
  const context = {
    ...{ random: testRandom("options"), dialect },
    ...{ classes: createCatalog(opened, []), pools: createPools([own], [], dialect) },
  };
  return Array.from({ length: 60 }, () =>
    JSON.stringify(giveOption(scenario, target, new Set([wanted]), context), (_, value) =>
      typeof value === "number" ? 0 : value,
    ),
  );
}

test("options of the receiver are given alone and together, those wanted more often, and texts of more words with them", () => {
  const all = given(fill, unit, [], true, "lines");
  const count = (part: string): number => all.filter((one) => one.includes(part)).length;
  expect(count('"lines":0')).toBeGreaterThan(count('"width":0'));
  expect(count('{"lines":0}')).toBeGreaterThan(0);
  expect(all.some((one) => one.includes('"lines":0') && one.includes('"width":0'))).toBe(true);
  expect(all.some((one) => /"ab \w+ \w+/.test(one))).toBe(true);
});

test("what takes anything by name is given what it may hand on", () => {
  const wrap = fakeUnit("wrap", { parameters: [option("more", "keywords")], calls: ["Wrapper"] });
  const made = fakeUnit("Wrapper", { kind: "class", parameters: [option("width")] });
  const call: Scenario = { arrange: [], act: { kind: "function", ref: ":wrap", args: [] } };
  expect(given(call, wrap, [made], true)[0]).toContain('"kwargs":{"width":0}');
});

test("without names an option is given only when nothing before it is left out", () => {
  const pad = fakeUnit("pad", { parameters: [option("width"), option("fill")] });
  const call: Scenario = { arrange: [], act: { kind: "function", ref: ":pad", args: [] } };
  const all = new Set(given(call, pad, [], false));
  expect([...all].sort()).toEqual(
    [[0], [0, 0]].map((args) => JSON.stringify({ arrange: [], act: { kind: "function", ref: ":pad", args } })).sort(),
  );
  expect(given({ arrange: [], act: { kind: "function", ref: ":pad", args: [1, 2] } }, pad, [], false)[0]).toBe("null");
});
