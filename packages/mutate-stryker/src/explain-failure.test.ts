import type { Finished } from "@autotest/core";
import { expect, test } from "vitest";
import { explainFailure } from "./explain-failure.js";

const ENDED: Finished = { code: 1, signal: null, stdout: "", stderr: "", ended: "itself" };
function say(more: Partial<Finished>, isUnderWay = false): string {
  const run = {
    finished: { ...ENDED, ...more },
    isLate: false,
    tests: [],
    planned: isUnderWay ? [] : null,
    tested: [],
  };
  const { code, message } = explainFailure(run);
  return `${code}: ${message}`;
}

/** What StrykerJS 9.6.1 prints, without stacks. */
const FAILED = `00:59:50 (3028) ERROR DryRunExecutor One or more tests failed in the initial test run:
\tgrade passes
\t\t1 == 2
\tgrade other "thing"
\t\tMissing expected exception.
\tthree
\t\tno
\tfour
\t\tno
00:59:50 (3028) ERROR Stryker There were failed tests in the initial test run.
`;
const BROKEN = `00:59:56 (3179) ERROR DryRunExecutor One or more tests resulted in an error:
\tError: MODULE_NOT_FOUND (undefined) Error: Cannot find module './nope'
Require stack:
- /copy/test/b.test.js
00:59:56 (3179) ERROR Stryker Unexpected error occurred while running Stryker Error: Something went wrong in the initial test run
    at DryRunExecutor.validateResultCompleted (3-dry-run-executor.js:76:15)
`;
const SYNTAX = `01:00:40 (3925) ERROR Stryker Unexpected error occurred while running Stryker SyntaxError: src/c.js: Missing semicolon. (1:6)

> 1 | syntax error(
`;

test.each([
  [
    { stdout: FAILED },
    'tests-fail: tests fail before anything was changed: "grade passes", "grade other "thing"", "three" and 1 more',
  ],
  [
    { stdout: BROKEN },
    "tests-fail: the tests cannot be run, before anything was changed: Error: MODULE_NOT_FOUND (undefined) Error: Cannot find module './nope'",
  ],
  [
    { stdout: "01:00:04 (3232) ERROR Stryker No tests were executed. Stryker will exit prematurely.\n" },
    "no-tests: StrykerJS found no test in the test files it was given",
  ],
  [
    { stdout: "01:00:04 (3232) ERROR DryRunExecutor Initial test run timed out!\n" },
    "tests-fail: the tests did not end in time, before anything was changed",
  ],
  [{ stdout: SYNTAX }, "tool-crashed: StrykerJS failed: SyntaxError: src/c.js: Missing semicolon. (1:6)"],
  [
    { stderr: "file:1\n    throw x\nTypeError: broken\n    at x\n" },
    "tool-crashed: StrykerJS failed: TypeError: broken",
  ],
  [{ code: 3 }, "tool-crashed: StrykerJS failed: exit code 3"],
  [{ ended: "memory" }, "tool-crashed: StrykerJS was ended: it and the tests used too much memory"],
  [{ ended: "processes" }, "tool-crashed: StrykerJS was ended: it and the tests started too many processes"],
  [{ ended: "aborted" }, "aborted: the run was ended"],
  [
    { ended: "not-started", problem: "spawn node ENOENT" },
    "tool-crashed: StrykerJS could not be started: spawn node ENOENT",
  ],
] as const)("%j", (finished, words) => {
  expect(say(finished)).toBe(words);
});

test("half-way", () => {
  expect(say({ code: null, signal: "SIGKILL" }, true)).toBe(
    "tool-crashed: StrykerJS broke down half-way: ended by SIGKILL",
  );
});
