import { goalWords, type OpenGoal, type Report } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutEnd } from "../text-width.js";
import { count } from "../words.js";

const MOST_EXAMPLES = 3;

/** How many small changes to the code the tests notice, with a few of those they do not. */
export function mutantsSection(report: Report, { paint, signs, width }: Style): readonly string[] {
  const all = report.files.flatMap(({ goals }) => goals).filter(({ kind }) => kind === "mutant").length;
  if (all === 0) return [];
  const open = report.files.flatMap((file) => file.open).filter(({ goal }) => goal.kind === "mutant");
  const example = ({ goal }: OpenGoal): string =>
    cutEnd(`      ${escapeText(`${goal.path}:${goal.line}`)}  ${escapeText(goalWords(goal))}`, width, signs.cut);
  const left = open.length - MOST_EXAMPLES;
  return [
    paint.bold(`mutants: ${all - open.length} of ${count(all, "small change")} to the code are noticed by the tests`),
    ...open.slice(0, MOST_EXAMPLES).map(example),
    ...(left > 0 ? [paint.dim(`      ${signs.cut} and ${left} more (all of them with --json)`)] : []),
  ];
}
