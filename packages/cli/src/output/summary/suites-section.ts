import type { Report, SuiteFile } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutStart, padEnd, textWidth, wrapIndented } from "../text-width.js";
import { count } from "../words.js";

const MOST = 20;
const SIGNS: { readonly [action in SuiteFile["action"]]: string } = {
  created: "+",
  extended: "~",
  refreshed: "~",
  unchanged: "=",
};
const WORDS: { readonly [action in SuiteFile["action"]]: string } = {
  created: "new",
  extended: "extended, your tests kept",
  refreshed: "refreshed",
  unchanged: "unchanged",
};

/** Which test files were written, or would be. */
export function suitesSection(report: Report, style: Style): readonly string[] {
  const { paint, signs } = style;
  const changed = report.suites.filter((suite) => suite.action !== "unchanged");
  const same = report.suites.length - changed.length;
  if (report.suites.length === 0) return [];
  const shown = changed.slice(0, MOST);
  const most = style.width - 4;
  const name = (suite: SuiteFile): string => cutStart(escapeText(suite.path), most, signs.cut);
  const width = Math.max(0, ...shown.map((suite) => textWidth(name(suite))));
  const title = report.dryRun ? "Would write" : "Written";
  return [
    ...(changed.length === 0 ? [] : [paint.bold(title)]),
    ...shown.flatMap((suite) => {
      const tests = suite.tests === 0 ? "support file" : count(suite.tests, "test");
      const sign = suite.action === "created" ? paint.green(SIGNS[suite.action]) : paint.cyan(SIGNS[suite.action]);
      const what = `${tests}, ${WORDS[suite.action]}`;
      if (4 + width + 2 + what.length > style.width)
        return [`  ${sign} ${name(suite)}`, ...wrapIndented(what, style.width, "      ", "      ")];
      return [`  ${sign} ${padEnd(name(suite), width)}  ${what}`];
    }),
    ...(changed.length > shown.length
      ? [paint.dim(`  ${signs.cut} and ${count(changed.length - shown.length, "more file")}`)]
      : []),
    ...(same === 0 ? [] : [`  = ${count(same, "suite")} unchanged`]),
  ];
}
