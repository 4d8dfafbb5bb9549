import type { Report } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { wrap } from "../text-width.js";
import { count } from "../words.js";
import { droppedSection } from "./dropped-section.js";
import { filesTable } from "./files-table.js";
import { findingsSection } from "./findings-section.js";
import { headline, keptTests } from "./headline.js";
import { modelSection } from "./model-section.js";
import { mutantsSection } from "./mutants-section.js";
import { openGoalsSection } from "./open-goals-section.js";
import { skippedSection } from "./skipped-section.js";
import { suitesSection } from "./suites-section.js";

const MOST_WARNINGS = 5;
const AGENT_LINES = 38;

/** The report of a run for people, ending with one `next:` line. No line end at the end. */
export function summary(report: Report, style: Style): string {
  if (style.mode === "quiet") return `autotest: ${headline(report, style)}`;
  if (style.mode === "agent") return agentSummary(report, style);
  const { paint } = style;
  const sections = [
    filesTable(report, style),
    suitesSection(report, style),
    openGoalsSection(report, style),
    mutantsSection(report, style),
    modelSection(report, style),
    droppedSection(report, style),
    findingsSection(report, style),
    skippedSection(report, style),
    warnings(report, style),
    wrap(headline(report, style), style.width).map((line) => paint.bold(line)),
    proof(report, style),
  ].filter((section) => section.length > 0);
  return [...joinSections(sections), "", nextLine(report, style)].join("\n");
}

/** For a coding agent: the result, what failed, what to look at, the next command. */
function agentSummary(report: Report, style: Style): string {
  const lines = [
    headline(report, style),
    ...report.suites
      .filter((suite) => suite.action !== "unchanged")
      .map(
        (suite) =>
          `suite: ${escapeText(suite.path)} (${suite.tests === 0 ? "support file" : count(suite.tests, "test")}, ${suite.action})`,
      )
      .slice(0, 10),
    ...findingsSection(report, style).slice(0, 12),
    ...openGoalsSection(report, style).slice(0, 12),
    ...mutantsSection(report, style).slice(0, 4),
    ...(report.cost ? modelSection(report, style) : []),
    ...skippedSection(report, style).slice(0, 8),
    ...warnings(report, style),
  ];
  const shown = lines.length > AGENT_LINES ? [...lines.slice(0, AGENT_LINES - 1), "(more with --json)"] : lines;
  return [...shown, nextLine(report, style)].join("\n");
}

function joinSections(sections: readonly (readonly string[])[]): readonly string[] {
  return sections.flatMap((section, index) => (index === 0 ? section : ["", ...section]));
}

function warnings(report: Report, { paint, signs, width }: Style): readonly string[] {
  const shown = report.warnings.slice(0, MOST_WARNINGS);
  const left = report.warnings.length - shown.length;
  return [
    ...shown.flatMap((warning) =>
      wrap(escapeText(warning), width - 4).map((line, index) =>
        index === 0 ? `${paint.yellow(signs.warning)} ${line}` : `  ${line}`,
      ),
    ),
    ...(left > 0 ? [paint.dim(`  ${signs.cut} and ${count(left, "more warning")}`)] : []),
  ];
}

/** What stands behind the tests, and how to get the same ones again. */
function proof(report: Report, style: Style): readonly string[] {
  if (keptTests(report) === 0) return [];
  const timed = report.files.some((file) => file.stoppedByTime);
  const again = timed
    ? "The clock ended part of the search, so another run may find other tests."
    : `Seed ${report.seed} gives the same suites again.`;
  const text = `Each kept test met a goal no other test met, and passed again in fresh processes and in another order. ${again} Isolation: ${isolationText(report)}.`;
  return wrap(text, style.width).map((line) => style.paint.dim(line));
}

function isolationText({ isolation, sandbox }: Report): string {
  return sandbox?.reason ? `${isolation} (${escapeText(sandbox.reason)}; autotest doctor tells more)` : isolation;
}

/** The one command to run next. */
export function nextLine(report: Report, { paint }: Style): string {
  return `next: ${paint.cyan(escapeText(report.next))}`;
}
