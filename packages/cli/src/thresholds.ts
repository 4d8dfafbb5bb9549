import type { Report, Threshold } from "@autotest/core";

/** What may be demanded. Coverage in percent of lines; of the changed ones where the run was limited to changes. */
export interface Demands {
  readonly minCoverage?: number | undefined;
  readonly maxOpenGoals?: number | undefined;
}

/** Every limit that was set, met or not. */
export function thresholds(report: Report, { minCoverage, maxOpenGoals }: Demands): readonly Threshold[] {
  const covered = coverageOf(report);
  const open = report.files.reduce((all, file) => all + file.open.length, 0);
  return [
    ...(minCoverage === undefined
      ? []
      : [
          {
            name: "min-coverage",
            wanted: minCoverage,
            actual: covered,
            met: covered === null || covered >= minCoverage,
          },
        ]),
    ...(maxOpenGoals === undefined
      ? []
      : [{ name: "max-open-goals", wanted: maxOpenGoals, actual: open, met: open <= maxOpenGoals }]),
  ];
}

/** Percent of lines, two digits, never rounded up. A file that no test ran counts in full. */
function coverageOf(report: Report): number | null {
  const parts = report.files.map(
    (file) =>
      file.changedLines ??
      file.coverageAfter?.lines ?? { covered: 0, total: new Set(file.goals.map(({ line }) => line)).size },
  );
  const sum = (pick: (part: { covered: number; total: number }) => number): number =>
    parts.reduce((all, part) => all + pick(part), 0);
  const total = sum((part) => part.total);
  return total === 0 ? null : Math.floor((10_000 * sum((part) => part.covered)) / total) / 100;
}
