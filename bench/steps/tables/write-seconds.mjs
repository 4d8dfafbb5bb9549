import { writeFileSync } from "node:fs";
import { median } from "./numbers.mjs";

const GOAL = 2;
/** Where the copy lies, by the field of a row. */
const PLACES = { seconds: "Seconds on the disk", inMemory: "Seconds in memory" };

/** Writes the table. */
export function writeSeconds(file, rows, facts) {
  writeFileSync(file, table(rows, facts));
}

function table(rows, facts) {
  const measured = rows.every(({ inMemory }) => inMemory !== null) ? ["seconds", "inMemory"] : ["seconds"];
  return [
    "# One small file",
    "",
    `Wall time of a whole \`autotest generate <file>\`: search, three proving runs, writing. Medians of ${facts.rounds}, all files in turn, each on a fresh copy. Load average when it began: ${facts.load.toFixed(1)} (above ${facts.cpus}, others`,
    `used the cores too). Every run copies the project into the temporary folder: once that is on the disk (${facts.disk}), once in memory, as \`/tmp\` is on many systems.`,
    "",
    `Made by \`${facts.command}\` on ${facts.date}: Node ${facts.node}, Python ${facts.python}, ${facts.cpus} × ${facts.cpu}, autotest ${facts.revision}.`,
    "",
    ...measured.flatMap((name) => [`${PLACES[name]}: ${medians(rows, name)}`, ""]),
    `| file | lines with code | tests | ${measured.map((name) => PLACES[name].toLowerCase()).join(" | ")} |`,
    `|---|--:|--:|${"--:|".repeat(measured.length)}`,
    ...rows.map(
      (row) =>
        `| ${row.module} | ${row.lines} | ${row.tests} | ${measured.map((name) => row[name].toFixed(2)).join(" | ")} |`,
    ),
    "",
  ].join("\n");
}

function medians(rows, name) {
  const of = (language) => rows.filter((row) => row.language === language).map((row) => row[name]);
  const all = median(rows.map((row) => row[name]));
  return `median of all ${rows.length} files ${all.toFixed(2)} s (goal: below ${GOAL} s, ${all < GOAL ? "met" : "**missed**"}), Python ${median(of("python")).toFixed(2)} s, JavaScript and TypeScript ${median(of("javascript")).toFixed(2)} s.`;
}
