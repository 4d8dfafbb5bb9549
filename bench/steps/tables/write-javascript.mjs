import { JAVASCRIPT_RIVALS } from "../../packages.mjs";
import { caught, judged, mean, median, percent, sayFaults, share, strength } from "./numbers.mjs";
import { sayRevisions } from "./rows.mjs";
import { plain } from "./write-rivals.mjs";

/** Lines of the table. A suite that is missing or does not pass three times counts as zero. */
export function javascriptTable(rows, facts) {
  const failed = rows.filter((row) => row.note !== "");
  return [
    "# Suites for JavaScript and TypeScript sources, and how strong they are",
    "",
    "Each row is one run of `autotest generate <module>` on a fresh copy of the published package. Judges: plain Mocha three times in fresh",
    "processes in random order; istanbul's counters, put into the source itself, for lines and branches; StrykerJS for the share of mutants",
    "that the suite catches (time limits count as caught, mutants no test reaches as missed; `?`: not finished in 400 s). A suite that was not",
    "made, or does not pass three times, counts as zero.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: ${facts.cpus} x ${facts.cpu}, ${facts.memory}, Node ${facts.node}, ${sayRevisions(rows)}, ${facts.judge}.`,
    "",
    `${rows.filter((row) => row.passes === 3).length} of ${rows.length} suites pass 3/3. Median of branches ${Math.floor(100 * median(rows.map((row) => share(row.branches))))} %, mean of lines ${mean(rows.map((row) => share(row.lines)))} %, of branches ${mean(rows.map((row) => share(row.branches)))} %, of mutants caught ${mean(judged(rows).map(strength))} %. Median ${median(rows.map((row) => row.seconds)).toFixed(1)} s.`,
    "",
    `What a reviewer meets: ${sayFaults(rows)}`,
    "",
    "| package | module | lines % | branches % | mutants caught % | tests | lines of tests | s | passes |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ...rows.map(
      (row) =>
        `| ${row.package} | ${row.module} | ${percent(row.lines)} | ${percent(row.branches)} | ${caught(row)} | ${row.tests} | ${row.testLines} | ${row.seconds.toFixed(1)} | ${row.passes}/3 |`,
    ),
    "",
    ...(failed.length > 0 ? ["## What went wrong", ""] : []),
    ...failed.map((row) => `- \`${row.module}\`: ${plain(row.note)}`),
    ...(failed.length > 0 ? [""] : []),
    "## Other generators",
    "",
    `What npm has and needs no model, as tried on modules of this table on ${JAVASCRIPT_RIVALS.tried}: none makes a suite that the judges above`,
    "could run, so each would be rows of zeros. As published for other packages and never checked here: Nessie, 25 npm packages, median",
    "51.3 % of statements and 25.6 % of branches.",
    "",
    ...JAVASCRIPT_RIVALS.tools.map(({ name, gave }) => `- ${name}: ${gave}.`),
  ];
}
