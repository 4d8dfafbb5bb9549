import { mean, share } from "./numbers.mjs";
import { sayRevisions } from "./rows.mjs";
import { plain } from "./write-rivals.mjs";

const FULL = "nothing";

/** Lines of the table, `order` being the techniques. A module without a suite counts as zero. */
export function ablationTable(rows, facts, order) {
  return [
    "# What each technique contributes",
    "",
    "Each line is the search engine on the same modules with one technique left out (`options.engine-search.without`; the package's README says",
    "what each is), the first line with all of them. Lines and branches: mean over the modules, by coverage.py or istanbul through the report of",
    "the command. Changes noticed: small changes to the code that some test of the suite fails on, as autotest itself sees them, summed up. Without",
    "`mutants` they are still made and counted, only no assertion or input is looked for on their behalf. Calls: runs of the code the search made,",
    `those under a change included; a file may get ${facts.calls} for the search proper. No clock decides anything. In brackets the difference to the full engine.`,
    "One seed: a point, or a handful of changes, may be chance. Means hide the modules that decide, hence the last column.",
    "",
    `Made by \`${facts.command}\` on ${facts.date}: Node ${facts.node}, Python ${facts.python}, ${sayRevisions(rows)}.`,
    "",
    ...["python", "javascript"].flatMap((language) =>
      section(
        rows.filter((row) => row.language === language),
        order,
        language === "python" ? "Python" : "JavaScript",
      ),
    ),
    ...failures(rows),
  ];
}

function section(rows, order, title) {
  const by = new Map(order.map((without) => [without, figures(rows.filter((row) => row.without === without))]));
  const full = by.get(FULL);
  const modules = [...new Set(rows.map((row) => row.module))];
  if (full === undefined || full.modules === 0) return [];
  return [
    `## ${title}`,
    "",
    `Modules: ${modules.map((module) => `\`${module}\``).join(", ")}.`,
    "",
    "| without | lines % | branches % | changes noticed | tests | lines of tests | calls | loses most on |",
    "|---|--:|--:|--:|--:|--:|--:|---|",
    ...order.filter((without) => by.get(without).modules === full.modules).map((without) => line(without, by, rows)),
    "",
  ];
}

function figures(rows) {
  const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
  return {
    modules: rows.length,
    lines: Number(mean(rows.map((row) => share(row.lines)))),
    branches: Number(mean(rows.map((row) => share(row.branches)))),
    noticed: sum("noticed"),
    tests: sum("tests"),
    testLines: sum("testLines"),
    calls: sum("calls"),
  };
}

function line(without, by, rows) {
  const [own, full] = [by.get(without), by.get(FULL)];
  const cell = (name, digits) => {
    const value = own[name].toFixed(digits);
    const difference = (own[name] - full[name]).toFixed(digits);
    if (without === FULL) return value;
    return `${value} (${Number(difference) === 0 ? "=" : `${Number(difference) > 0 ? "+" : ""}${difference}`})`;
  };
  const cells = [
    cell("lines", 1),
    cell("branches", 1),
    cell("noticed"),
    cell("tests"),
    cell("testLines"),
    cell("calls"),
  ];
  return `| ${without === FULL ? "nothing (full engine)" : `\`${without}\``} | ${cells.join(" | ")} | ${worst(without, rows)} |`;
}

/** The module that suffers most: means hide the cases that decide. */
function worst(without, rows) {
  const full = new Map(rows.filter((row) => row.without === FULL).map((row) => [row.module, row]));
  const lost = rows
    .filter((row) => row.without === without && full.has(row.module))
    .map((row) => {
      const whole = full.get(row.module);
      const branches = Math.round(100 * (share(whole.branches) - share(row.branches)));
      const noticed = whole.noticed - row.noticed;
      return { module: row.module, branches, noticed };
    })
    .filter(({ branches, noticed }) => branches > 0 || noticed > 0)
    .sort((one, other) => other.branches - one.branches || other.noticed - one.noticed);
  const [most] = lost;
  if (most === undefined) return "-";
  const what = [
    ...(most.branches > 0 ? [`${most.branches} points of branches`] : []),
    ...(most.noticed > 0 ? [`${most.noticed} changes`] : []),
  ];
  return `\`${most.module}\`: ${what.join(", ")}`;
}

function failures(rows) {
  const failed = rows.filter((row) => row.note !== "");
  if (failed.length === 0) return [];
  return [
    "## What went wrong",
    "",
    ...failed.map((row) => `- without \`${row.without}\`, \`${row.module}\`: ${plain(row.note)}`),
  ];
}
