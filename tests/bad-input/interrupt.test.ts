import { existsSync, mkdirSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { readDocument } from "../read-document.js";
import { TemporaryProject } from "../temporary-project.js";

/** Enough files that several batches follow the first. */
const MODULES = 12;

let project: TemporaryProject;
afterEach(() => project.remove());

function moduleText(number: number): string {
  return [
    "def classify(text: str, limit: int = 3) -> str:",
    `    if text.startswith("key${number}:"):`,
    '        return "key"',
    "    if len(text) > limit:",
    `        return "long" if text.isdigit() else "wordy${number}"`,
    '    return "short"',
    "",
  ].join("\n");
}

it("^C in the middle: what was proven until then is written and passes, exit code 130, the report says so", async () => {
  project = new TemporaryProject();
  for (let i = 1; i <= MODULES; i++) project.write({ [`module_${i}.py`]: moduleText(i) });
  const tests = join(project.folder, "tests");
  mkdirSync(tests);
  const before = project.tree();

  const ended = await project.autotest(["generate", "--json", "--concurrency", "1"], {
    onStart: (kill) => {
      const watcher = watch(tests, () => {
        if (!readdirSync(tests).some((name) => /^test_module_\d+\.py$/.test(name))) return;
        watcher.close();
        kill("SIGINT");
      });
    },
  });

  expect(ended.code).toBe(130);
  const report = readDocument(ended);
  expect(report.run.interrupted).toBe(true);
  const written = report.suite.map((suite) => suite.path);
  expect(written.length).toBeGreaterThanOrEqual(1);
  expect(written.length).toBeLessThan(MODULES);
  for (const path of written) expect(existsSync(join(project.folder, path)), path).toBe(true);
  expect(report.skipped.filter((file) => file.code === "interrupted").length).toBeGreaterThanOrEqual(1);
  expect(project.tree()).toMatchObject(before);
  const left = Object.keys(project.tree(/\.autotest/)).filter((path) => !(path in before));
  expect(
    left.filter((path) => !/tests\/(test_module_\d+|__init__|conftest)\.py$/.test(path)),
    "no temporary files",
  ).toEqual([]);

  const check = await project.run("python", ["-m", "pytest", "-q", "-p", "no:cacheprovider"]);
  expect(check.stdout + check.stderr).toMatch(/\d+ passed/);
  expect(check.code).toBe(0);
});
