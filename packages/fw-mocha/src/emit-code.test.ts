import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Candidate, Code, Layout } from "@autotest/core";
import { expect, it } from "vitest";
import { framework } from "./framework.js";
import { analysisOf, createProject, groupsOf, header, language, returns, sourceFile } from "./testing/project.js";

const SOURCE = `export class Cart { add(price) { if (price < 0) throw new RangeError('negative price'); return price; } }
export async function later(n) { return n + 1; }
export function join(a, b) { return a + b; }
`;

function written(unit: string, title: string, lines: readonly string[], more: Partial<Code> = {}): Candidate {
  const scenario = { arrange: [] as const, act: { kind: "code" as const, lines, refs: {}, ...more } };
  return { id: title, path: "lib/cart.js", unit, engine: "model", goals: [], title, scenario, assertions: [] };
}

const assert = "node:assert/strict:default";
const TESTS = [
  written(
    "Cart.add",
    "refuses a negative price",
    ["assert.throws(() => new Cart().add(-1), {", "    name: 'RangeError',", "});"],
    { refs: { assert, Cart: ":Cart" } },
  ),
  written(
    "later",
    "adds one",
    ["const text = `a", "  b`;", "assert.equal(await later(1), 2);", "assert.equal(text.length, 5);"],
    {
      refs: { assert, later: ":later" },
      async: true,
      raw: [1],
    },
  ),
  written("join", "is not that of paths", ["assert.equal(join('a', 'b'), 'ab');"], { refs: { assert, join: ":join" } }),
  returns("join", "adds texts", ["a", "c"], "ac"),
];

async function emitAndRun(layout: Partial<Layout>, manifest: string, existing?: string) {
  const project = createProject({ "package.json": manifest, "lib/cart.js": SOURCE });
  const found = await framework.detect(project.project, project.ctx);
  const request = {
    project: project.project,
    layout: { ...found, ...layout },
    language,
    file: sourceFile("lib/cart.js", SOURCE),
    analysis: analysisOf("esm", { "Cart.add": ["price"], later: { async: true }, join: ["a", "b"] }),
    path: "test/cart.js",
    groups: groupsOf(...TESTS),
    header,
    ...(existing === undefined ? {} : { existing }),
  };
  const suite = framework.emit(request);
  mkdirSync(join(project.project.root, "test"));
  writeFileSync(join(project.project.root, "test/cart.js"), suite.text);
  const result = await framework.run(
    { project: project.project, layout: request.layout, files: ["test/cart.js"] },
    project.ctx,
  );
  if (result.status !== "complete") throw new Error(`${result.problem.message}\n${result.output}`);
  const outcomes = new Map(result.tests.map((one) => [one.testId, one.message ?? one.outcome]));
  return {
    suite,
    outcomes: suite.tests.map((one) => outcomes.get(one.testId)),
    again: framework.emit({ ...request, existing: suite.text }),
  };
}

it("writes tests that came as text as ordinary tests", async () => {
  const { suite, outcomes, again } = await emitAndRun({}, '{"type":"module"}');
  expect(outcomes).toEqual(TESTS.map(() => "passed"));
  expect(suite.text).toContain(`describe('later', () => {
  it('adds one', async () => {
    const text = \`a
  b\`;
    assert.equal(await later(1), 2);
    assert.equal(text.length, 5);
  });
});`);
  expect(again.text).toBe(suite.text);
});

it("writes them into a file of somebody else's, with its names", async () => {
  const existing =
    "import { join } from 'node:path';\nimport { strict as check } from 'node:assert';\n\ndescribe('paths', () => {\n\tit('join', () => {\n\t\tcheck.equal(join('a', 'b'), 'a/b');\n\t});\n});\n";
  const { suite, outcomes, again } = await emitAndRun({ indent: "\t" }, '{"type":"module"}', existing);
  expect(outcomes).toEqual(TESTS.map(() => "passed"));
  expect(suite.text).toContain("\t\tconst join = cartJoin;");
  expect(again.text).toBe(suite.text);
});
