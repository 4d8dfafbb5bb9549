import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type GenerateDocument, readDocument } from "./read-document.js";
import { TemporaryProject } from "./temporary-project.js";

/** A generous clock, so that only the call budget can end the search. */
const ARGS = ["generate", "--json", "--seed", "7", "--budget-seconds", "60"];

describe.each([
  {
    example: "python" as const,
    paths: ["billing/duration.py", "billing/invoice.py"],
    suites: /tests\/.*\.py$/,
    handWritten: "tests/test_duration.py",
    check: ["python", "-m", "pytest", "-q", "-p", "no:cacheprovider"],
  },
  {
    example: "typescript" as const,
    paths: ["src/money.ts", "src/version.ts"],
    suites: /test\/.*\.ts$/,
    handWritten: "test/money.test.ts",
    check: ["node", "node_modules/mocha/bin/mocha.js"],
  },
])("generate on examples/$example", ({ example, paths, suites, handWritten, check }) => {
  // Different folder names of different length: nothing of the path may show in a suite.
  const first = new TemporaryProject("one").copyExample(example);
  const second = new TemporaryProject("another-place").copyExample(example);
  const before = first.tree();
  const byHand = first.read(handWritten);
  let report: GenerateDocument;

  beforeAll(async () => {
    const args = [...ARGS, ...paths.flatMap((path) => ["--path", path])];
    const preview = await first.autotest([...args, "--dry-run"]);
    expect(preview.code, preview.stderr).toBe(0);
    expect(first.tree(/\.autotest/), "--dry-run writes nothing").toEqual(before);
    const ended = await first.autotest(args);
    expect(ended.code, ended.stderr).toBe(0);
    report = readDocument(ended);
    expect((await second.autotest(args)).code).toBe(0);
  });
  afterAll(() => {
    first.remove();
    second.remove();
  });

  it("keeps tests, and each of them for a goal", () => {
    const kept = report.candidates.filter((candidate) => candidate.kept);
    expect(kept.length).toBeGreaterThanOrEqual(20);
    expect(kept.filter((test) => test.keptFor.length === 0)).toEqual([]);
  });

  it("raises coverage to more than 70 % of lines", () => {
    for (const file of report.files) {
      const { covered, total } = file.coverageAfter?.lines ?? { covered: 0, total: 1 };
      expect(covered / total, file.path).toBeGreaterThan(0.7);
      expect(covered).toBeGreaterThan(file.coverageBefore?.lines.covered ?? 0);
    }
  });

  it("passes under the user's own command", async () => {
    const [file = "", ...args] = check;
    const ended = await first.run(file, args);
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  });

  it("writes byte-identical suites for the same seed", () => {
    const texts = (project: TemporaryProject): { [path: string]: string } =>
      Object.fromEntries(
        Object.entries(project.tree(/\.autotest|__pycache__/)).map(([path, hash]) => [
          path.replace(/^[^/]+\//, ""),
          hash,
        ]),
      );
    expect(Object.keys(texts(first)).filter((path) => suites.test(path)).length).toBeGreaterThanOrEqual(2);
    expect(texts(first)).toEqual(texts(second));
  });

  it("writes nothing the second time", async () => {
    const files = report.suite.map((suite) => join(first.folder, suite.path));
    const times = files.map((file) => statSync(file).mtimeMs);
    const hashes = first.tree(/\.autotest/);
    const ended = await first.autotest([...ARGS, ...paths.flatMap((path) => ["--path", path])]);
    expect(ended.code).toBe(0);
    expect(readDocument(ended).suite.filter((suite) => suite.action !== "unchanged")).toEqual([]);
    expect(first.tree(/\.autotest/)).toEqual(hashes);
    expect(files.map((file) => statSync(file).mtimeMs)).toEqual(times);
  });

  it("keeps every line of a test that a person wrote", () => {
    const lines = byHand.split("\n").filter((line) => line.trim() !== "" && !/^(import|from) /.test(line));
    expect(lines.length).toBeGreaterThan(1);
    const after = first.read(handWritten).split("\n");
    for (const line of lines) expect(after).toContain(line);
  });

  it("changes nothing but test files", () => {
    const untouched = Object.entries(before).filter(([path]) => !/^one\/tests?\//.test(path));
    expect(untouched.length).toBeGreaterThan(4);
    expect(first.tree()).toMatchObject(Object.fromEntries(untouched));
    const added = Object.keys(first.tree(/\.autotest|__pycache__/)).filter((path) => !(path in before));
    expect(added.filter((path) => !/^one\/tests?\//.test(path))).toEqual([]);
  });
});
