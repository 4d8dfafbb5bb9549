import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../../scripts/steps/run.mjs";
import { MUTMUT, STRYKER } from "../../packages.mjs";
import { NPM_TEST_TOOLS, NPM_WITH_TESTS, PYTHON_TEST_TOOLS, PYTHON_WITH_TESTS } from "../../packages-with-tests.mjs";
import { makeNpmProjects } from "./make-npm-projects.mjs";

/** Makes one project per package, with its author's tests and the mutation tool of its users. Gives the projects. */
export async function makeTestedProjects(base, python) {
  const extra = [...STRYKER, ...NPM_TEST_TOOLS];
  const npm = await makeNpmProjects(base, { packages: NPM_WITH_TESTS, extra, tests: true });
  const testsOf = ({ name }) => NPM_WITH_TESTS.find((one) => one.name === name).tests;
  return [
    ...(await makePythonProjects(base, python)),
    ...npm.map((project) => ({ ...project, tests: testsOf(project) })),
  ];
}

/** A source distribution each, unpacked; all share one environment. */
async function makePythonProjects(base, python) {
  const environment = join(base, "python-environment");
  const interpreter = join(environment, "bin", "python");
  await must("Making the environment", python, ["-m", "venv", environment]);
  const tools = [MUTMUT, ...PYTHON_TEST_TOOLS];
  await must("Installing tools", interpreter, ["-m", "pip", "install", "--quiet", ...tools]);
  const projects = [];
  for (const { name, version, path, tests, modules } of PYTHON_WITH_TESTS) {
    const packed = join(base, "packed", name);
    const folder = join(base, "projects", `python-${name}`);
    mkdirSync(packed, { recursive: true });
    mkdirSync(folder, { recursive: true });
    const source = ["--no-deps", "--no-binary", ":all:", "--dest", packed, `${name}==${version}`];
    await must(`Fetching ${name}`, interpreter, ["-m", "pip", "download", "--quiet", ...source]);
    const [archive] = readdirSync(packed);
    await must(`Unpacking ${name}`, "tar", ["xzf", join(packed, archive), "--strip-components=1", "-C", folder]);
    // Stands before what the project says to pytest itself: the package is found where it lies, not where it is installed.
    writeFileSync(join(folder, "pytest.ini"), `[pytest]\npythonpath = ${path}\n`);
    projects.push({ language: "python", name, version, tests, modules, folder, environment });
  }
  return projects;
}
