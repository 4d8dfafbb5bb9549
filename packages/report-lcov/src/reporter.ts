import type { FileCoverage, Report, Reporter } from "@autotest/core";

/** Shows the coverage after the run as an LCOV tracefile. */
export const lcov: Reporter = { id: "lcov", render };

function render({ files }: Report): string {
  const records = files.flatMap(({ coverageAfter }) => (coverageAfter === null ? [] : [record(coverageAfter)]));
  return `TN:autotest\n${records.join("")}`;
}

/**
 * Which lines ran is known, how often is not: 1 stands for "ran". Of branches only the totals are given, since those that were
 * taken are counted and not listed: with only the missed ones listed, a reader would count none as taken.
 */
function record({ path, coveredLines, missedLines, branches }: FileCoverage): string {
  const hits = [
    ...coveredLines.map((line) => ({ line, hits: 1 })),
    ...missedLines.map((line) => ({ line, hits: 0 })),
  ].sort((a, b) => a.line - b.line);
  const lines = [
    `SF:${oneLine(path)}`,
    ...hits.map((one) => `DA:${one.line},${one.hits}`),
    `LF:${hits.length}`,
    `LH:${coveredLines.length}`,
    `BRF:${branches.total}`,
    `BRH:${branches.covered}`,
    "end_of_record",
  ];
  return `${lines.join("\n")}\n`;
}

/** The format has no escapes: a line end in a name would begin a line of its own. */
function oneLine(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "_");
}
