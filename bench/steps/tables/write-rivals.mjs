import { UNKILLABLE } from "../../unkillable-mutants.mjs";
import { both, caught, judged, mean, median, percent, sayFaults, share, strength } from "./numbers.mjs";
import { sayRevisions } from "./rows.mjs";

/** Lines of the comparison. A suite that is missing or does not pass three times counts as zero everywhere. */
export function rivalsTable(rows, facts) {
  const generators = [...new Set(rows.map((row) => row.generator))];
  return [
    "# Side by side with Pynguin",
    "",
    "Each row is one generator on one module of a fresh copy of the same project, in the same run on the same machine. Judges are the same for",
    "all and belong to none: plain pytest three times in fresh processes in random order, coverage.py for lines and branches, mutmut for the",
    "share of mutants that a suite catches (at most 120 of a module, evenly spread, the same for all; mutants in code no test reaches count",
    "as missed). A suite that was not made, or does not pass three times, counts as zero in every column. Pynguin's budget is its search time",
    "and again as much for its mutation analysis; what it needs beyond is waited for, 120 s at most. Memory is that of the largest process.",
    "`with mutate` adds `autotest mutate` on the suite just made: it runs mutmut on every mutant of the module and looks for tests against",
    "those that survive; its seconds hold mutmut's own.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: ${facts.cpus} x ${facts.cpu}, ${facts.memory}, Node ${facts.node}, Python ${facts.python}, ${sayRevisions(rows.filter(({ generator }) => isOurs(generator)))}, ${facts.rival}, ${facts.judge}.`,
    "",
    "## In short",
    "",
    "| generator | suites that pass 3/3 | lines % | branches % | both % | mutants caught % | tests | lines of tests | xfails | median s | peak MB |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ...generators.map((generator) =>
      summary(
        generator,
        rows.filter((row) => row.generator === generator),
      ),
    ),
    "",
    ...generators.filter((name) => !isOurs(name)).map((generator) => versus(rows, generators[0], generator)),
    "",
    sayKillable(rows, generators),
    "",
    ...generators.filter(isOurs).flatMap((generator) => [
      sayJudged(
        generator,
        rows.filter((row) => row.generator === generator),
      ),
      "",
    ]),
    `What a reviewer meets in suites of ${generators[0]}: ${sayFaults(rows.filter((row) => row.generator === generators[0]))}`,
    "",
    "## Module by module",
    "",
    "| package | module | generator | lines % | branches % | mutants caught % | tests | lines of tests | xfails | s | passes |",
    "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ...rows.map(
      (row) =>
        `| ${row.package} | ${row.module} | ${row.generator} | ${percent(row.lines)} | ${percent(row.branches)} | ${caught(row)} | ${row.tests} | ${row.testLines} | ${row.xfails} | ${row.seconds.toFixed(1)} | ${row.passes}/3 |`,
    ),
    "",
    "## What went wrong",
    "",
    ...rows.filter((row) => row.note !== "").map((row) => `- ${row.generator}, \`${row.module}\`: ${plain(row.note)}`),
  ];
}

/** What `autotest` made, with or without a second command. */
function isOurs(generator) {
  return generator.startsWith("autotest");
}

function summary(generator, rows) {
  const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
  return `| ${generator} | ${rows.filter((row) => row.passes === 3).length} of ${rows.length} | ${mean(rows.map((row) => share(row.lines)))} | ${mean(rows.map((row) => share(row.branches)))} | ${mean(rows.map(both))} | ${mean(judged(rows).map(strength))} | ${sum("tests")} | ${sum("testLines")} | ${sum("xfails")} | ${median(rows.map((row) => row.seconds)).toFixed(1)} | ${Math.round(Math.max(...rows.map((row) => row.peakMb)))} |`;
}

/** On how many modules the first catches more mutants than the other. */
function versus(rows, first, other) {
  const by = (generator) =>
    new Map(judged(rows.filter((row) => row.generator === generator)).map((row) => [row.module, row]));
  const [ours, theirs] = [by(first), by(other)];
  const shared = [...ours.keys()].filter((module) => theirs.has(module));
  const more = shared.filter((module) => strength(ours.get(module)) > strength(theirs.get(module))).length;
  const same = shared.filter((module) => strength(ours.get(module)) === strength(theirs.get(module))).length;
  return `${first} against ${other}: catches more mutants on ${more} of ${shared.length} modules, as many on ${same}.`;
}

/**
 * Mutants caught where any can be: on modules of which some generator has a suite that passes. A lower bound of the share of
 * killable mutants, since all of theirs are taken as such.
 */
function sayKillable(rows, generators) {
  const totals = new Map(rows.flatMap(({ module, mutants }) => (mutants === null ? [] : [[module, mutants.total]])));
  const all = [...totals.values()].reduce((sum, total) => sum + total, 0);
  const shares = generators.map((generator) => {
    const own = judged(rows.filter((row) => row.generator === generator && totals.has(row.module)));
    const killed = own.reduce((sum, { mutants }) => sum + (mutants?.killed ?? 0), 0);
    return `${generator} ${mean(own.map(strength))} % (mean of modules; ${killed} of ${all} together)`;
  });
  return `Mutants caught on the ${totals.size} modules of which any generator has a suite, every mutant taken as killable: ${shares.join(", ")}.`;
}

/**
 * What is left when the survivors that no test can tell from the code are taken away. Only those of this table count: what is
 * listed and was not made, or was caught, changes nothing.
 */
function sayJudged(generator, rows) {
  const judged = rows.filter((row) => row.mutants?.survivors !== undefined);
  if (judged.length === 0) return "";
  const survivors = judged.flatMap(({ mutants }) => mutants.survivors);
  const unkillable = survivors.filter(({ name }) => UNKILLABLE[name] !== undefined).length;
  const killed = judged.reduce((all, { mutants }) => all + mutants.killed, 0);
  const killable = killed + survivors.length - unkillable;
  return `Of the ${survivors.length} survivors of ${generator} in ${judged.length} modules ${unkillable} cannot be told from the code by any test, as judged by reading each (\`unkillable-mutants.mjs\`): it catches ${killed} of ${killable} killable mutants, ${((killed / killable) * 100).toFixed(1)} %.`;
}

/** One line without folders of this machine. */
export function plain(text) {
  return text
    .replace(/\s+/g, " ")
    .replaceAll(/\/\S*\/(?=[^/\s]+)/g, "")
    .slice(0, 200);
}
