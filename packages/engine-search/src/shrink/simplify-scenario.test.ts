import type { Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { fakeGoal, fakeUnit, type Marks } from "../testing/fake-probe.js";
import { proposeAll } from "../testing/propose-all.js";
import { createCatalog } from "../values/class-catalog.js";
import { simplifyScenario } from "./simplify-scenario.js";

test("a text that has to be long is one letter many times, which can be written by its length", async () => {
  const { proposals } = await proposeAll({
    units: [
      fakeUnit("read", {
        parameters: [
          { name: "line", kind: "positional", optional: false, shapes: [{ kind: "text", source: "annotation" }] },
        ],
      }),
    ],
    goals: [fakeGoal(0, "read", "", "entry"), fakeGoal(1, "read", "line.length > 60", "true")],
    functions: {
      ":read": (marks: Marks, line: string) => {
        marks.hit(0);
        return marks.compare(">", line.length, 60, 1, line.length > 60) && marks.hit(1) ? "long" : "short";
      },
    },
  });
  const texts = proposals.flatMap((each) =>
    each.kind === "candidate" && "args" in each.candidate.scenario.act ? each.candidate.scenario.act.args : [],
  );
  expect(texts).toContain("a".repeat(61));
});

test("an iterator is simpler as a list, or with fewer items", () => {
  const given = (value: Value): Scenario => ({ arrange: [], act: { kind: "function", ref: ":take", args: [value] } });
  const classes = createCatalog({ runtime: "", goals: [], hitOnImport: [], classes: [], shapes: {}, effects: [] }, []);
  const simpler = simplifyScenario(given({ $: "iterator", v: [2, 3] }), fakeUnit("take"), classes);
  expect(simpler).toContainEqual(given([2, 3]));
  expect(simpler).toContainEqual(given({ $: "iterator", v: [3] }));
});
