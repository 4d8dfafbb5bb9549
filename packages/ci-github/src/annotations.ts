import { FINDING_WORDS, type FileReport, goalWords, type Report, type Reporter } from "@autotest/core";

/** GitHub shows ten annotations of a type for a step, and drops the others without a word. */
const MOST = 10;

/** Shows findings and open goals as workflow commands, which GitHub turns into annotations at the lines. */
export const annotations: Reporter = { id: "github-annotations", render };

function render({ files }: Report): string {
  const findings = files.flatMap((file) =>
    file.findings
      .filter(({ line }) => isShown(file, line))
      .map(({ kind, path, line, unit, message }) =>
        command("warning", path, line, FINDING_WORDS[kind], `${unit}: ${message}`),
      ),
  );
  const open = files.flatMap((file) =>
    file.open
      .filter(({ goal }) => isShown(file, goal.line))
      .map(({ goal }) => command("notice", goal.path, goal.line, "not tested", goalWords(goal))),
  );
  const shown = [...limited(findings, "findings"), ...limited(open, "open goals")];
  return `${shown.length === 0 ? "autotest: nothing to annotate" : shown.join("\n")}\n`;
}

/** The first ones, and how many were left out. */
function limited(commands: readonly string[], noun: string): readonly string[] {
  if (commands.length <= MOST) return commands;
  return [...commands.slice(0, MOST), `autotest: ${commands.length - MOST} more ${noun}: see the summary of the job`];
}

function isShown({ changedRanges }: FileReport, line: number): boolean {
  return changedRanges == null || changedRanges.some(({ from, to }) => from <= line && line <= to);
}

function command(type: string, path: string, line: number, title: string, message: string): string {
  return `::${type} file=${property(path)},line=${line},title=${property(`autotest: ${title}`)}::${data(message)}`;
}

/** What a command says. Only a line end could begin another command; nothing unseen comes through. */
function data(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A")
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, " ");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
