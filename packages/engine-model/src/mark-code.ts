import type { Goal, ProposeRequest } from "@autotest/core";
import type { Cluster } from "./cluster-goals.js";
import { cutText } from "./conceal-secrets.js";
import { fenceData } from "./fence-data.js";

/** Lines of the top of a file that are shown with every unit. */
const MOST_IMPORTS = 40;

/**
 * The unit with the imports and the class around it, lines numbered, open goals named in the margin; what lies further than
 * `width` lines from any of them is left out.
 */
export function markCode(
  { unit }: Cluster,
  goals: ReadonlyMap<string, Goal>,
  { file, analysis }: ProposeRequest,
  width: number,
): string {
  const lines = file.text.split(/\r?\n/);
  const owner = analysis.units.find(({ name }) => name === unit.owner);
  const first = Math.min(...analysis.units.map(({ span }) => span.line));
  const marks = new Map<number, string[]>();
  for (const [id, { line }] of goals) marks.set(line, [...(marks.get(line) ?? []), id]);
  const isNear = (line: number): boolean => [...marks.keys()].some((marked) => Math.abs(marked - line) <= width);
  const shown = new Set<number>();
  const add = (from: number, to: number): void => {
    for (let line = from; line <= Math.min(to, lines.length); line += 1) shown.add(line);
  };
  add(1, Math.min(first - 1, MOST_IMPORTS));
  if (owner) add(owner.span.line, owner.span.line + 3);
  add(unit.span.line, unit.span.line + 2);
  for (let line = unit.span.line; line <= unit.span.endLine; line += 1) if (isNear(line)) shown.add(line);
  for (const line of marks.keys()) shown.add(line);
  const numbers = [...shown].sort((a, b) => a - b);
  const digits = String(lines.length).length;
  const written = numbers.flatMap((line, at) => {
    const before = numbers[at - 1];
    const gap = before !== undefined && line > before + 1 ? [`${" ".repeat(digits)} ...`] : [];
    const ids = marks.get(line);
    const margin = ids === undefined ? "" : ids.join(",");
    return [
      ...gap,
      `${String(line).padStart(digits)} ${margin.padEnd(6)} ${cutText(lines[line - 1] ?? "", 400)}`.trimEnd(),
    ];
  });
  return `${file.path}, with line numbers and goals in the margin:\n${fenceData("code", written.join("\n"))}`;
}
