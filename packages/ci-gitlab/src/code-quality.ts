import { FINDING_WORDS, type FileReport, goalWords, type Report, type Reporter } from "@autotest/core";

/** Shows findings and open goals as GitLab's code quality report. Of a run on changes only what stands on changed lines. */
export const codeQuality: Reporter = { id: "gitlab-code-quality", render };

function render({ files }: Report): string {
  return `${JSON.stringify(files.flatMap(issues), null, 2)}\n`;
}

/** The id of a goal or finding comes from the content, so GitLab knows the same one again when lines have moved. */
function issues(file: FileReport): readonly object[] {
  return [
    ...file.findings
      .filter(({ line }) => isShown(file, line))
      .map(({ id, kind, path, line, unit, message }) =>
        issue(id, kind, "major", path, line, `${FINDING_WORDS[kind]} in ${unit}: ${message}`),
      ),
    ...file.open
      .filter(({ goal }) => isShown(file, goal.line))
      .map(({ goal }) => issue(goal.id, "open-goal", "info", goal.path, goal.line, `not tested: ${goalWords(goal)}`)),
  ];
}

function issue(id: string, check: string, severity: string, path: string, line: number, text: string): object {
  return {
    description: text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, " "),
    check_name: `autotest-${check}`,
    fingerprint: id,
    severity,
    location: { path, lines: { begin: Math.max(1, line) } },
  };
}

function isShown({ changedRanges }: FileReport, line: number): boolean {
  return changedRanges == null || changedRanges.some(({ from, to }) => from <= line && line <= to);
}
