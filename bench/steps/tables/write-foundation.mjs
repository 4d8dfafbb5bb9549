import { mean, median, percent, sayFaults, share } from "./numbers.mjs";
import { sayRevisions } from "./rows.mjs";

/** Lines of the table. A row that failed counts as zero everywhere. */
export function foundationTable(rows, facts) {
  const languages = [...new Set(rows.map((row) => row.language))];
  return [
    "# Suites for code nobody here wrote",
    "",
    "Each row is one run of `autotest generate --path <module>` on a fresh project made from the published package; then the plain command of a",
    "user (`pytest`, `npx mocha`) three times in fresh processes in random order; then coverage by coverage.py, or from V8's counters through",
    "istanbul (statement lines). A suite that does not pass three times, or was not made at all, counts as zero. The copies of `bisect` and",
    "`heapq` leave out the lines that replace their functions by others written in C.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: ${facts.cpus} x ${facts.cpu}, ${facts.memory}, Node ${facts.node}, Python ${facts.python}, ${sayRevisions(rows)}.`,
    "",
    ...languages.flatMap((language) =>
      section(
        language,
        rows.filter((row) => row.language === language),
      ),
    ),
    ...failures(rows),
  ];
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
    `${rows.filter((row) => row.passes === 3).length} of ${rows.length} suites pass 3/3. Mean of lines ${mean(rows.map((row) => share(row.lines)))} %, of branches ${mean(rows.map((row) => share(row.branches)))} %.`,
    `Median ${median(rows.map((row) => row.seconds)).toFixed(1)} s per module; ${rows.filter((row) => share(row.lines) >= 0.7 && row.seconds < 10).length} of ${rows.length} reach 70 % of lines in less than 10 s.`,
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
