import type { FileCoverage } from "@autotest/core";
import type { FileCoverage as IstanbulCoverage } from "istanbul-lib-coverage";

/** Istanbul's coverage of one file in our words. */
export function fileCoverage(path: string, measured: IstanbulCoverage): FileCoverage {
  const lines = Object.entries(measured.getLineCoverage()).map(([line, count]) => ({ line: Number(line), count }));
  const coveredLines = lines.filter(({ count }) => count > 0).map(({ line }) => line);
  const missedLines = lines.filter(({ count }) => count === 0).map(({ line }) => line);
  const missedBranches: { line: number; to: number }[] = [];
  let covered = 0;
  let total = 0;
  for (const [id, counts] of Object.entries(measured.b)) {
    const branch = measured.branchMap[id];
    for (const [arm, count] of counts.entries()) {
      total += 1;
      if (count > 0) covered += 1;
      else if (branch !== undefined)
        missedBranches.push({
          line: branch.loc.start.line ?? branch.line,
          to: branch.locations[arm]?.start?.line ?? 0,
        });
    }
  }
  const ascending = (a: number, b: number): number => a - b;
  return {
    path,
    lines: { covered: coveredLines.length, total: lines.length },
    branches: { covered, total },
    coveredLines: coveredLines.sort(ascending),
    missedLines: missedLines.sort(ascending),
    missedBranches: missedBranches.sort((a, b) => a.line - b.line || a.to - b.to),
  };
}
