import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runMeasured } from "../run/run-measured.mjs";

const LIMIT_SECONDS = 400;
const CAUGHT = new Set(["Killed", "Timeout"]);
const COUNTED = new Set(["Killed", "Timeout", "Survived", "NoCoverage"]);

/** Mutants of one module that its suites catch, counted by StrykerJS: `{ killed, total }`, null when it could not do it in time. */
export async function strykerScore(python, project, module, suites, env) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-bench-stryker-"));
  try {
    cpSync(project.folder, folder, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(folder, "stryker.config.json"), JSON.stringify(configuration(project, module, suites)));
    await runMeasured(python, LIMIT_SECONDS, "npx", ["stryker", "run"], { cwd: folder, env });
    const report = JSON.parse(readFileSync(join(folder, "reports", "mutation", "mutation.json"), "utf8"));
    const mutants = Object.values(report.files).flatMap((file) => file.mutants);
    const counted = mutants.filter(({ status }) => COUNTED.has(status));
    if (counted.length === 0) return null;
    return { killed: counted.filter(({ status }) => CAUGHT.has(status)).length, total: counted.length };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
