import { sayRevisions } from "./rows.mjs";
import { plain } from "./write-rivals.mjs";

const GOAL = 60;

/** Lines of the table. A package that failed counts as zero. */
export function mutationTable(rows, facts) {
  const failed = rows.filter((row) => row.failed !== "");
  return [
    "# Survivors killed",
    "",
    "Published packages at pinned versions with their authors' own tests. Each row is one run of `autotest mutate <files> --offline` on a fresh",
    "copy: mutmut or StrykerJS runs, tests are made for what survives, each kill is proven. Then the tool is run once more on a copy with the new",
    "tests added to the author's, with settings of the benchmark's own: what it kills of the claimed kills is confirmed, what it does not is a",
    "false kill; where it only runs into its time limit, the claim stands in neither column. Survivors are mutants that no test notices, those that no test reaches among them. Killable are all of them but those that",
    "the command itself takes out (excluded) and those that a person judged equivalent, each with a reason, in `equivalent-mutants.mjs`;",
    "that person looked at what earlier runs left, and the search was improved on some of these packages, so it is not blind. The share of",
    "all survivors is beside it, for whoever does not want to take that person's word. Seconds are those of the whole command,",
    "the tool's own runs included; memory is the most that all its processes held at once. Scores are the tool's: timeouts count as caught.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: ${facts.cpus} x ${facts.cpu}, ${facts.memory}, Node ${facts.node}, Python ${facts.python}, ${facts.tools.join(", ")}, ${sayRevisions(rows)}.`,
    "",
    ...rows
      .map(({ language }) => language)
      .filter((language, at, all) => all.indexOf(language) === at)
      .map((language) =>
        say(
          language,
          rows.filter((row) => row.language === language),
        ),
      ),
    say("together", rows),
    "",
    "| package | files | mutants | score before % | survivors | excluded | equivalent | killable | killed | confirmed | false | confirmed of killable % | of survivors % | score after % | tests | s | s per kill | peak MB |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ...rows.map(line),
    "",
    "## What is left, as the command says",
    "",
    "| package | left | of them equivalent | no input shows it | only words of an error | cannot be tried | not proven | other |",
    "|---|--:|--:|--:|--:|--:|--:|--:|",
    ...rows.filter((row) => row.failed === "").map(leftLine),
    ...(failed.length > 0 ? ["", "## What went wrong", ""] : []),
    ...failed.map((row) => `- ${row.package}: ${plain(row.failed)}`),
  ];
}

function say(name, rows) {
  const sum = (pick) => rows.reduce((all, row) => all + (row.failed === "" ? pick(row) : 0), 0);
  const [killable, confirmed, survivors] = [sum(killableOf), sum((row) => row.confirmed), sum((row) => row.survivors)];
  const share = killable === 0 ? 0 : (100 * confirmed) / killable;
  const title = { python: "Python", javascript: "JavaScript", together: "Together" }[name];
  return `- ${title}: ${confirmed} of ${killable} killable survivors killed and confirmed, ${share.toFixed(1)} % (goal: ${GOAL} %, ${share >= GOAL ? "met" : "**missed**"}); ${confirmed} of all ${survivors} survivors; ${sum((row) => row.false)} false kills; ${(sum((row) => row.seconds) / Math.max(1, confirmed)).toFixed(1)} s per kill.`;
}

function killableOf({ survivors, excluded, equivalent }) {
  return survivors - excluded - equivalent;
}

function line(row) {
  const files = row.modules.map((path) => `\`${path}\``).join(", ");
  if (row.failed !== "")
    return `| ${row.package} | ${files} | failed |${" 0 |".repeat(12)} ${row.seconds.toFixed(0)} | - | ${row.megabytes} |`;
  const { before, confirmed } = row;
  const score = (detected) => ((100 * detected) / before.total).toFixed(1);
  const cells = [
    row.package,
    files,
    before.total,
    score(before.detected),
    row.survivors,
    row.excluded,
    row.equivalent,
    killableOf(row),
    row.killed,
    confirmed,
    row.false,
    killableOf(row) === 0 ? "-" : ((100 * confirmed) / killableOf(row)).toFixed(1),
    row.survivors === 0 ? "-" : ((100 * confirmed) / row.survivors).toFixed(1),
    score(before.detected + row.caught),
    row.tests,
    row.seconds.toFixed(0),
    confirmed === 0 ? "-" : (row.seconds / confirmed).toFixed(1),
    row.megabytes,
  ];
  return `| ${cells.join(" | ")} |`;
}

const TOLD = {
  survives: ["survives", "no-coverage", "not-reached"],
  wording: ["wording"],
  untried: ["not-switchable", "import-time", "no-unit"],
  unproven: ["not-proven", "not-confirmed"],
};

function leftLine({ package: name, left, equivalent }) {
  const counts = Object.values(TOLD).map((codes) => left.filter(({ code }) => codes.includes(code)).length);
  const other = left.length - counts.reduce((sum, count) => sum + count, 0);
  return `| ${[name, left.length, equivalent, ...counts, other].join(" | ")} |`;
}
