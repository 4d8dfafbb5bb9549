import { goalWords, type Report, type Threshold } from "@autotest/core";
import { escapeText } from "./escape-text.js";
import type { Style } from "./style.js";
import { cutEnd } from "./text-width.js";
import { count } from "./words.js";

const MOST_GOALS = 20;

/** What a gate says: each limit, and what to do about those that were missed. No line end at the end. */
export function checkText(report: Report, limits: readonly Threshold[], style: Style): string {
  const { paint } = style;
  const lines = limits.map((limit) => thresholdLine(limit, report, style));
  if (style.mode === "quiet") return lines.join("\n");
  const missed = limits.some(({ met }) => !met);
  return [
    ...(missed ? openGoals(report, style) : []),
    ...lines,
    ...report.warnings.map((warning) => paint.yellow(escapeText(warning))),
    scopeLine(report, style),
    "",
    `next: ${paint.cyan(missed ? mend(report) : escapeText(report.next))}`,
  ].join("\n");
}

/** `ok  lines of the change covered: 92.5 % (at least 80)`. */
export function thresholdLine(
  { name, wanted, actual, met }: Threshold,
  report: Report,
  { paint, signs }: Style,
): string {
  const sign = met ? paint.green(signs.tick) : paint.red(signs.cross);
  const whole = report.changes === undefined ? "" : " of the change";
  if (name === "max-open-goals") return `${sign} goals${whole} that no test meets: ${actual} (at most ${wanted})`;
  const measured = actual === null ? "nothing to cover" : `${actual}%`;
  return `${sign} lines${whole} covered: ${measured} (at least ${wanted}%)`;
}

/** What was looked at, in one line. */
export function scopeLine({ files, changes }: Report, { paint }: Style): string {
  const looked = count(files.length, "file");
  return paint.dim(changes?.base ? `${looked} looked at; compared with ${changes.base}` : `${looked} looked at`);
}

function mend({ changes }: Report): string {
  return changes === undefined ? "autotest coverage --fill" : "autotest generate --changed";
}

function openGoals({ files }: Report, { paint, width, signs }: Style): readonly string[] {
  const open = files.flatMap((file) => file.open);
  const shown = open.slice(0, MOST_GOALS);
  return [
    ...shown.map(({ goal }) => cutEnd(escapeText(`  ${goal.path}:${goal.line}  ${goalWords(goal)}`), width, signs.cut)),
    ...(open.length > shown.length
      ? [paint.dim(`  ${signs.cut} and ${open.length - shown.length} more (all of them with --json)`)]
      : []),
  ];
}
