/** Prints one line per file of a run, then what stayed open in it and why. */
export function showProject(report) {
  for (const file of report.files) {
    const change =
      file.coverageAfter === null ? "" : `, lines ${percent(file.coverageBefore)} -> ${percent(file.coverageAfter)}`;
    console.log(
      `  ${file.path}: ${count(file.kept.length, "test")} kept, ${file.dropped.length} dropped${change}, ${file.seconds.toFixed(1)} s`,
    );
  }
  for (const suite of report.suites) console.log(`  ${suite.action} ${suite.path}`);
  for (const skipped of report.skipped) console.log(`  left out ${skipped.path}: ${skipped.reason}`);
  for (const finding of report.files.flatMap((file) => file.findings)) {
    console.log(`  look at ${finding.path}:${finding.line} ${finding.message}`);
  }
}

/** Prints the table over all projects, and every reason for which a goal stayed open. */
export function showCombined(results) {
  const rows = results.map(({ project, document, seconds, passed }) => ({
    project: project.name,
    files: String(document.files.length),
    "tests kept": String(document.files.reduce((sum, file) => sum + file.kept.length, 0)),
    "lines before": percent(document.coverageBefore),
    "lines after": percent(document.coverageAfter),
    "branches after": percent(document.coverageAfter, "branches"),
    time: `${seconds.toFixed(0)} s`,
    "goals open": String(document.files.reduce((sum, file) => sum + file.open.length, 0)),
    "your own command": passed ? "passes" : "FAILS",
  }));
  console.log(`\n${table(rows)}`);
  console.log("\nWhat stayed uncovered, and why");
  for (const { project, document } of results) {
    const open = document.files.flatMap((file) => file.open);
    if (open.length === 0) console.log(`  ${project.name}: nothing`);
    for (const [reason, goals] of grouped(open)) console.log(`  ${project.name}: ${goals.join(", ")}\n      ${reason}`);
  }
}

/** Goals by reason, each named by unit and line, in the order of the report. */
function grouped(open) {
  const groups = new Map();
  for (const { goal, reason } of open) {
    const places = groups.get(reason) ?? new Set();
    groups.set(reason, places.add(`${goal.unit} (${goal.path}:${goal.line})`));
  }
  return [...groups].map(([reason, places]) => [reason, [...places]]);
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

function percent(totals, what = "lines") {
  if (totals === null || totals === undefined || totals[what].total === 0) return "-";
  return `${Math.round((100 * totals[what].covered) / totals[what].total)} %`;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
