import { type Goal, goalWords, type OpenGoal, openReason, type Report } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutEnd, wrapIndented } from "../text-width.js";
import { count } from "../words.js";

const MOST_REASONS = 5;
const MOST_EXAMPLES = 3;

/** What stayed uncovered and why: grouped by reason, the biggest group first, with examples and what would help. */
export function openGoalsSection(report: Report, style: Style): readonly string[] {
  const { paint, signs } = style;
  const isOurs = (goal: Goal): boolean => goal.kind !== "mutant";
  const open = report.files.flatMap((file) => file.open).filter(({ goal }) => isOurs(goal));
  const goals = report.files.reduce((sum, file) => sum + file.goals.filter(isOurs).length, 0);
  if (goals === 0) return [];
  if (open.length === 0) return [paint.bold(`All ${count(goals, "goal")} met`)];
  const groups = [...groupByCode(open)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const shown = groups.slice(0, MOST_REASONS);
  const left = groups.slice(MOST_REASONS).reduce((sum, [, some]) => sum + some.length, 0);
  return [
    paint.bold(`Still uncovered: ${open.length} of ${count(goals, "goal")}`),
    ...shown.flatMap(([code, some]) => group(code, some, style)),
    ...(left > 0 ? [paint.dim(`  ${signs.cut} and ${left} for other reasons (all of them with --json)`)] : []),
  ];
}

function groupByCode(open: readonly OpenGoal[]): ReadonlyMap<string, OpenGoal[]> {
  const groups = new Map<string, OpenGoal[]>();
  for (const one of open) groups.set(one.code, [...(groups.get(one.code) ?? []), one]);
  return groups;
}

function group(code: string, open: readonly OpenGoal[], style: Style): readonly string[] {
  const { paint, signs, width } = style;
  const examples = open.slice(0, MOST_EXAMPLES).map(({ goal }) => {
    const place = escapeText(`${goal.path}:${goal.line}`);
    return cutEnd(`      ${place}  ${escapeText(goalWords(goal))}`, width, signs.cut);
  });
  const hint = open.find((one) => one.hint !== undefined)?.hint;
  return [
    ...wrapIndented(`${open.length} ${signs.dot} ${openReason(code)}`, width, "  ", "      "),
    ...examples,
    ...(open.length > MOST_EXAMPLES ? [paint.dim(`      ${signs.cut} and ${open.length - MOST_EXAMPLES} more`)] : []),
    ...(hint === undefined
      ? []
      : wrapIndented(`what helps: ${escapeText(hint)}`, width, "      ", "      ").map((line) => paint.cyan(line))),
  ];
}
