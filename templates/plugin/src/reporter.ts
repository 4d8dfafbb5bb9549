import type { FileReport, Report, Reporter } from "@autotest/core";

/** Shows a report as Markdown: one row per file, then what stayed open and what looks wrong. */
export const markdownReporter: Reporter = { id: "mine", render };

function render(report: Report): string {
  const kept = report.files.reduce((sum, file) => sum + file.kept.length, 0);
  const sections = [
    `# autotest ${escapeText(report.command)}`,
    `${kept} tests kept in ${report.suites.length} suites, ${report.seconds.toFixed(1)} s, seed ${report.seed}.`,
    table(report.files),
    list(
      "Open goals",
      report.files.flatMap(({ open }) =>
        open.map(({ goal, reason }) => `${goal.path}:${goal.line} ${goal.arm}: ${reason}`),
      ),
    ),
    list(
      "Findings",
      report.files.flatMap(({ findings }) =>
        findings.map(({ path, line, kind, message }) => `${path}:${line} ${kind}: ${message}`),
      ),
    ),
    list(
      "Skipped",
      report.skipped.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    list("Warnings", report.warnings),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function table(files: readonly FileReport[]): string {
  if (files.length === 0) return "";
  const rows = files.map(({ path, kept, dropped, open, coverageAfter }) => {
    const lines = coverageAfter === null ? "" : `${coverageAfter.lines.covered}/${coverageAfter.lines.total}`;
    return `| ${escapeText(path)} | ${kept.length} | ${dropped.length} | ${open.length} | ${lines} |`;
  });
  return ["| file | kept | dropped | open goals | lines |", "|---|---|---|---|---|", ...rows].join("\n");
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : [`## ${title}`, "", ...items.map((item) => `- ${escapeText(item)}`)].join("\n");
}

/** Texts come from the code under test: they may not become markup, table cells or terminal commands. */
function escapeText(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
