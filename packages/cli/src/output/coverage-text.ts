import { type FileReport, goalWords, type OpenGoal, openReason, type Report, type Threshold } from "@autotest/core";
import { scopeLine, thresholdLine } from "./check-text.js";
import { escapeText } from "./escape-text.js";
import type { Style } from "./style.js";
import { cutEnd, wrapIndented } from "./text-width.js";
import { count, percent } from "./words.js";

const MOST_FILES = 30;
const MOST_GOALS = 5;
const WITHIN_REACH = "within-reach";
const INDENT = " ".repeat(10);

/** The gaps by file and unit, each with why it is open; what was measured; the next command. No line end at the end. */
export function coverageText(report: Report, limits: readonly Threshold[], style: Style): string {
  const { paint } = style;
  const result = [paint.bold(headline(report)), ...limits.map((limit) => thresholdLine(limit, report, style))];
  if (style.mode === "quiet") return result.join("\n");
  const gaps = report.files.filter(({ open }) => open.length > 0);
  const left = gaps.length - MOST_FILES;
  return [
    ...gaps.slice(0, MOST_FILES).flatMap((file) => [...fileGaps(file, style), ""]),
    ...(left > 0 ? [paint.dim(`and ${count(left, "more file")} with gaps (all of them with --json)`), ""] : []),
    ...result,
    ...report.skipped
      .filter(({ code }) => code !== "no-units")
      .map(({ path, reason }) => paint.dim(`left out: ${escapeText(`${path}: ${reason}`)}`)),
    ...report.warnings.map((warning) => paint.yellow(escapeText(warning))),
    scopeLine(report, style),
    "",
    `next: ${paint.cyan(gaps.length > 0 ? "autotest coverage --fill" : escapeText(report.next))}`,
  ].join("\n");
}

function headline({ files, coverageAfter }: Report): string {
  const goals = files.reduce((all, file) => all + file.goals.length, 0);
  const open = files.flatMap((file) => file.open);
  const reach = open.filter(({ code }) => code === WITHIN_REACH).length;
  const lines = coverageAfter === null ? "no test runs any of it" : covered(coverageAfter);
  if (files.length === 0) return "nothing to look at: no source file found that an installed language reads";
  if (open.length === 0) return `${lines}; all ${count(goals, "goal")} met`;
  return `${lines}; ${open.length} of ${count(goals, "goal")} open${reach > 0 ? `, ${reach} of them within reach` : ""}`;
}

function covered({ lines, branches }: NonNullable<Report["coverageAfter"]>): string {
  const ofBranches = percent(branches);
  return `lines ${percent(lines) ?? 100}%${ofBranches === null ? "" : `, branches ${ofBranches}%`}`;
}

function fileGaps(file: FileReport, style: Style): readonly string[] {
  const { paint } = style;
  const measured = file.coverageAfter === null ? "no test runs it" : covered(file.coverageAfter);
  const units = [...new Set(file.open.map(({ goal }) => goal.unit))];
  return [
    `${paint.bold(escapeText(file.path))}  ${paint.dim(measured)}`,
    ...units.flatMap((unit) => unitGaps(unit, file, style)),
  ];
}

/** A unit that no test calls is one line; of the others the open goals are listed, and the reasons that are more than "no test". */
function unitGaps(unit: string, file: FileReport, style: Style): readonly string[] {
  const { paint, signs } = style;
  const all = file.goals.filter((goal) => goal.unit === unit).length;
  const open = file.open.filter(({ goal }) => goal.unit === unit);
  const reach = open.filter(({ code }) => code === WITHIN_REACH).length;
  const uncalled = open.some(({ goal }) => goal.arm === "entry");
  const listed = open.filter(({ code }) => !uncalled || isReason(code));
  const shown = listed.slice(0, MOST_GOALS);
  const fact = uncalled ? `never called, ${count(all, "goal")}` : `${open.length} of ${count(all, "goal")} open`;
  const within = reach === 0 ? "" : `, ${reach === open.length ? "all" : reach} within reach`;
  return [
    `  ${escapeText(unit)}  ${paint.dim(fact)}${paint.green(within)}`,
    ...shown.flatMap((one, index) => goalLines(one, shown[index + 1], style)),
    ...(listed.length > shown.length
      ? [paint.dim(`${INDENT}${signs.cut} and ${listed.length - shown.length} more`)]
      : []),
  ];
}

/** The goal; and why it is open, below the last of those that share the reason. */
function goalLines({ goal, code, hint }: OpenGoal, next: OpenGoal | undefined, style: Style): readonly string[] {
  const { paint, signs, width } = style;
  const words = goalWords(goal).replace(`${goal.unit}: `, "");
  const line = cutEnd(`    ${String(goal.line).padStart(4)}  ${escapeText(words)}`, width, signs.cut);
  if (!isReason(code) || (next?.code === code && next.hint === hint)) return [line];
  const text = `${openReason(code)}${hint === undefined ? "" : `; what helps: ${escapeText(hint)}`}`;
  return [line, ...wrapIndented(text, width, INDENT, INDENT).map(paint.dim)];
}

function isReason(code: string): boolean {
  return code !== "untested" && code !== WITHIN_REACH;
}
