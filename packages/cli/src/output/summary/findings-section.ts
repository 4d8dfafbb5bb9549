import { FINDING_WORDS, type Finding, type Report } from "@autotest/core";
import { escapeLines, escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutEnd, wrapIndented } from "../text-width.js";
import { count } from "../words.js";

const MOST = 8;
const MOST_LINES = 6;

/** What a person should look at; nothing of it was written into a suite as if it were right. */
export function findingsSection(report: Report, style: Style): readonly string[] {
  const { paint, signs } = style;
  const findings = report.files.flatMap((file) => file.findings);
  if (findings.length === 0) return [];
  return [
    paint.bold(`Worth a look: ${count(findings.length, "finding")}`),
    ...findings.slice(0, MOST).flatMap((finding) => lines(finding, style)),
    ...(findings.length > MOST
      ? [paint.dim(`  ${signs.cut} and ${findings.length - MOST} more (all of them with --json)`)]
      : []),
  ];
}

function lines(finding: Finding, style: Style): readonly string[] {
  const { paint, signs, width } = style;
  const place = `${escapeText(finding.path)}:${finding.line}`;
  const named = finding.unit === "<module>" || finding.message.startsWith(finding.unit);
  const unit = named ? "" : `${escapeText(finding.unit)}: `;
  const source =
    finding.reproduction === undefined ? [] : escapeLines(finding.reproduction).split("\n").slice(0, MOST_LINES);
  return [
    ...wrapIndented(
      `${FINDING_WORDS[finding.kind]} ${signs.dot} ${place}`,
      width,
      `  ${paint.yellow(signs.warning)} `,
      "      ",
    ),
    ...wrapIndented(`${unit}${escapeText(finding.message)}`, width, "      ", "      "),
    ...source.map((line) => paint.dim(cutEnd(`        ${line}`, width, signs.cut))),
  ];
}
