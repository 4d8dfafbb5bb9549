import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { environment } from "../../../scripts/steps/places.mjs";
import { NPM_SOURCES, STRYKER, TSX } from "../../packages.mjs";
import { measureByIstanbul } from "../judge/istanbul.mjs";
import { inCopy, judgeSuites } from "../judge/judge-suites.mjs";
import { strykerScore } from "../judge/stryker-score.mjs";
import { passesJavaScript } from "../judge/verify-javascript.mjs";
import { makeNpmProjects } from "../projects/make-npm-projects.mjs";
import { generate } from "../run/generate.mjs";
import { factsOf } from "../tables/facts.mjs";
import { isWanted, openRows } from "../tables/rows.mjs";
import { javascriptTable } from "../tables/write-javascript.mjs";

/** Runs the command on every module and the judges on what it wrote; the table is written after each module. */
export async function measureAll(flags) {
  const { file: python } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-javascript-"));
  const projects = await makeNpmProjects(base, { packages: NPM_SOURCES, extra: [...STRYKER, TSX] });
  const judges = {
    passes: passesJavaScript,
    measure: measureByIstanbul,
    strength: (...given) => strykerScore(python, ...given),
  };
  const table = openRows({
    ...flags,
    key: (row) => `${row.package} ${row.module}`,
    order: asListed(projects),
    write: javascriptTable,
    facts: await factsOf({ judge: STRYKER[0] }),
  });
  for (const project of projects)
    for (const module of project.modules.filter((path) => isWanted(`${project.name} ${path}`, flags.only)))
      table.add(await inCopy(project, (copy) => judge(copy, module, judges)));
  rmSync(base, { recursive: true, force: true });
}

function asListed(projects) {
  const listed = projects.flatMap(({ name, version, modules }) =>
    modules.map((module) => `${name} ${version} ${module}`),
  );
  const place = (row) => listed.indexOf(`${row.package} ${row.module}`);
  return (one, other) => place(one) - place(other);
}

async function judge(project, module, judges) {
  const env = environment();
  const made = await generate(project, module, env);
  return {
    package: `${project.name} ${project.version}`,
    module,
    seconds: made.seconds,
    ...(await judgeSuites(project, module, made, judges, env)),
  };
}
