import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tools } from "./places.mjs";
import { run } from "./run.mjs";

/** Runs every test of every package and of `tests/`. Gives `{ passed, failed, skipped }`. */
export async function runVitest() {
  const output = join(tools, "vitest.json");
  rmSync(output, { force: true });
  const { code } = await run(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${output}`],
    { show: true },
  );
  const result = read(output);
  const failed = result.numFailedTests + result.testResults.filter(failedToLoad).length;
  return {
    passed: result.numPassedTests,
    // An error outside any test still fails the run.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

function failedToLoad(file) {
  return file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}
