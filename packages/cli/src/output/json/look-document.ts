import type { CoverageTotals, ExitCode, FileReport, Report, Threshold } from "@autotest/core";
import type { CoverageFigures, LookDocument, LookedFile } from "./documents.js";
import { goalsOf, unitsOf } from "./generate-document.js";
import { documentHead } from "./head.js";

/** Makes the document of a look: the report, flat and joined by ids. */
export function lookDocument(report: Report, thresholds: readonly Threshold[], exitCode: ExitCode): LookDocument {
  const files = report.files.map(fileOf);
  const sum = (pick: (file: LookedFile) => number): number => files.reduce((all, file) => all + pick(file), 0);
  const changed = files.flatMap(({ changedLines }) => (changedLines === null ? [] : [changedLines]));
  return {
    ...documentHead(exitCode),
    run: {
      command: report.command,
      interrupted: report.interrupted,
      seconds: Math.round(report.seconds * 1000) / 1000,
    },
    changes: report.changes ?? null,
    totals: {
      files: files.length,
      goals: sum(({ goals }) => goals.total),
      goalsMet: sum(({ goals }) => goals.met),
      goalsOpen: sum(({ goals }) => goals.open),
      coverage: figures(report.coverageAfter),
      changedLines:
        report.changes === undefined
          ? null
          : {
              covered: changed.reduce((all, { covered }) => all + covered, 0),
              total: changed.reduce((all, { total }) => all + total, 0),
            },
    },
    thresholds: thresholds.map((threshold) => ({ ...threshold })),
    files,
    units: report.files.flatMap(unitsOf),
    goals: report.files.flatMap(goalsOf),
    skipped: report.skipped.map(({ path, code, reason, hint }) => ({ path, code, reason, hint: hint ?? null })),
    warnings: [...report.warnings],
    isolation: report.isolation,
    next: report.next,
  };
}

function fileOf(file: FileReport): LookedFile {
  return {
    path: file.path,
    language: file.language,
    framework: file.framework,
    units: file.units,
    goals: { total: file.goals.length, met: file.goals.length - file.open.length, open: file.open.length },
    coverage: figures(file.coverageAfter),
    changedLines: file.changedLines ?? null,
  };
}

function figures(coverage: CoverageTotals | null): CoverageFigures {
  return coverage === null ? null : { lines: coverage.lines, branches: coverage.branches };
}
