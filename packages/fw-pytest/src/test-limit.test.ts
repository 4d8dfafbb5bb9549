import { type NodeContext, ranTooLong, type TestRun } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { detect } from "./detect.js";
import { run } from "./run.js";
import { type RealProject, realProject } from "./testing/real-project.js";

const LIMIT_MS = 3_000;
const projects: RealProject[] = [];

afterEach(async () => {
  for (const one of projects.splice(0)) await one.dispose();
});

/** Runs all tests with a limit for each; says how many processes that took. */
async function runLimited(files: {
  readonly [path: string]: string;
}): Promise<{ readonly result: TestRun; readonly runs: number }> {
  const made = realProject(files);
  projects.push(made);
  let runs = 0;
  const start: NodeContext["exec"]["start"] = (command) => {
    runs += 1;
    return made.ctx.exec.start(command);
  };
  const ctx = { ...made.ctx, exec: { ...made.ctx.exec, start } };
  const layout = await detect(made.project, ctx);
  const request = { project: made.project, layout, files: Object.keys(files), testTimeoutMs: LIMIT_MS };
  return { result: await run(request, ctx), runs };
}

test("a test that never ends fails alone, in the interpreter or in C, and the others are run again", async () => {
  const { result, runs } = await runLimited({
    "test_a.py": `
import itertools, pytest

@pytest.mark.parametrize("n", [1, 2, 3])
def test_table(n):
    while n == 2:
        pass

def test_in_c():
    all(iter(int, 1))
    sum(itertools.repeat(0))

def test_good():
    pass
`,
    "test_b.py": "def test_b():\n    assert False\n",
  });
  const tests = result.status === "complete" ? result.tests : [];
  expect(tests.map(({ testId, outcome }) => [testId, outcome])).toEqual([
    ["test_a.py::test_table[1]", "passed"],
    ["test_a.py::test_table[3]", "passed"],
    ["test_a.py::test_good", "passed"],
    ["test_b.py::test_b", "failed"],
    ["test_a.py::test_table[2]", "failed"],
    ["test_a.py::test_in_c", "failed"],
  ]);
  expect(tests.slice(-2)).toEqual([
    ranTooLong("test_a.py", "test_a.py::test_table[2]", LIMIT_MS),
    ranTooLong("test_a.py", "test_a.py::test_in_c", LIMIT_MS),
  ]);
  expect(tests.at(-1)).toMatchObject({ failure: "timeout", message: "ran longer than 3 s" });
  expect(runs).toBe(3);
});

test("when no other test is there, the run is complete all the same", async () => {
  const { result, runs } = await runLimited({ "test_a.py": "def test_a():\n    while True:\n        pass\n" });
  expect(result).toMatchObject({ status: "complete", tests: [{ failure: "timeout" }], problems: [] });
  expect(runs).toBe(2);
});
