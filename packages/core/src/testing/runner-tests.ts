import assert from "node:assert/strict";
import { join } from "node:path";
import type { EmittedSuite, Framework, TestRun } from "../contracts/index.js";
import type { Candidate } from "../model/index.js";
import type { ContractTest } from "./contract-test.js";
import { type FrameworkBench, withFramework } from "./framework-bench.js";
import type { FrameworkFixture } from "./framework-fixture.js";

/** The promises of `Framework.run`. Starts the real runner. */
export function runnerTests(framework: Framework, fixture: FrameworkFixture): readonly ContractTest[] {
  const { candidates } = fixture;
  const staged =
    (use: (bench: FrameworkBench, suite: EmittedSuite) => Promise<void>, tests = candidates, existing?: string) =>
    () =>
      withFramework(framework, fixture, async (bench) => {
        const suite = bench.emit(tests, existing);
        await bench.stage(suite);
        await use(bench, suite);
      });

  return [
    {
      name: `framework ${framework.id}: every written test runs under its own id and passes, in any order and with any hash seed`,
      run: staged(async ({ path, run }, suite) => {
        const wanted = suite.tests.map(({ testId }) => testId).sort();
        for (const settings of [{}, { orderSeed: 1 }, { orderSeed: 2, hashSeed: 99 }]) {
          const { tests } = completed(await run(settings));
          assert.deepEqual(tests.map(({ testId }) => testId).sort(), wanted, `ids with ${JSON.stringify(settings)}`);
          for (const test of tests) {
            assert.equal(test.outcome, "passed", `${test.testId}: ${test.message}`);
            assert.equal(test.file, path);
            assert.ok(test.milliseconds >= 0);
          }
        }
      }),
    },
    {
      name: `framework ${framework.id}: a false assertion fails its test, with a message, and no other`,
      run: () => {
        const [first, ...others] = candidates;
        const wrong = withFalseAssertion(first);
        return staged(
          async ({ run }, suite) => {
            const { tests } = completed(await run());
            const id = suite.tests.find(({ candidate }) => candidate === wrong.id)?.testId;
            for (const test of tests)
              assert.equal(test.outcome, test.testId === id ? "failed" : "passed", `${test.testId}: ${test.message}`);
            const failure = tests.find(({ testId }) => testId === id);
            assert.ok(failure !== undefined, "the failing test is not among the outcomes");
            assert.notEqual((failure.message ?? "").trim(), "", "the failure has no message");
          },
          [wrong, ...others],
        )();
      },
    },
    {
      name: `framework ${framework.id}: tests added to an existing suite run beside those that were there`,
      run: staged(
        async ({ run }, suite) => {
          const { tests } = completed(await run());
          const passed = new Set(tests.filter(({ outcome }) => outcome === "passed").map(({ testId }) => testId));
          for (const { testId } of suite.tests) assert.ok(passed.has(testId), `${testId} did not pass`);
          assert.ok(passed.size > suite.tests.length, "the tests written by hand did not run");
        },
        candidates,
        fixture.existing,
      ),
    },
    {
      name: `framework ${framework.id}: coverage of the source file is measured`,
      run: staged(async ({ file, run }) => {
        const { coverage, problems } = completed(await run({ cover: [file.path] }));
        const found = coverage?.find(({ path }) => path === file.path);
        assert.ok(
          found !== undefined,
          `no coverage of ${file.path}: ${problems.map(({ message }) => message).join("; ")}`,
        );
        assert.ok(found.lines.covered > 0 && found.lines.covered <= found.lines.total, JSON.stringify(found.lines));
        assert.ok(found.branches.covered <= found.branches.total, JSON.stringify(found.branches));
        assert.equal(found.coveredLines.length, found.lines.covered);
        assert.equal(found.missedLines.length, found.lines.total - found.lines.covered);
        assert.equal(completed(await run()).coverage, null, "coverage was measured without being asked for");
      }),
    },
    {
      name: `framework ${framework.id}: a run that takes too long is a timeout`,
      run: staged(async ({ run }) => {
        assert.equal((await run({ timeoutMs: 1 })).status, "timeout");
      }),
    },
    {
      name: `framework ${framework.id}: a suite that cannot be loaded is an error with the runner's words, not a pass`,
      run: staged(async ({ context, path, run }, suite) => {
        await context.fs.write(join(context.project.workspace, path), `${suite.text}\n)]}\n`);
        const broken = await run();
        assert.ok(broken.status === "error", `the run ended as ${broken.status}`);
        assert.notEqual(broken.problem.message.trim(), "", "there is no message");
      }),
    },
    {
      name: `framework ${framework.id}: running leaves the project as it is`,
      run: staged(async ({ context, run }) => {
        await run({ cover: [fixture.path] });
        const found = await context.fs.glob(context.project.root, ["**/*"]);
        const others = found.filter((path) => !(path in fixture.files) && !path.includes("__pycache__"));
        // What `prepare` made was there before; a suite or a coverage file was not.
        assert.deepEqual(
          others.filter((path) => /cov|\.pytest_cache|nyc/i.test(path)),
          [],
        );
        for (const [path, text] of Object.entries(fixture.files))
          assert.equal(await context.fs.readText(join(context.project.root, path)), text, `${path} changed`);
      }),
    },
  ];
}

function completed(run: TestRun): Extract<TestRun, { status: "complete" }> {
  if (run.status === "complete") return run;
  assert.fail(`the run ended as ${run.status}: ${run.problem.message}\n${run.output}`);
}

/** The same test, asserting something that is never returned. */
function withFalseAssertion(candidate: Candidate | undefined): Candidate {
  const assertion = candidate?.assertions[0];
  if (candidate === undefined || assertion?.kind !== "returns")
    throw new Error("the first candidate of the fixture has to assert `returns`");
  const value = "autotest: never returned by anything";
  return {
    ...candidate,
    id: `${candidate.id}-false`,
    title: `${candidate.title}, falsely`,
    assertions: [{ kind: "returns", value, via: assertion.via, basis: "observed" }],
  };
}
