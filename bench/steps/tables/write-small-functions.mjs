import { mean } from "./numbers.mjs";
import { plain } from "./write-rivals.mjs";

/** The table, and the functions of which something stayed open. */
export function smallFunctionsTable(rows, facts) {
  const all = rows.flatMap((row) => row.functions);
  const open = rows.flatMap(({ package: name, functions }) =>
    functions.filter(({ goals, met }) => met < goals).map((one) => ({ name, ...one })),
  );
  return [
    "# Small functions with plain parameters",
    "",
    "Functions of at most 30 lines that anybody can call, all of whose parameters are, as far as the code tells, numbers, texts, booleans, or",
    "collections of such. One run of `autotest generate` over the modules of a package, with the usual budget. Branches: the goals that kept",
    "tests meet, as the command reports them; the entry of a function counts as one. What a run left out has met nothing.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: ${facts.cpus} x ${facts.cpu}, Node ${facts.node}, Python ${facts.python}, autotest ${facts.revision}.`,
    "",
    `All ${all.length} functions: mean of branches ${percentOf(all)} %, all branches met in ${wholeOf(all)} of them.`,
    "",
    "| package | functions | branches met %, mean | all branches met in |",
    "|---|--:|--:|--:|",
    ...rows.map(
      (row) => `| ${row.package} | ${row.functions.length} | ${percentOf(row.functions)} | ${wholeOf(row.functions)} |`,
    ),
    "",
    "## Not wholly covered",
    "",
    ...open.map(({ name, unit, goals, met }) => `- ${name}, \`${unit}\`: ${met} of ${goals}`),
    "",
    ...rows.filter(({ note }) => note !== "").map((row) => `- ${row.package}: ${plain(row.note)}`),
    "",
  ].join("\n");
}

function percentOf(functions) {
  return mean(functions.map(({ goals, met }) => (goals === 0 ? 1 : met / goals)));
}

function wholeOf(functions) {
  return functions.filter(({ goals, met }) => met >= goals).length;
}
