import { expect, test } from "vitest";
import type { Target } from "../pipeline/run-state.js";
import type { ToolMutant } from "./result.js";
import { MODULE, whyAlive } from "./why-alive.js";

const TEXT = "def f(a):\n    b = a\n    return b\n    print(a)\n";
const TARGET = { file: { text: TEXT }, analysis: { units: [] } } as unknown as Target;

function mutant(id: string, more: Partial<ToolMutant> = {}): ToolMutant {
  const at = { start: { line: 2, column: 1 }, end: { line: 2, column: 2 } };
  return {
    ...{ id, toolId: id, path: "f.py", unit: "f", operator: "", original: "a", replacement: "b" },
    ...{ status: "Survived", isStatic: false, ...at, ...more },
  };
}

const TRIED = { said: new Map([["told", { code: "survives", reason: "in vain" }]]), switched: new Set(["on", "told"]) };

test.each([
  ["what an engine said", mutant("told", { start: { line: 4, column: 1 } }), "survives"],
  ["code behind a return", mutant("on", { start: { line: 4, column: 1 } }), "unreachable"],
  ["nobody gets there", mutant("on", { status: "NoCoverage" }), "no-coverage"],
  ["some test gets there, or into its function", mutant("on"), "not-reached"],
  ["run by an import", mutant("off", { unit: MODULE, isStatic: true }), "import-time"],
  ["a function nobody can name", mutant("off", { unit: MODULE }), "no-unit"],
  ["a place that cannot hold two versions", mutant("off"), "not-switchable"],
  ["a default that is also run by an import", mutant("off", { isStatic: true }), "not-switchable"],
])("%s", (_name, one, code) => {
  const why = whyAlive(one, TARGET, TRIED);
  expect(why.code).toBe(code);
  expect(why.reason).not.toBe("");
});
