import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runMeasured } from "../run/run-measured.mjs";

const LIMIT_SECONDS = 400;
const CAUGHT = new Set(["Killed", "Timeout"]);
const COUNTED = new Set(["Killed", "Timeout", "Survived", "NoCoverage"]);

/**
 * Mutants of one module that its suites catch, counted by StrykerJS: `{ killed, total, survivors }`, null when it could not do it
 * in time. A survivor has its place and the lines it changes.
 */
export async function strykerScore(python, project, module, suites, env) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-bench-stryker-"));
  try {
    cpSync(project.folder, folder, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(folder, "stryker.config.json"), JSON.stringify(configuration(project, module, suites)));
    await runMeasured(python, LIMIT_SECONDS, "npx", ["stryker", "run"], { cwd: folder, env });
    const report = JSON.parse(readFileSync(join(folder, "reports", "mutation", "mutation.json"), "utf8"));
    const [{ source, mutants }] = Object.values(report.files);
    const counted = mutants.filter(({ status }) => COUNTED.has(status));
    if (counted.length === 0) return null;
    const left = counted.filter(({ status }) => !CAUGHT.has(status));
    const survivors = left.map((mutant) => ({ name: `${module}:${mutant.id}`, change: changeOf(mutant, source) }));
    return { killed: counted.length - left.length, total: counted.length, survivors };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lines a mutant takes away and puts in, as in a diff. */
function changeOf({ location: { start, end }, replacement }, source) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const before = lines[0].slice(0, start.column - 1);
  const after = lines.at(-1).slice(end.column - 1);
  return [
    ...lines.map((line) => `-${line}`),
    ...`${before}${replacement}${after}`.split("\n").map((line) => `+${line}`),
  ];
}

function configuration({ mocha, tsx }, module, suites) {
  return {
    testRunner: "mocha",
    plugins: ["@stryker-mutator/mocha-runner"],
    mutate: [module],
    mochaOptions: { spec: suites, "no-config": true, ...(mocha.includes("tdd") ? { ui: "tdd" } : {}) },
    testRunnerNodeArgs: tsx ? ["--import", "tsx"] : [],
    coverageAnalysis: "perTest",
    concurrency: 2,
    reporters: ["json"],
    logLevel: "error",
    allowConsoleColors: false,
    tempDirName: ".stryker",
    checkers: [],
  };
}
