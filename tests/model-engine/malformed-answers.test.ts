import { beforeAll, describe, expect, it } from "vitest";
import type { Framework, Language } from "../../packages/core/dist/index.js";
import { withTestContext } from "../../packages/core/dist/testing/index.js";
import { readAnswer } from "../../packages/engine-model/src/read-answer.js";
import { readCandidates } from "../../packages/engine-model/src/read-candidates.js";
import type { CodeScope } from "../../packages/engine-model/src/repair-code.js";
import mocha from "../../packages/fw-mocha/dist/index.js";
import pytest from "../../packages/fw-pytest/dist/index.js";
import javascript from "../../packages/lang-javascript/dist/index.js";
import python from "../../packages/lang-python/dist/index.js";
import { JAVASCRIPT_TESTS, PYTHON_TESTS, type Reading, WHOLE_ANSWERS } from "./malformed-answers.js";

const SOURCES = {
  python: { path: "shop.py", text: "import json\n\n\ndef total(prices):\n    return sum(prices)\n" },
  javascript: { path: "shop.mjs", text: "export function total(prices) {\n  return prices.length;\n}\n" },
};

async function scopeOf(language: Language, framework: Framework, name: keyof typeof SOURCES): Promise<CodeScope> {
  const { path, text } = SOURCES[name];
  return withTestContext({ files: { [path]: text, "package.json": '{ "name": "shop" }' } }, async (ctx) => {
    const file = { path, text, hash: "" };
    const analysis = await language.analyze(file, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    const layout = await framework.detect(ctx.project, ctx);
    const suite = { framework, layout, path: framework.place(file, analysis, layout) };
    const guide = framework.guide?.(layout);
    if (guide === undefined) throw new Error("no guide");
    return { request: { file, language, analysis, suite } as CodeScope["request"], guide, declared: new Set(["json"]) };
  });
}

const scopes: { python?: CodeScope; javascript?: CodeScope } = {};
beforeAll(async () => {
  scopes.python = await scopeOf(python().languages![0]!, pytest().frameworks![0]!, "python");
  scopes.javascript = await scopeOf(javascript().languages![0]!, mocha().frameworks![0]!, "javascript");
});

/** What becomes of an answer before anything is run: each test as the gate that drops it, or `run`. */
async function readingOf(said: string, name: keyof typeof SOURCES): Promise<Reading> {
  const answer = readAnswer(said);
  if (!answer.ok) return answer.reason;
  const scope = scopes[name] as CodeScope;
  const read = (await Promise.all(answer.answer.tests.map((one) => readCandidates(one, scope)))).flat();
  for (const { fault } of read) expect(fault?.reason ?? "runs").toMatch(/\w/);
  return read.map(({ fault }) => (fault === null ? "run" : `${fault.gate}: ${fault.reason}`));
}

/** A gate with the beginning of its reason is enough. */
function expectReading(found: Reading, wanted: Reading): void {
  if (typeof wanted === "string") expect(found).toBe(wanted);
  else {
    expect(typeof found === "string" ? [found] : found).toHaveLength(wanted.length);
    for (const [at, one] of wanted.entries()) expect(found[at]).toContain(one);
  }
}

/** The bar of the fault-injection programme. */
it("are eighty at least", () => {
  expect(WHOLE_ANSWERS.length + PYTHON_TESTS.length + JAVASCRIPT_TESTS.length).toBeGreaterThanOrEqual(80);
});

describe("an answer", () => {
  it.each(WHOLE_ANSWERS)("%s", async (_, said, wanted) => expectReading(await readingOf(said, "python"), wanted));
});

describe.each([
  ["python", PYTHON_TESTS],
  ["javascript", JAVASCRIPT_TESTS],
] as const)("a test in %s", (name, tests) => {
  for (const [form, code, wanted, imports = []] of tests) {
    it(form, async () => {
      const one = { name: "a", goals: ["G1"], imports, code, basis: "" };
      expectReading(await readingOf(JSON.stringify({ tests: [one], unreachable: [], needs: [] }), name), wanted);
    });
  }
});
