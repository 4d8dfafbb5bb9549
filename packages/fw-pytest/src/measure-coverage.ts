import type { FileCoverage } from "@autotest/core";

/** One file of a `coverage json` report. */
export interface CoverageEntry {
  readonly executed_lines: readonly number[];
  readonly missing_lines: readonly number[];
  readonly missing_branches?: readonly (readonly [number, number])[];
  readonly summary: { readonly num_branches?: number; readonly covered_branches?: number };
}

/** A file's coverage as the report says it. coverage.py marks a way out of a function by a negative line. */
export function readCoverage(path: string, entry: CoverageEntry): FileCoverage {
  const total = entry.executed_lines.length + entry.missing_lines.length;
  return {
    path,
    lines: { covered: entry.executed_lines.length, total },
    branches: { covered: entry.summary.covered_branches ?? 0, total: entry.summary.num_branches ?? 0 },
    coveredLines: entry.executed_lines,
    missedLines: entry.missing_lines,
    missedBranches: (entry.missing_branches ?? []).map(([line, to]) => ({ line, to: Math.max(0, to) })),
  };
}
