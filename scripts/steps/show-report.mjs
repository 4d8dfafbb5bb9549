/** Prints one line per file of a run, then what was written, left out or found. */
export function showProject({ files, suite, skipped, findings, warnings }) {
  for (const file of files) {
    const change =
      file.coverageAfter === null ? "" : `, lines ${percent(file.coverageBefore)} -> ${percent(file.coverageAfter)}`;
    console.log(
      `  ${file.path}: ${count(file.tests, "test")} kept, ${file.dropped} dropped${change}, ${file.seconds.toFixed(1)} s`,
    );
  }
  for (const { action, path } of suite) console.log(`  ${action} ${path}`);
  for (const { path, reason } of skipped) console.log(`  left out ${path}: ${reason}`);
  for (const { path, line, message } of findings) console.log(`  look at ${path}:${line} ${message}`);
  for (const warning of warnings) console.log(`  warning: ${warning}`);
}

/** Prints the table over all projects, and every reason for which a goal stayed open. */
export function showCombined(results) {
  const rows = results.map(({ project, document: { totals }, seconds, passed }) => ({
    project: project.name,
    files: String(totals.files),
    "tests kept": String(totals.tests),
    "lines before": percent(totals.coverageBefore),
    "lines after": percent(totals.coverageAfter),
    "branches before": percent(totals.coverageBefore, "branches"),
    "branches after": percent(totals.coverageAfter, "branches"),
    "goals open": String(totals.goalsOpen),
    time: `${seconds.toFixed(0)} s`,
    "your own command": passed ? "passes" : "FAILS",
  }));
  console.log(`\n${table(rows)}`);
  console.log("\nWhat stayed uncovered, and why");
  for (const { project, document } of results) {
    const units = openUnits(document.goals);
    if (units.length === 0) console.log(`  ${project.name}: nothing`);
    for (const { name, path, line, open, reason } of units) {
      console.log(`  ${path}:${line} ${name}, ${count(open, "goal")}`);
      console.log(`      ${reason}`);
    }
  }
}

/** One entry per unit with open goals, in the order of the report; the first of its goals says why, as the others mostly follow from it. */
function openUnits(goals) {
  const units = new Map();
  for (const { status, unit, path, line, reason } of goals) {
    if (status !== "open") continue;
    const key = `${path} ${unit}`;
    const entry = units.get(key) ?? { name: unit, path, line, open: 0, reason };
    units.set(key, { ...entry, open: entry.open + 1 });
  }
  return [...units.values()];
}

function table(rows) {
  const names = Object.keys(rows[0]);
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => row[name].length)));
  const line = (cells) => `  ${cells.map((cell, i) => cell.padEnd(widths[i])).join("  ")}`.trimEnd();
  return [
    line(names),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map((row) => line(names.map((name) => row[name]))),
  ].join("\n");
}

/** Whole percent, never rounded up to 100. */
function percent(totals, what = "lines") {
  if (totals === null || totals[what].total === 0) return "-";
  return `${Math.floor((100 * totals[what].covered) / totals[what].total)} %`;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
