import { FINDING_WORDS, type FileReport, goalWords, openReason, type Report, type Reporter } from "@autotest/core";
import { locate, wellFormed } from "./locate.js";

declare const PACKAGE_VERSION: string;

/** Shows findings and open goals as SARIF 2.1.0, as code scanning reads it. Of a run on changes only what stands on changed lines. */
export const sarif: Reporter = { id: "sarif", render };

/** Every rule there is: kinds of findings, and the one for what no test shows. */
const RULES: readonly { readonly id: string; readonly text: string }[] = [
  ...Object.entries(FINDING_WORDS).map(([id, text]) => ({ id, text })),
  { id: "open-goal", text: "no test shows it" },
];

function render(report: Report): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "autotest",
            version: PACKAGE_VERSION,
            informationUri: "https://github.com/autotest-dev/autotest",
            rules: RULES.map(({ id, text }) => ({ id, shortDescription: { text } })),
          },
        },
        invocations: [{ executionSuccessful: !report.interrupted }],
        columnKind: "utf16CodeUnits",
        results: report.files.flatMap(results),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function results(file: FileReport): readonly object[] {
  return [
    ...file.findings
      .filter(({ line }) => isShown(file, line))
      .map(({ id, kind, path, line, unit, message }) =>
        result(id, kind, "warning", path, line, `${unit}: ${FINDING_WORDS[kind]}: ${message}`),
      ),
    ...file.open
      .filter(({ goal }) => isShown(file, goal.line))
      .map(({ goal, code, reason }) =>
        result(
          goal.id,
          "open-goal",
          "note",
          goal.path,
          goal.line,
          `${goalWords(goal)} (${openReason(code)}: ${reason})`,
        ),
      ),
  ];
}

/** The id of a goal or finding comes from the content, so the same one is known again when lines have moved. */
function result(id: string, rule: string, level: string, path: string, line: number, text: string): object {
  return {
    ruleId: rule,
    ruleIndex: RULES.findIndex((one) => one.id === rule),
    level,
    message: { text: printable(text) },
    locations: [
      { physicalLocation: { artifactLocation: { uri: locate(path) }, region: { startLine: Math.max(1, line) } } },
    ],
    partialFingerprints: { "autotest/v1": id },
  };
}

function isShown({ changedRanges }: FileReport, line: number): boolean {
  return changedRanges == null || changedRanges.some(({ from, to }) => from <= line && line <= to);
}

/** Viewers show messages as they are, and a brace or bracket may begin a placeholder or a link. */
function printable(text: string): string {
  return wellFormed(text)
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, " ")
    .replace(/[{}]/g, "$&$&")
    .replace(/[[\]\\]/g, "\\$&");
}
