import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../scripts/steps/check-versions.mjs";
import { root } from "../../scripts/steps/places.mjs";
import { run } from "../../scripts/steps/run.mjs";
import { environmentOf } from "./environment-of.mjs";
import { generate } from "./generate.mjs";
import { makeNpmProjects } from "./make-npm-projects.mjs";
import { makePythonProjects } from "./make-python-projects.mjs";
import { countLines, suiteFaults } from "./suite-faults.mjs";
import { measureJavaScript, passesJavaScript } from "./verify-javascript.mjs";
import { measurePython, passesPython } from "./verify-python.mjs";
import { machineFacts, writeResults } from "./write-results.mjs";

/** Verification by language id. */
const VERIFY = {
  python: { passes: passesPython, measure: measurePython },
  javascript: { passes: passesJavaScript, measure: measureJavaScript },
};
const NOTHING = { covered: 0, total: 1 };

/** Runs the command on every module, the users' own commands on what it wrote, and writes the table. */
export async function measure(flags) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-bench-"));
  console.log(`bench: projects in ${base}`);
  const projects = [...(await makePythonProjects(base, file)), ...(await makeNpmProjects(base))];
  const rows = [];
  for (const project of projects) {
    for (const module of project.modules) {
      if (flags.only !== undefined && !`${project.name} ${module}`.includes(flags.only)) continue;
      const row = await measureModule(project, module);
      rows.push(row);
      console.log(
        `bench: ${row.package} ${row.module}: ${row.tests} tests, lines ${row.lines.covered}/${row.lines.total}, branches ${row.branches.covered}/${row.branches.total}, ${row.seconds.toFixed(1)} s, ${row.passes}/3${row.note && ` (${row.note})`}`,
      );
    }
  }
  const revision = await run("git", ["rev-parse", "--short", "HEAD"]);
  const facts = {
    ...machineFacts(),
    python: version,
    date: new Date().toISOString().slice(0, 10),
    revision: revision.stdout.trim(),
    command: "node bench/run.mjs",
  };
  if (flags.only === undefined || flags.name !== "foundation")
    writeResults(join(root, "bench", "results"), flags.name, rows, facts);
  if (flags.keep) return;
  rmSync(base, { recursive: true, force: true });
}

async function measureModule(project, module) {
  const env = environmentOf(project);
  const made = await generate(project, module, env);
  const row = {
    language: project.language,
    package: `${project.name} ${project.version}`.trim(),
    module,
    seconds: made.seconds,
    stoppedByTime: made.stopped,
  };
  const zero = (note, passed = 0) => ({ ...row, tests: 0, lines: NOTHING, branches: NOTHING, passes: passed, note });
  if (!made.ok) return zero(made.said);
  const { passes, measure } = VERIFY[project.language];
  const { passed, failure } = await passes(project, made.suites, env);
  if (passed < 3) return zero(`${made.tests} tests, but: ${failure}`, passed);
  const measured = await measure(project, module, made.suites, env);
  if (measured === null) return zero("coverage could not be measured", passed);
  const text = made.suites.map((suite) => readFileSync(join(project.folder, suite), "utf8")).join("\n");
  const faults = suiteFaults(text, project.language);
  return { ...row, tests: made.tests, testLines: countLines(text), faults, ...measured, passes: passed, note: "" };
}
