import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../scripts/steps/run.mjs";

/**
 * Runs the mutation tool as its user would, with settings that are written here and nothing of autotest's, on the author's tests
 * and the new suites. Gives what became of each mutant of `wanted` by its id: `Killed`, `Survived`, or what the tool says.
 */
export async function rerunTool(project, wanted, suites, env) {
  const rerun = project.language === "python" ? rerunMutmut : rerunStryker;
  return await rerun(project, wanted, suites, env);
}

const MUTMUT_CODES = { 0: "Survived", 1: "Killed", 5: "NoCoverage", 33: "NoCoverage" };

async function rerunMutmut({ folder, tests, modules, environment }, wanted, suites, env) {
  const list = (items) => `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
  const [top] = modules.map((module) => module.split("/")[0]);
  const settings = [
    "",
    "[tool.mutmut]",
    `source_paths = ${list([top])}`,
    `only_mutate = ${list(modules)}`,
    // Some of the authors' tests change what they share, and fail when they run again in the same process.
    `process_isolation = "forkserver"`,
    `pytest_add_cli_args_test_selection = ${list([...tests, ...suites])}`,
    'also_copy = ["tests"]',
    "",
  ].join("\n");
  const manifest = join(folder, "pyproject.toml");
  writeFileSync(manifest, readFileSync(manifest, "utf8") + settings);
  const names = wanted.map(({ toolId }) => toolId);
  const mutmut = join(environment, "bin", "mutmut");
  const { stdout, stderr } = await run(mutmut, ["run", "--max-children", "2", ...names], { cwd: folder, env });
  const codes = {};
  for (const module of modules) {
    try {
      const meta = JSON.parse(readFileSync(join(folder, "mutants", `${module}.meta`), "utf8"));
      Object.assign(codes, meta.exit_code_by_key);
    } catch {
      throw new Error(`mutmut left no results for ${module}: ${(stdout + stderr).trim().split("\n").at(-1)}`);
    }
  }
  return new Map(wanted.map(({ id, toolId }) => [id, MUTMUT_CODES[codes[toolId]] ?? `exit code ${codes[toolId]}`]));
}

async function rerunStryker({ folder, tests, modules, mocha }, wanted, suites, env) {
  const settings = {
    testRunner: "mocha",
    plugins: ["@stryker-mutator/mocha-runner"],
    mutate: modules,
    mochaOptions: { spec: [...tests, ...suites], ...(mocha.includes("tdd") ? { ui: "tdd" } : {}) },
    coverageAnalysis: "perTest",
    concurrency: 2,
    reporters: ["json"],
    // It is a copy already; a copy of StrykerJS's own would lose which files may be run.
    inPlace: true,
  };
  writeFileSync(join(folder, "stryker.config.json"), JSON.stringify(settings));
  await run("npx", ["stryker", "run"], { cwd: folder, env });
  const { files } = JSON.parse(readFileSync(join(folder, "reports", "mutation", "mutation.json"), "utf8"));
  const found = new Map(
    Object.entries(files).flatMap(([path, { mutants }]) =>
      mutants.map(({ location, replacement, status }) => [placeOf({ path, ...location, replacement }), status]),
    ),
  );
  return new Map(wanted.map((mutant) => [mutant.id, found.get(placeOf(mutant)) ?? "not found"]));
}

/** StrykerJS numbers its mutants anew in each run; place and text tell them apart. */
function placeOf({ path, start, end, replacement }) {
  return [path, start.line, start.column, end.line, end.column, replacement].join("\0");
}
