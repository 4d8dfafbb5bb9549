import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { median, sayFaults } from "./numbers.mjs";

/** Writes the table for people and the same for machines. A row that failed counts as zero everywhere. */
export function writeResults(folder, name, rows, facts) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ facts, rows }, null, 2)}\n`);
  const languages = [...new Set(rows.map((row) => row.language))];
  const lines = [
    "# Suites for code nobody here wrote",
    "",
    "Each row is one run of `autotest generate --path <module>` on a fresh project made from the published package; then the plain command of a",
    "user (`pytest`, `npx mocha`) three times in fresh processes in random order; then coverage by coverage.py, or from V8's counters through",
    "istanbul (statement lines). A suite that does not pass three times, or was not made at all, counts as zero. The copies of `bisect` and",
    "`heapq` leave out the lines that replace their functions by others written in C.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: ${facts.cpus} x ${facts.cpu}, ${facts.memory}, Node ${facts.node}, Python ${facts.python}, autotest ${facts.revision}.`,
    "",
    ...languages.flatMap((language) =>
      section(
        language,
        rows.filter((row) => row.language === language),
      ),
    ),
    ...failures(rows),
  ];
  writeFileSync(join(folder, `${name}.md`), `${lines.join("\n").trimEnd()}\n`);
}

/** What of the machine decides the seconds. */
export function machineFacts() {
  const [cpu] = cpus();
  return {
    cpus: cpus().length,
    cpu: cpu?.model ?? "unknown processor",
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.versions.node,
  };
}

function section(language, rows) {
  const title = language === "python" ? "Python (pytest)" : "JavaScript (Mocha)";
  return [
    `## ${title}`,
    "",
    "| package | module | tests | lines % | branches % | seconds | passes |",
    "|---|---|--:|--:|--:|--:|--:|",
    ...rows.map(
      (row) =>
        `| ${row.package} | ${row.module} | ${row.tests} | ${percent(row.lines)} | ${percent(row.branches)} | ${row.seconds.toFixed(1)} | ${row.passes}/3 |`,
    ),
    "",
    `${rows.filter((row) => row.passes === 3).length} of ${rows.length} suites pass 3/3. Mean of lines ${mean(rows, "lines")} %, of branches ${mean(rows, "branches")} %.`,
    `Median ${median(rows.map((row) => row.seconds)).toFixed(1)} s per module; ${rows.filter((row) => ratio(row.lines) >= 0.7 && row.seconds < 10).length} of ${rows.length} reach 70 % of lines in less than 10 s.`,
    `What a reviewer meets: ${sayFaults(rows)}`,
    "",
  ];
}

function failures(rows) {
  const failed = rows.filter((row) => row.note !== "");
  return failed.length === 0
    ? []
    : [
        "## What went wrong",
        "",
        ...failed.map((row) => `- ${row.package} \`${row.module}\`: ${row.note.replace(/\s+/g, " ").slice(0, 300)}`),
      ];
}

function ratio({ covered, total }) {
  return total === 0 ? 1 : covered / total;
}

/** Whole percent; `-` when there is nothing to cover. */
function percent(part) {
  return part.total === 0 ? "-" : Math.floor(100 * ratio(part));
}

function mean(rows, name) {
  const counted = rows.filter((row) => row[name].total > 0 || row.passes < 3);
  const sum = counted.reduce((all, row) => all + (row.passes < 3 ? 0 : ratio(row[name])), 0);
  return counted.length === 0 ? 0 : Math.floor((100 * sum) / counted.length);
}
