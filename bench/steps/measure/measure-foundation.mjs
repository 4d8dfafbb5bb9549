import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { inCopy, judgeSuites } from "../judge/judge-suites.mjs";
import { measureJavaScript, passesJavaScript } from "../judge/verify-javascript.mjs";
import { measurePython, passesPython } from "../judge/verify-python.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makeNpmProjects } from "../projects/make-npm-projects.mjs";
import { makePythonProjects } from "../projects/make-python-projects.mjs";
import { generate } from "../run/generate.mjs";
import { factsOf } from "../tables/facts.mjs";
import { isWanted, openRows } from "../tables/rows.mjs";
import { foundationTable } from "../tables/write-foundation.mjs";

/** Judges by language id. */
const JUDGES = {
  python: { passes: passesPython, measure: measurePython },
  javascript: { passes: passesJavaScript, measure: measureJavaScript },
};

/** Runs the command on every module, the users' own commands on what it wrote, and writes the table after each module. */
export async function measure(flags) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-bench-"));
  const projects = [...(await makePythonProjects(base, file)), ...(await makeNpmProjects(base))];
  const table = openRows({
    ...flags,
    key: (row) => `${row.package} ${row.module}`,
    write: foundationTable,
    facts: await factsOf({ python: version }),
  });
  for (const project of projects)
    for (const module of project.modules.filter((path) => isWanted(`${project.name} ${path}`, flags.only)))
      table.add(await inCopy(project, (copy) => measureModule(copy, module)));
  rmSync(base, { recursive: true, force: true });
}

async function measureModule(project, module) {
  const env = environmentOf(project);
  const made = await generate(project, module, env);
  return {
    language: project.language,
    package: `${project.name} ${project.version}`.trim(),
    module,
    seconds: made.seconds,
    stoppedByTime: made.stopped,
    ...(await judgeSuites(project, module, made, JUDGES[project.language], env)),
  };
}
