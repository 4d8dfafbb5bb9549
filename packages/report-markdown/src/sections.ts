import { FINDING_WORDS, type FileReport, GATE_WORDS, goalWords, openReason, type Report } from "@autotest/core";
import { escapeMarkdown } from "./escape-markdown.js";

const MOST_ROWS = 60;
const MOST_ITEMS = 40;

/** One line for each limit the run was held against. */
export function limits({ thresholds = [], changes }: Report): readonly string[] {
  const whole = changes === undefined ? "" : " of the change";
  return thresholds.map(({ name, wanted, actual, met }) => {
    const sign = met ? "✅" : "❌";
    if (name === "max-open-goals") return `- ${sign} goals${whole} that no test meets: ${actual} (at most ${wanted})`;
    return `- ${sign} lines${whole} covered: ${actual === null ? "nothing to cover" : `${actual} %`} (at least ${wanted} %)`;
  });
}

/** A row for each file. */
export function table({ files, changes }: Report): readonly string[] {
  if (files.length === 0) return [];
  const lines = changes === undefined ? "lines covered" : "changed lines covered";
  const rows = files.slice(0, MOST_ROWS).map((file) => {
    const cells = [escapeMarkdown(file.path), String(file.kept.length), String(file.open.length), linesOf(file)];
    return `| ${cells.join(" | ")} |`;
  });
  return [`| file | tests added | open goals | ${lines} |`, "|---|---:|---:|---:|", ...rows, ...rest(files, MOST_ROWS)];
}

/** What looks wrong in the code. */
export function findings({ files }: Report): readonly string[] {
  const all = files.flatMap((file) => file.findings);
  const items = all
    .slice(0, MOST_ITEMS)
    .map(
      ({ kind, path, line, unit, message }) =>
        `- ${FINDING_WORDS[kind]} at ${escapeMarkdown(`${path}:${line}, ${unit}`)}: ${escapeMarkdown(message)}`,
    );
  return [...items, ...rest(all, MOST_ITEMS)];
}

/** What no test shows, and why. */
export function openGoals({ files }: Report): readonly string[] {
  const all = files.flatMap((file) => file.open);
  const items = all
    .slice(0, MOST_ITEMS)
    .map(
      ({ goal, code }) =>
        `- ${escapeMarkdown(`${goal.path}:${goal.line}`)} ${escapeMarkdown(goalWords(goal))}; ${escapeMarkdown(openReason(code))}`,
    );
  return [...items, ...rest(all, MOST_ITEMS)];
}

/** How many candidates each gate dropped. */
export function dropped({ files }: Report): readonly string[] {
  const all = files.flatMap((file) => file.dropped);
  const gates = [...new Set(all.map(({ gate }) => gate))];
  return gates.map((gate) => `- ${all.filter((one) => one.gate === gate).length} ${GATE_WORDS[gate]}`);
}

/** What was left out, and what went wrong beside. */
export function notes({ skipped, warnings }: Report): readonly string[] {
  const all = [
    ...skipped.filter(({ code }) => code !== "no-units").map(({ path, reason }) => `${path}: ${reason}`),
    ...warnings,
  ];
  return [...all.slice(0, MOST_ITEMS).map((text) => `- ${escapeMarkdown(text)}`), ...rest(all, MOST_ITEMS)];
}

function linesOf({ changedLines, coverageAfter }: FileReport): string {
  const lines = changedLines ?? coverageAfter?.lines;
  if (lines === undefined || lines.total === 0) return "–";
  return `${Math.floor((100 * lines.covered) / lines.total)} % (${lines.covered}/${lines.total})`;
}

function rest(all: readonly unknown[], shown: number): readonly string[] {
  return all.length > shown ? ["", `… and ${all.length - shown} more.`] : [];
}
