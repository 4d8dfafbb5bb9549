import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linesPerCovered, sayFaults } from "./numbers.mjs";

/** Writes the table. `found` has a row for every module and round, `sizes` one for every suite of a single run over all modules. */
export function writeRepeats(folder, found, sizes, facts) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "repeat.md"), table(found, sizes, facts));
}

function table(found, sizes, facts) {
  const rounds = new Set(found.map(({ round }) => round)).size;
  const modules = [...new Set(found.map(({ module }) => module))];
  const rows = modules.map((module) => {
    const own = found.filter((one) => one.module === module);
    return {
      module,
      passed: own.filter(({ passed }) => passed).length,
      texts: new Set(own.map(({ hash }) => hash)).size,
      byClock: own.filter(({ byClock }) => byClock).length,
    };
  });
  const same = rows.filter(({ texts }) => texts === 1).length;
  const passed = rows.reduce((all, row) => all + row.passed, 0);
  return [
    "# The same every time",
    "",
    `${rounds} consecutive runs of \`autotest generate\` on fresh copies, one after the other, each in a folder of another name, under another`,
    `hash seed and allocator (\`PYTHONHASHSEED\`, \`PYTHONMALLOC\`), time zone (${facts.zones.join(", ")}) and locale (${facts.locales.join(", ")}); then the plain`,
    "`pytest` or `mocha` of a user on what was written. The calls of the default budget decide when the search ends, not the clock.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: Node ${facts.node}, Python ${facts.python}, autotest ${facts.revision}.`,
    "",
    `${passed} of ${rows.length * rounds} suites pass; ${same} of ${rows.length} modules have the same suite to the byte in every run.`,
    "",
    "| module | passing runs | distinct suites | ended by the clock |",
    "|---|--:|--:|--:|",
    ...rows.map(
      ({ module, passed, texts, byClock }) => `| ${module} | ${passed} of ${rounds} | ${texts} | ${byClock} |`,
    ),
    "",
    ...(sizes.length === 0 ? [] : sizesText(sizes)),
  ].join("\n");
}

function sizesText(sizes) {
  return [
    "## What a reviewer meets",
    "",
    `One run over the modules of all benchmarks: ${sizes.length} suites with ${sizes.reduce((all, { tests }) => all + tests, 0)} tests. ${sayFaults(sizes)}`,
    "",
    "| module | tests | lines of tests | covered lines | lines of tests for a covered line |",
    "|---|--:|--:|--:|--:|",
    ...sizes.map(
      (row) => `| ${row.module} | ${row.tests} | ${row.testLines} | ${row.lines.covered} | ${linesPerCovered([row])} |`,
    ),
    "",
  ];
}
