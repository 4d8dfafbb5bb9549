import { describe, expect, it } from "vitest";
import type { FileCoverage, Goal } from "../model/index.js";
import { isCovered } from "./measure-existing.js";
import { mergeCoverage, totalCoverage } from "./merge-coverage.js";

function file(
  coveredLines: readonly number[],
  missedLines: readonly number[],
  missedBranches: FileCoverage["missedBranches"] = [],
  total = 2,
): FileCoverage {
  return {
    path: "a.py",
    coveredLines,
    missedLines,
    missedBranches,
    lines: { covered: coveredLines.length, total: coveredLines.length + missedLines.length },
    branches: { covered: total - missedBranches.length, total },
  };
}

describe("mergeCoverage", () => {
  it("joins what two runs reach", () => {
    const merged = mergeCoverage(
      file([1], [2, 3], [{ line: 1, to: 2 }]),
      file(
        [1, 3],
        [2],
        [
          { line: 1, to: 2 },
          { line: 1, to: 3 },
        ],
      ),
    );
    expect(merged).toMatchObject({
      coveredLines: [1, 3],
      missedLines: [2],
      lines: { covered: 2, total: 3 },
      branches: { covered: 1, total: 2 },
    });
  });

  it("keeps the one that was measured", () => {
    const only = file([1], []);
    expect(mergeCoverage(null, only)).toBe(only);
    expect(mergeCoverage(only, null)).toBe(only);
    expect(mergeCoverage(null, null)).toBeNull();
  });
});

describe("totalCoverage", () => {
  it("sums what was measured", () => {
    expect(totalCoverage([file([1], [2]), null, file([1, 2], [])])).toEqual({
      lines: { covered: 3, total: 4 },
      branches: { covered: 4, total: 4 },
    });
    expect(totalCoverage([null])).toBeNull();
  });
});

describe("isCovered", () => {
  const goal = (part: Partial<Goal>): Goal => ({
    id: "",
    index: 0,
    kind: "branch",
    path: "a.py",
    unit: "f",
    line: 1,
    condition: "x",
    arm: "true",
    ...part,
  });

  it("asks the first line of the arm where there is one", () => {
    expect(isCovered(goal({ entry: 2 }), file([1, 2], []), [])).toBe(true);
    expect(isCovered(goal({ entry: 2 }), file([1], [2]), [])).toBe(false);
    expect(isCovered(goal({ entry: 3 }), file([1, 3], [], [{ line: 1, to: 3 }]), [])).toBe(false);
  });

  it("asks the missed branches of the decision where there is none", () => {
    expect(isCovered(goal({ arm: "false" }), file([1], []), [])).toBe(true);
    expect(isCovered(goal({ arm: "false" }), file([1], [], [{ line: 1, to: 0 }]), [])).toBe(false);
  });

  it("knows the other way of a decision with one arm by the arm that was missed", () => {
    const arm = goal({ id: "arm", entry: 2 });
    const other = goal({ id: "other", arm: "false" });
    expect(isCovered(other, file([1], [2], [{ line: 1, to: 2 }]), [arm, other])).toBe(true);
    expect(isCovered(other, file([1, 2], [], [{ line: 1, to: 0 }]), [arm, other])).toBe(false);
    const second = goal({ id: "second", entry: 3 });
    expect(isCovered(other, file([1], [2], [{ line: 1, to: 2 }]), [arm, second, other])).toBe(false);
  });

  it("does not take the definition of a function for its call", () => {
    expect(isCovered(goal({ arm: "entry" }), file([1], []), [])).toBe(false);
  });
});
