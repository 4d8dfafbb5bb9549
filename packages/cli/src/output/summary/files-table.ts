import type { CoverageTotals, FileReport, Report } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutStart, padEnd, padStart, textWidth } from "../text-width.js";
import { change, count, duration, percent } from "../words.js";

interface Row {
  readonly path: string;
  readonly tests: string;
  readonly lines: string;
  readonly branches: string;
  readonly time: string;
  readonly after: CoverageTotals | null;
}

const NARROW = 64;
const MOST = 40;

/** What happened to each file: tests kept, coverage before and after, seconds; and the totals. */
export function filesTable(report: Report, style: Style): readonly string[] {
  if (report.files.length === 0) return [];
  const shown = report.files.slice(0, MOST);
  const rows = shown.map((file) => fileRow(file, style));
  const left = report.files.length - shown.length;
  const total = report.files.length > 1 ? totalRow(report, style) : null;
  return style.width < NARROW ? stacked(rows, total, left, style) : table(rows, total, left, style);
}

function fileRow(file: FileReport, { signs }: Style): Row {
  return {
    path: escapeText(file.path),
    tests: file.kept.length === 0 ? signs.none : String(file.kept.length),
    lines: change(file.coverageBefore, file.coverageAfter, "lines", signs),
    branches: change(file.coverageBefore, file.coverageAfter, "branches", signs),
    time: duration(file.seconds),
    after: file.coverageAfter,
  };
}

function totalRow(report: Report, { signs }: Style): Row {
  const tests = report.files.reduce((sum, file) => sum + file.kept.length, 0);
  return {
    path: count(report.files.length, "file"),
    tests: String(tests),
    lines: change(report.coverageBefore, report.coverageAfter, "lines", signs),
    branches: change(report.coverageBefore, report.coverageAfter, "branches", signs),
    time: duration(report.seconds),
    after: report.coverageAfter,
  };
}

function table(rows: readonly Row[], total: Row | null, left: number, style: Style): readonly string[] {
  const { paint, signs } = style;
  const all = total === null ? rows : [...rows, total];
  const widest = (pick: (row: Row) => string, title: string): number =>
    Math.max(title.length, ...all.map((row) => textWidth(pick(row))));
  const tests = widest((row) => row.tests, "tests");
  const lines = widest((row) => row.lines, "lines");
  const branches = widest((row) => row.branches, "branches");
  const time = widest((row) => row.time, "time");
  const room = style.width - 2 - tests - lines - branches - time - 4 * 3;
  const path = Math.min(
    room,
    widest((row) => row.path, "file"),
  );
  const line = (cells: readonly [string, string, string, string, string], after?: CoverageTotals | null): string => {
    const [name, kept, byLine, byBranch, spent] = cells;
    return [
      `  ${padEnd(cutStart(name, path, signs.cut), path)}`,
      padStart(kept, tests),
      coverageColor(padStart(byLine, lines), percent(after?.lines), style),
      coverageColor(padStart(byBranch, branches), percent(after?.branches), style),
      padStart(spent, time),
    ].join("   ");
  };
  const row = (one: Row): string => line([one.path, one.tests, one.lines, one.branches, one.time], one.after);
  const width = 2 + path + tests + lines + branches + time + 12;
  return [
    paint.dim(line(["file", "tests", "lines", "branches", "time"])),
    ...rows.map(row),
    ...(left > 0 ? [paint.dim(`  ${signs.cut} and ${count(left, "more file")} (all of them with --json)`)] : []),
    ...(total === null ? [] : [paint.dim(`  ${signs.rule.repeat(width - 2)}`), paint.bold(row(total))]),
  ];
}

/** Two lines per file where a table does not fit. */
function stacked(rows: readonly Row[], total: Row | null, left: number, style: Style): readonly string[] {
  const { paint, signs } = style;
  const lines = (row: Row): readonly string[] => [
    `  ${cutStart(row.path, style.width - 2, signs.cut)}`,
    `    ${row.tests === signs.none ? "no tests" : count(Number(row.tests), "test")}, ${row.time}`,
    ...(row.after === null ? [] : [`    lines ${row.lines}`, `    branches ${row.branches}`]),
  ];
  return [
    ...rows.flatMap(lines),
    ...(left > 0 ? [paint.dim(`  and ${count(left, "more file")}`)] : []),
    ...(total === null ? [] : lines(total).map((line) => paint.bold(line))),
  ];
}

function coverageColor(text: string, value: number | null, { paint }: Style): string {
  if (value === null) return text;
  if (value >= 80) return paint.green(text);
  return value >= 50 ? paint.yellow(text) : paint.red(text);
}
