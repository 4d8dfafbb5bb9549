import { execFileSync } from "node:child_process";
import { afterAll, describe, expect, it } from "vitest";
import { readDocument } from "./read-document.js";
import { TemporaryProject } from "./temporary-project.js";

const NAMES = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@a", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@a" };
const SOURCE = `def level(points):
    if points > 90:
        return "high"
    return "low"


def sign(number):
    if number < 0:
        return "minus"
    return "plus"
`;

describe("generate limited to what changed", () => {
  const project = new TemporaryProject("shop").write({
    "pyproject.toml": '[project]\nname = "shop"\nversion = "0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n',
    "levels.py": SOURCE,
    "untouched.py": SOURCE,
  });
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: project.folder, encoding: "utf8", env: { ...process.env, ...NAMES } });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=first");
  git("switch", "--quiet", "--create=feature");
  project.write({ "levels.py": SOURCE.replace('"minus"', '"negative"') });

  afterAll(() => project.remove());

  it("writes tests for the unit that changed, and for it alone", async () => {
    const ended = await project.autotest(["generate", "--changed", "--json"]);
    expect(ended.code, ended.stderr).toBe(0);
    const document = readDocument(ended);
    expect(document.changes).toMatchObject({ base: expect.stringMatching(/^main \(/), files: 1 });
    expect(document.files.map(({ path }) => path)).toEqual(["levels.py"]);
    expect([...new Set(document.candidates.map(({ unit }) => unit))]).toEqual(["sign"]);
    expect(project.read("tests/test_levels.py")).not.toContain("level(");
  });

  it("has nothing to do a second time, and something for the whole file", async () => {
    const again = await project.autotest(["generate", "--changed"]);
    expect(again.stdout, again.stderr).toContain("up to date: 1 suite");
    const whole = await project.autotest(["generate", "levels.py"]);
    expect(whole.code, whole.stderr).toBe(0);
    expect(project.read("tests/test_levels.py")).toContain("level(");
  });

  it("says plainly that nothing is staged", async () => {
    const { code, stdout } = await project.autotest(["generate", "--staged"]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/nothing to do: no source file differs from the last commit \([0-9a-f]{7}\)/);
  });

  it("takes one scope at a time", async () => {
    const { code, stderr } = await project.autotest(["generate", "--staged", "--changed"]);
    expect(code).toBe(2);
    expect(stderr).toContain("exclude each other");
  });
});
