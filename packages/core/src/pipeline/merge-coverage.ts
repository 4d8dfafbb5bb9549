import type { CoverageTotals, FileCoverage } from "../model/index.js";

/** What two runs reach together in one file. */
export function mergeCoverage(a: FileCoverage | null, b: FileCoverage | null): FileCoverage | null {
  if (a === null || b === null) return a ?? b;
  const covered = new Set([...a.coveredLines, ...b.coveredLines]);
  const lines = [...new Set([...covered, ...a.missedLines, ...b.missedLines])].sort((x, y) => x - y);
  const missedBranches = a.missedBranches.filter((one) =>
    b.missedBranches.some((other) => other.line === one.line && other.to === one.to),
  );
  const branches = Math.max(a.branches.total, b.branches.total);
  return {
    path: a.path,
    coveredLines: lines.filter((line) => covered.has(line)),
    missedLines: lines.filter((line) => !covered.has(line)),
    missedBranches,
    lines: { covered: covered.size, total: lines.length },
    branches: { covered: branches - missedBranches.length, total: branches },
  };
}

/** Sums over files; null when nothing was measured. */
export function totalCoverage(files: readonly (FileCoverage | null)[]): CoverageTotals | null {
  const measured = files.filter((file) => file !== null);
  if (measured.length === 0) return null;
  const sum = (pick: (file: FileCoverage) => number): number => measured.reduce((total, file) => total + pick(file), 0);
  return {
    lines: { covered: sum((file) => file.lines.covered), total: sum((file) => file.lines.total) },
    branches: { covered: sum((file) => file.branches.covered), total: sum((file) => file.branches.total) },
  };
}
