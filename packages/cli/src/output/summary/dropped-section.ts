import { type DroppedTest, GATE_WORDS, type Gate, type Report } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutEnd, wrapIndented } from "../text-width.js";
import { count } from "../words.js";

const ORDER: readonly Gate[] = ["parses", "imports", "effects", "passes", "repeats", "fails-when-undone", "adds-goal"];

/** Candidates that were not good enough, by the gate that stopped them, each with one example. */
export function droppedSection(report: Report, style: Style): readonly string[] {
  const dropped = report.files.flatMap((file) => file.dropped);
  if (dropped.length === 0) return [];
  return [
    style.paint.bold(`Dropped: ${count(dropped.length, "candidate")}`),
    ...ORDER.flatMap((gate) => {
      const some = dropped.filter((one) => one.gate === gate);
      return some.length === 0 ? [] : gateLines(gate, some, style);
    }),
  ];
}

function gateLines(gate: Gate, dropped: readonly DroppedTest[], style: Style): readonly string[] {
  const { paint, signs, width } = style;
  const lines = wrapIndented(`${dropped.length} ${signs.dot} ${GATE_WORDS[gate]}`, width, "  ", "      ");
  const example = dropped[0];
  if (gate === "adds-goal" || example === undefined) return lines;
  const text = `      ${escapeText(example.candidate.unit)} ${escapeText(example.candidate.title)}: ${escapeText(example.reason)}`;
  return [...lines, paint.dim(cutEnd(text, width, signs.cut))];
}
