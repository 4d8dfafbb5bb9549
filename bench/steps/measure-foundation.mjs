import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../scripts/steps/check-versions.mjs";
import { environmentOf } from "./environment-of.mjs";
import { factsOf } from "./facts.mjs";
import { generate } from "./generate.mjs";
import { inCopy, judgeSuites } from "./judge-suites.mjs";
import { makeNpmProjects } from "./make-npm-projects.mjs";
import { makePythonProjects } from "./make-python-projects.mjs";
import { isWanted, openRows } from "./rows.mjs";
import { measureJavaScript, passesJavaScript } from "./verify-javascript.mjs";
import { measurePython, passesPython } from "./verify-python.mjs";
import { foundationTable } from "./write-foundation.mjs";

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
