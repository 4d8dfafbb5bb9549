import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli } from "../../../scripts/steps/places.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { NPM, NPM_SOURCES, PYTHON_RIVALS, STANDARD_LIBRARY_RIVALS, TSX } from "../../packages.mjs";
import { countLines, suiteFaults } from "../judge/suite-faults.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makeNpmProjects } from "../projects/make-npm-projects.mjs";
import { makePythonProjects } from "../projects/make-python-projects.mjs";

/** Suites for the modules of all benchmarks, made once: `{ module, tests, testLines, lines, faults, passes }`. */
export async function measureSizes(base, python) {
  const others = NPM.filter(({ name }) => NPM_SOURCES.every((one) => one.name !== name));
  const projects = [
    ...(await makePythonProjects(join(base, "sizes"), python, {
      packages: PYTHON_RIVALS,
      library: STANDARD_LIBRARY_RIVALS,
    })),
    ...(await makeNpmProjects(join(base, "sizes"), { packages: [...NPM_SOURCES, ...others], extra: [TSX] })),
  ];
  const rows = [];
  for (const project of projects) rows.push(...(await sizesOf(project)));
  return rows;
}

async function sizesOf(project) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-sizes-"));
  try {
    cpSync(project.folder, folder, { recursive: true, verbatimSymlinks: true });
    const args = [cli, "generate", ...project.modules, "--json"];
    const { stdout } = await run(process.execPath, args, { cwd: folder, env: environmentOf(project) });
    const { files = [] } = JSON.parse(stdout);
    return files
      .filter(({ suite, coverageAfter }) => suite !== null && coverageAfter !== null)
      .map(({ path, suite, tests, coverageAfter: { lines } }) => {
        const text = readFileSync(join(folder, suite), "utf8");
        const row = {
          module: path,
          tests,
          testLines: countLines(text),
          lines,
          faults: suiteFaults(text, project.language),
        };
        console.log(`bench: ${JSON.stringify(row)}`);
        // Whatever is written has passed its gates.
        return { ...row, passes: 3 };
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
