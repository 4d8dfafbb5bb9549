import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../scripts/steps/check-versions.mjs";
import { cli, root } from "../../scripts/steps/places.mjs";
import { run } from "../../scripts/steps/run.mjs";
import { MUTMUT, PYNGUIN, PYTHON_RIVALS, STANDARD_LIBRARY_RIVALS } from "../packages.mjs";
import { environmentOf } from "./environment-of.mjs";
import { isWanted, rowsOf } from "./kept-rows.mjs";
import { makePythonProjects } from "./make-python-projects.mjs";
import { mutationScore } from "./mutation-score.mjs";
import { generateWithPynguin, installPynguin } from "./pynguin.mjs";
import { runMeasured } from "./run-measured.mjs";
import { countLines, suiteFaults } from "./suite-faults.mjs";
import { measurePython, passesPython } from "./verify-python.mjs";
import { machineFacts } from "./write-results.mjs";
import { writeRivals } from "./write-rivals.mjs";

const NOTHING = { covered: 0, total: 1 };

/** Runs every generator on every module, the same judges on what each wrote, and writes the table after each module. */
export async function compare(flags) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-rivals-"));
  const projects = await makePythonProjects(base, file, {
    packages: PYTHON_RIVALS,
    library: STANDARD_LIBRARY_RIVALS,
    extra: [MUTMUT],
  });
  const pynguin = await installPynguin(base, file, PYTHON_RIVALS);
  const budgets = flags.budgets.split(",").map(Number);
  const generators = [
    { name: "autotest 10 s", make: (...given) => generateWithAutotest(10, ...given) },
    ...budgets.map((budget) => ({
      name: `Pynguin ${budget} s`,
      make: (project, module, env) => generateWithPynguin(pynguin, project, module, budget, env),
    })),
  ].filter(({ name }) => isWanted(name, flags.generators));
  const revision = await run("git", ["rev-parse", "--short", "HEAD"]);
  const facts = {
    ...machineFacts(),
    python: version,
    date: new Date().toISOString().slice(0, 10),
    revision: revision.stdout.trim(),
    judge: MUTMUT,
    rival: PYNGUIN,
    command: `node bench/rivals.mjs${flags.only === undefined ? "" : ` --only ${flags.only}`}`,
  };
  const results = join(root, "bench", "results");
  let rows = flags.keep ? rowsOf(join(results, `${flags.name}.json`)) : [];
  for (const project of projects)
    for (const module of project.modules) {
      if (!isWanted(`${project.name} ${module}`, flags.only)) continue;
      for (const generator of generators) {
        const row = await measure(project, module, generator);
        rows = [...rows.filter((other) => other.module !== module || other.generator !== generator.name), row];
        console.log(`bench: ${JSON.stringify(row)}`);
      }
      writeRivals(results, flags.name, inOrder(rows), facts);
    }
  rmSync(base, { recursive: true, force: true });
}

/** By module and then by generator, autotest first, so that a table made in parts reads like one made at once. */
function inOrder(rows) {
  const seconds = (name) => (name.startsWith("autotest") ? 0 : Number(/\d+/.exec(name)?.[0]));
  return [...rows].sort(
    (one, other) =>
      one.package.localeCompare(other.package) ||
      one.module.localeCompare(other.module) ||
      seconds(one.generator) - seconds(other.generator),
  );
}

async function measure(original, module, generator) {
  const project = { ...original, folder: mkdtempSync(join(tmpdir(), "autotest-rival-")) };
  const env = environmentOf(project);
  try {
    cpSync(original.folder, project.folder, { recursive: true });
    const made = await generator.make(project, module, env);
    const row = {
      package: `${project.name} ${project.version}`.trim(),
      module,
      generator: generator.name,
      seconds: made.seconds,
      peakMb: made.peakMb,
    };
    const zero = (note, passes = 0) => ({
      ...row,
      ...{ tests: 0, testLines: 0, xfails: 0, lines: NOTHING, branches: NOTHING, mutants: null, passes, note },
    });
    if (made.suites.length === 0) return zero(`no suite: ${made.said}`);
    const { passed, failure } = await passesPython(project, made.suites, env);
    if (passed < 3) return zero(failure, passed);
    const measured = await measurePython(project, module, made.suites, env);
    if (measured === null) return zero("coverage could not be measured", passed);
    const text = made.suites.map((suite) => readFileSync(join(project.folder, suite), "utf8")).join("\n");
    return {
      ...row,
      tests: text.match(/^\s*(async )?def test_/gm)?.length ?? 0,
      testLines: countLines(text),
      faults: suiteFaults(text, "python"),
      xfails: text.match(/pytest\.mark\.xfail/g)?.length ?? 0,
      ...measured,
      mutants: await mutationScore(project, module, made.suites, env),
      passes: passed,
      note: "",
    };
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
}

async function generateWithAutotest(budget, project, module, env) {
  const used = await runMeasured(
    join(project.environment, "bin", "python"),
    budget + 120,
    process.execPath,
    [cli, "generate", module, "--json", "--budget-seconds", String(budget)],
    { cwd: project.folder, env },
  );
  const { seconds, peakMb } = used;
  try {
    const document = JSON.parse(used.stdout);
    const suites = (document.suite ?? []).map(({ path }) => path).filter((path) => /(^|\/)test_[^/]*\.py$/.test(path));
    const said = document.error?.message ?? "no test kept";
    return { suites, seconds, peakMb, said };
  } catch {
    return { suites: [], seconds, peakMb, said: used.stderr.trim().split("\n").at(-1) ?? "no report" };
  }
}
