import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../scripts/steps/check-versions.mjs";
import { environment, root } from "../../scripts/steps/places.mjs";
import { run } from "../../scripts/steps/run.mjs";
import { NPM_SOURCES, STRYKER, TSX } from "../packages.mjs";
import { generate } from "./generate.mjs";
import { measureByIstanbul } from "./istanbul.mjs";
import { isWanted, rowsOf } from "./kept-rows.mjs";
import { makeNpmProjects } from "./make-npm-projects.mjs";
import { strykerScore } from "./stryker-score.mjs";
import { countLines, suiteFaults } from "./suite-faults.mjs";
import { passesJavaScript } from "./verify-javascript.mjs";
import { writeJavaScript } from "./write-javascript.mjs";
import { machineFacts } from "./write-results.mjs";

const NOTHING = { covered: 0, total: 1 };

/** Runs the command on every module and the judges on what it wrote; the table is written after each module. */
export async function measureAll(flags) {
  const { file: python } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-javascript-"));
  const projects = await makeNpmProjects(base, { packages: NPM_SOURCES, extra: [...STRYKER, TSX] });
  const revision = await run("git", ["rev-parse", "--short", "HEAD"]);
  const facts = {
    ...machineFacts(),
    date: new Date().toISOString().slice(0, 10),
    revision: revision.stdout.trim(),
    judge: STRYKER[0],
    command: `node bench/javascript.mjs${flags.only === undefined ? "" : ` --only ${flags.only}`}`,
  };
  const results = join(root, "bench", "results");
  let rows = flags.keep ? rowsOf(join(results, `${flags.name}.json`)) : [];
  for (const project of projects)
    for (const module of project.modules) {
      if (!isWanted(`${project.name} ${module}`, flags.only)) continue;
      const row = await judge(project, module, python);
      rows = inOrder([...rows.filter((other) => !isSame(other, row)), row], projects);
      console.log(`bench: ${JSON.stringify(row)}`);
      writeJavaScript(results, flags.name, rows, facts);
    }
  rmSync(base, { recursive: true, force: true });
}

function isSame(one, other) {
  return one.package === other.package && one.module === other.module;
}

/** As the modules are listed, so that a table made in parts reads like one made at once. */
function inOrder(rows, projects) {
  const listed = projects.flatMap(({ name, version, modules }) =>
    modules.map((module) => `${name} ${version} ${module}`),
  );
  const place = (row) => listed.indexOf(`${row.package} ${row.module}`);
  return [...rows].sort((one, other) => place(one) - place(other));
}

async function judge(original, module, python) {
  const project = { ...original, folder: mkdtempSync(join(tmpdir(), "autotest-javascript-one-")) };
  const env = environment();
  try {
    cpSync(original.folder, project.folder, { recursive: true, verbatimSymlinks: true });
    const made = await generate(project, module, env);
    const row = { package: `${project.name} ${project.version}`, module, seconds: made.seconds };
    const zero = (note, passes = 0) => ({
      ...row,
      ...{ tests: 0, testLines: 0, lines: NOTHING, branches: NOTHING, mutants: null, passes, note },
    });
    if (!made.ok) return zero(made.said);
    const { passed, failure } = await passesJavaScript(project, made.suites, env);
    if (passed < 3) return zero(failure, passed);
    const measured = await measureByIstanbul(project, module, made.suites, env);
    if (measured === null) return zero("coverage could not be measured", passed);
    const text = made.suites.map((suite) => readFileSync(join(project.folder, suite), "utf8")).join("\n");
    return {
      ...row,
      tests: made.tests,
      testLines: countLines(text),
      faults: suiteFaults(text, "javascript"),
      ...measured,
      mutants: await strykerScore(python, project, module, made.suites, env),
      passes: passed,
      note: "",
    };
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
}
