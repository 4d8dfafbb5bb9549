import { expect, test } from "vitest";
import { faultOf, isUntested } from "./known-faults.js";
import type { ToolEnd } from "./run-tool.js";

function ended(changes: Partial<ToolEnd> = {}): ToolEnd {
  const finished = { code: 0, signal: null, stdout: "", stderr: "", ended: "itself" } as const;
  return { finished, code: 1, error: null, tried: new Map(), imported: {}, output: "", ...changes };
}

/** What mutmut 3.8.1 says last, and the code and words it is told by. */
const LAST_WORDS: readonly (readonly [string, string, RegExp])[] = [
  [
    "E   assert 3 == 4\n=== short test summary info ===\nFAILED tests/test_cart.py::test_total - assert 3 == 4\nfailed to collect stats. runner returned 1",
    "tests-fail",
    /^the tests fail before anything is changed: tests\/test_cart\.py::test_total \(assert 3 == 4\)$/,
  ],
  [
    "ERROR tests/test_cart.py - NameError: x\nfailed to collect stats. runner returned 2",
    "tests-fail",
    /test_cart\.py/,
  ],
  ["FAILED tests/test_a.py::test_b\nFailed to run clean test", "tests-fail", /tests\/test_a\.py::test_b$/],
  ["no tests ran in 0.01s\nfailed to collect stats. runner returned 5", "no-tests", /no test/],
  ["failed to collect stats, no active tests found", "no-tests", /no test/],
  [
    "Stopping early, because tests recorded trampoline hits but none match any mutant key.\nRecorded keys (e.g.): ['foo.x_a', 'foo.x_b']\nExpected keys (e.g.): ['lib.foo.x_a']",
    "module-paths",
    /`foo` in the tests, `lib\.foo` by its path/,
  ],
  ["FAILED: Unable to force test failures", "never-failing", /kill nothing/],
];

test.each(LAST_WORDS)("%s", (output, code, message) => {
  expect(faultOf(ended({ output }))).toMatchObject({ code, message: expect.stringMatching(message) });
});

test("errors mutmut did not catch", () => {
  const none = ended({ error: "AssertionError: Filtered for specific mutants, but nothing matches\n\nFilter: ('x',)" });
  expect(faultOf(none)?.code).toBe("no-mutants");
  const syntax = ended({
    error: "InvalidGeneratedSyntaxException: Mutmut generated invalid python syntax for mutants/src/a.py. If the",
  });
  expect(faultOf(syntax)).toMatchObject({ code: "tool-crashed", message: expect.stringContaining("mutants/src/a.py") });
  expect(faultOf(ended({ error: "KeyError: 'x'" }))).toMatchObject({
    code: "tool-crashed",
    message: "mutmut did not come to its end: KeyError: 'x'",
  });
});

test("ends that are not mutmut's own doing", () => {
  const finished = (how: "timeout" | "aborted" | "memory" | "not-started") =>
    ended({ code: null, finished: { ...ended().finished, code: null, signal: "SIGKILL", ended: how } });
  expect(faultOf(finished("timeout"))?.code).toBe("timeout");
  expect(faultOf(finished("aborted"))?.code).toBe("aborted");
  expect(faultOf(finished("memory"))?.message).toContain("too much memory");
  expect(faultOf(finished("not-started"))?.message).toContain("did not start");
  const died = ended({ code: null, finished: { ...ended().finished, code: null, signal: "SIGSEGV" } });
  expect(faultOf(died)).toMatchObject({ code: "tool-crashed", message: expect.stringContaining("SIGSEGV") });
});

test("an end is no fault, and code that no test runs is none either", () => {
  expect(faultOf(ended({ code: 0 }))).toBeNull();
  const output = "Stopping early, because we could not find any test case for any mutant. It seems that ...";
  expect(isUntested(ended({ output }))).toBe(true);
});
