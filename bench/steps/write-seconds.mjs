import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "./numbers.mjs";

const GOAL = 2;

/** Writes the table. */
export function writeSeconds(folder, rows, facts) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "seconds.md"), table(rows, facts));
}

function table(rows, facts) {
  const of = (language) => rows.filter((row) => row.language === language).map(({ seconds }) => seconds);
  const all = median(rows.map(({ seconds }) => seconds));
  return [
    "# One small file",
    "",
    `Wall time of a whole \`autotest generate <file>\`: search, three proving runs, writing. Medians of ${facts.rounds}, all files in turn, each on a fresh copy. Load average when it began: ${facts.load.toFixed(1)} (above ${facts.cpus}, others`,
    "used the cores too).",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: Node ${facts.node}, Python ${facts.python}, ${facts.cpus} × ${facts.cpu}, autotest ${facts.revision}.`,
    "",
    `Median of all ${rows.length} files: ${all.toFixed(2)} s (goal: below ${GOAL} s, ${all < GOAL ? "met" : "**missed**"}). Python ${median(of("python")).toFixed(2)} s, JavaScript and TypeScript ${median(of("javascript")).toFixed(2)} s.`,
    "",
    "| file | lines with code | tests | seconds |",
    "|---|--:|--:|--:|",
    ...rows.map(({ module, lines, tests, seconds }) => `| ${module} | ${lines} | ${tests} | ${seconds.toFixed(2)} |`),
    "",
  ].join("\n");
}
