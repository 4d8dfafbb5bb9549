import { expect, test } from "vitest";
import { fileReport, goal, sampleReport } from "./fixtures/sample-report.js";
import { thresholds } from "./thresholds.js";

const path = "a.py";
const untested = {
  ...fileReport(path, 0, [{ goal: goal(path, 1), code: "untested", reason: "" }]),
  coverageAfter: null,
};

test("nothing is demanded: no thresholds", () => {
  expect(thresholds(sampleReport(), {})).toEqual([]);
});

test("coverage is of lines, over all files, never rounded up", () => {
  const files = [fileReport("a.py", 1), { ...fileReport("b.py", 1), changedLines: { covered: 1, total: 3 } }];
  expect(thresholds(sampleReport({ files }), { minCoverage: 94.18 })).toEqual([
    { name: "min-coverage", wanted: 94.18, actual: 94.17, met: false },
  ]);
});

test("a file that no test runs is not left out", () => {
  const files = [untested];
  expect(thresholds(sampleReport({ files }), { minCoverage: 1, maxOpenGoals: 1 })).toEqual([
    { name: "min-coverage", wanted: 1, actual: 0, met: false },
    { name: "max-open-goals", wanted: 1, actual: 1, met: true },
  ]);
});

test("where there is nothing to cover, every share of it is", () => {
  expect(thresholds(sampleReport({ files: [] }), { minCoverage: 100 })).toEqual([
    { name: "min-coverage", wanted: 100, actual: null, met: true },
  ]);
});
