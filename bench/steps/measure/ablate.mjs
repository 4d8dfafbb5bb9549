import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { cli } from "../../../scripts/steps/places.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { ABLATION } from "../../packages.mjs";
import { inCopy, ZERO } from "../judge/judge-suites.mjs";
import { countLines } from "../judge/suite-faults.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makeNpmProjects } from "../projects/make-npm-projects.mjs";
import { makePythonProjects } from "../projects/make-python-projects.mjs";
import { readDocument } from "../run/generate.mjs";
import { factsOf } from "../tables/facts.mjs";
import { isWanted, openRows } from "../tables/rows.mjs";
import { ablationTable } from "../tables/write-ablation.mjs";

/** Calls a file may get: enough for the full engine on these files, and what the command would spend in a few seconds. */
const CALLS = 6_000;

/** Runs the command with every technique, then with each left out in turn; the table is written after each. */
export async function ablate(flags) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-ablation-"));
  const projects = [
    ...(await makePythonProjects(base, file, { packages: ABLATION.python, library: ABLATION.library })),
    ...(await makeNpmProjects(base, { packages: ABLATION.npm })),
  ]
    .map((one) => ({ ...one, modules: one.modules.filter((path) => isWanted(`${one.name} ${path}`, flags.only)) }))
    .filter(({ modules }) => modules.length > 0);
  const { TECHNIQUE_NAMES } = await import("../../../packages/engine-search/dist/index.js");
  const order = ["nothing", ...TECHNIQUE_NAMES];
  const table = openRows({
    ...flags,
    key: ({ module, without }) => `${module} ${without}`,
    write: (rows, facts) => ablationTable(rows, facts, order),
    facts: await factsOf({ python: version, calls: CALLS }),
  });
  for (const without of order.filter((name) => isWanted(name, flags.without)))
    for (const project of projects) table.add(...(await inCopy(project, (copy) => measure(copy, without))));
  rmSync(base, { recursive: true, force: true });
}

/** One run over the modules of a project. A module without a suite that the runner passes counts as zero. */
async function measure(project, without) {
  // Calls decide and not the clock, so that it does not matter what else the machine does.
  const left = without === "nothing" ? [] : [without];
  const settings = { search: { calls: CALLS, seconds: 3_600 }, options: { "engine-search": { without: left } } };
  writeFileSync(join(project.folder, ".codex-autotest.json"), JSON.stringify(settings));
  const args = [cli, "generate", ...project.modules, "--json", "--config", ".codex-autotest.json"];
  const options = { cwd: project.folder, env: environmentOf(project) };
  const document = readDocument(await run(process.execPath, args, options));
  return project.modules.map((module) => ({
    language: project.language,
    module,
    without,
    ...figuresOf(document, module, project.folder),
  }));
}

function figuresOf(document, module, folder) {
  const file = document.files?.find(({ path }) => path === module);
  const skipped = document.skipped?.find(({ path }) => path === module);
  const note = document.error?.message ?? skipped?.reason ?? (file?.stoppedByTime ? "stopped by the clock" : "");
  if (file === undefined || file.suite === null || file.coverageAfter === null)
    return { ...ZERO, noticed: 0, mutants: 0, calls: file?.calls ?? 0, note: note || "no suite" };
  return {
    ...file.coverageAfter,
    noticed: file.mutants.noticed,
    mutants: file.mutants.total,
    tests: file.tests,
    testLines: countLines(readFileSync(join(folder, file.suite), "utf8")),
    calls: file.calls,
    note,
  };
}
