import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { MUTMUT, PYNGUIN, PYTHON_RIVALS, STANDARD_LIBRARY_RIVALS } from "../../packages.mjs";
import { inCopy, judgeSuites } from "../judge/judge-suites.mjs";
import { mutationScore } from "../judge/mutation-score.mjs";
import { measurePython, passesPython } from "../judge/verify-python.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makePythonProjects } from "../projects/make-python-projects.mjs";
import { generate } from "../run/generate.mjs";
import { mutate } from "../run/mutate.mjs";
import { generateWithPynguin, installPynguin } from "../run/pynguin.mjs";
import { factsOf } from "../tables/facts.mjs";
import { isWanted, openRows } from "../tables/rows.mjs";
import { rivalsTable } from "../tables/write-rivals.mjs";

const AUTOTEST_SECONDS = 10;
const JUDGES = { passes: passesPython, measure: measurePython, strength: mutationScore };
/** Whoever reads the table wants to know what autotest misses; what others miss is their own affair. */
const LISTING = { ...JUDGES, strength: (...given) => mutationScore(...given, true) };

/** Runs every generator on every module, the same judges on what each wrote, and writes the table after each module. */
export async function compare(flags) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-rivals-"));
  const projects = await makePythonProjects(base, file, {
    packages: PYTHON_RIVALS,
    library: STANDARD_LIBRARY_RIVALS,
    extra: [MUTMUT],
  });
  const generators = (await generatorsOf(flags, base, file)).filter(({ name }) => isWanted(name, flags.generators));
  const table = openRows({
    ...flags,
    key: ({ module, generator }) => `${module} ${generator}`,
    order: byModuleAndGenerator,
    write: rivalsTable,
    facts: await factsOf({ python: version, judge: MUTMUT, rival: PYNGUIN }),
  });
  for (const project of projects)
    for (const module of project.modules.filter((path) => isWanted(`${project.name} ${path}`, flags.only)))
      for (const generator of generators) table.add(await inCopy(project, (copy) => measure(copy, module, generator)));
  rmSync(base, { recursive: true, force: true });
}

/** Each with `make(project, module, env)` and the `judges` of what it makes. */
async function generatorsOf({ budgets }, base, python) {
  const pynguin = await installPynguin(base, python, PYTHON_RIVALS);
  return [
    { name: `autotest ${AUTOTEST_SECONDS} s`, make: generateWithAutotest, judges: LISTING },
    { name: "autotest with mutate", make: generateAndMutate, judges: LISTING },
    ...budgets.split(",").map((budget) => ({
      name: `Pynguin ${budget} s`,
      make: (project, module, env) => generateWithPynguin(pynguin, project, module, Number(budget), env),
      judges: JUDGES,
    })),
  ];
}

/** By module and then by generator, autotest first. */
function byModuleAndGenerator(one, other) {
  const seconds = ({ generator }) => (generator.startsWith("autotest") ? 0 : Number(/\d+/.exec(generator)?.[0]));
  return (
    one.package.localeCompare(other.package) ||
    one.module.localeCompare(other.module) ||
    seconds(one) - seconds(other) ||
    one.generator.localeCompare(other.generator)
  );
}

async function measure(project, module, generator) {
  const env = environmentOf(project);
  const made = await generator.make(project, module, env);
  return {
    package: `${project.name} ${project.version}`.trim(),
    module,
    generator: generator.name,
    seconds: made.seconds,
    peakMb: made.peakMb,
    ...(await judgeSuites(
      project,
      module,
      { suites: made.suites, said: `no suite: ${made.said}` },
      generator.judges,
      env,
    )),
    xfails: made.suites.reduce((all, suite) => all + countXfails(join(project.folder, suite)), 0),
  };
}

function countXfails(suite) {
  return readFileSync(suite, "utf8").match(/pytest\.mark\.xfail/g)?.length ?? 0;
}

function generateWithAutotest(project, module, env) {
  const python = join(project.environment, "bin", "python");
  return generate(project, module, env, { python, args: ["--budget-seconds", String(AUTOTEST_SECONDS)] });
}

/** What a person gets who asks for the tests, and then for more of them against the mutants of the tool. */
async function generateAndMutate(project, module, env) {
  const made = await generateWithAutotest(project, module, env);
  return made.suites.length === 0 ? made : mutate(project, module, env, made);
}
