import { type NodeContext, ranTooLong, type TestRun } from "@autotest/core";
import { expect, it } from "vitest";
import { framework } from "./framework.js";
import { createProject } from "./testing/project.js";

const LIMIT_MS = 3_000;

/** Runs all tests with a limit for each; says how many processes that took. */
async function runLimited(
  files: { readonly [path: string]: string },
  cover: readonly string[] = [],
): Promise<{ readonly result: TestRun; readonly runs: number }> {
  const { project, ctx: real } = createProject({ "package.json": "{}", ...files });
  let runs = 0;
  const start: NodeContext["exec"]["start"] = (command) => {
    runs += 1;
    return real.exec.start(command);
  };
  const ctx = { ...real, exec: { ...real.exec, start } };
  const layout = await framework.detect(project, ctx);
  const result = await framework.run({ project, layout, files: [], cover, testTimeoutMs: LIMIT_MS }, ctx);
  return { result, runs };
}

it("fails a test that never ends alone, and runs the others again", async () => {
  const { result, runs } = await runLimited(
    {
      "lib/a.js": "exports.a = () => 1;\n",
      "test/a.js": `
        const { a } = require('../lib/a');
        describe('a', () => {
          it('good', () => a());
          it('endless', () => { for (;;); });
          describe('inner', () => { it('endless too', () => { for (;;); }); });
          it('fails', () => { throw new Error('no'); });
        });`,
      "test/b.js": "it('b', () => {});",
    },
    ["lib/a.js"],
  );
  const { tests, coverage } = result.status === "complete" ? result : { tests: [], coverage: [] };
  expect(tests.map(({ testId, outcome }) => [testId, outcome])).toEqual([
    ["test/b.js > b", "passed"],
    ["test/a.js > a > good", "passed"],
    ["test/a.js > a > fails", "failed"],
    ["test/a.js > a > endless", "failed"],
    ["test/a.js > a > inner > endless too", "failed"],
  ]);
  expect(tests.slice(-2)).toEqual([
    ranTooLong("test/a.js", "test/a.js > a > endless", LIMIT_MS),
    ranTooLong("test/a.js", "test/a.js > a > inner > endless too", LIMIT_MS),
  ]);
  expect(tests.at(-1)).toMatchObject({ failure: "timeout", message: "ran longer than 3 s" });
  expect(coverage?.[0]?.missedLines).toEqual([]);
  expect(runs).toBe(3);
});

it("is complete when no other test is there, and when only one is to run", async () => {
  const { result, runs } = await runLimited({ "test/a.js": "it.only('a', () => { for (;;); }); it('b', () => {});" });
  expect(result).toMatchObject({ status: "complete", tests: [{ testId: "test/a.js > a", failure: "timeout" }] });
  expect(runs).toBe(2);
});
