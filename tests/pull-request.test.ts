import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { TemporaryProject, withTools } from "./temporary-project.js";

const NAMES = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@a", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@a" };
const SOURCE = `def level(points: int) -> str:
    if points > 90:
        return "high"
    return "low"
`;
const ADDED = `

def sign(number: int) -> str:
    if number < 0:
        return "minus"
    return "plus"
`;
const GATE = ["check", "--changed", "--min-coverage", "80", "--max-open-goals", "0"];
const REPORTERS = [
  "markdown:comment.md",
  "junit:junit.xml",
  "cobertura:cobertura.xml",
  "lcov:lcov.info",
  "sarif:a.sarif",
];

/** What a team does: a remote, a branch, a change without a test, the gate, the tests, the gate again. */
describe("a pull request", () => {
  const project = new TemporaryProject("shop").write({
    "pyproject.toml": '[project]\nname = "shop"\nversion = "0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n',
    ".gitignore": ".autotest/\nreport/\n__pycache__/\n",
    "levels.py": SOURCE,
  });
  const remote = join(project.base, "remote.git");
  const clone = join(project.base, "clone");
  const summary = join(project.base, "summary.md");
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync("git", args, { cwd, encoding: "utf8", env: { ...process.env, ...NAMES } });
  mkdirSync(remote);
  git(remote, "init", "--quiet", "--bare", "--initial-branch=main");
  git(project.folder, "init", "--quiet", "--initial-branch=main");
  git(project.folder, "add", "--all");
  git(project.folder, "commit", "--quiet", "--message=first");
  git(project.folder, "push", "--quiet", remote, "main");
  git(project.base, "clone", "--quiet", remote, clone);
  git(clone, "switch", "--quiet", "--create=feature");
  writeFileSync(join(clone, "levels.py"), SOURCE + ADDED);
  git(clone, "commit", "--quiet", "--all", "--message=feat: sign");

  afterAll(() => project.remove());

  const read = (file: string): string => readFileSync(join(clone, "report", file), "utf8");
  const check = (env: NodeJS.ProcessEnv = {}) => {
    const reporters = REPORTERS.flatMap((one) => ["--reporter", one.replace(":", ":report/")]);
    return project.autotest([...GATE, ...reporters], { cwd: clone, env: { ...withTools(), ...env } });
  };

  it("fails the gate without tests; the comment, the annotations and the summary say what is missing", async () => {
    const ended = await check({ GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary });
    expect(ended.code, ended.stderr).toBe(1);
    expect(ended.stdout).toContain("next: autotest generate --changed");
    expect(ended.stderr).toMatch(/^::notice file=levels\.py,line=\d+,title=autotest%3A not tested::sign/m);
    const comment = read("comment.md");
    expect(comment).toContain("<!-- autotest:report -->\n## autotest: not tested well enough\n");
    expect(comment).toMatch(/- ❌ lines of the change covered: 0 % \(at least 80 %\)/);
    expect(comment).toMatch(/\| levels\.py \| 0 \| [1-9]\d* \| 0 % /);
    expect(comment).toContain("Compared with origin/main (");
    expect(comment).not.toMatch(/level is never called/);
    expect(readFileSync(summary, "utf8")).toBe(comment);
    const { runs } = JSON.parse(read("a.sarif")) as { runs: { results: object[] }[] };
    expect(runs[0]?.results.length).toBeGreaterThan(0);
    expect(read("lcov.info")).toMatch(/^TN:autotest\n/);
  });

  it("writes XML that another parser reads", async () => {
    const script = "import sys, xml.etree.ElementTree as t\nfor p in sys.argv[1:]: print(t.parse(p).getroot().tag)";
    const ended = await project.run("python3", ["-c", script, "report/junit.xml", "report/cobertura.xml"], {
      cwd: clone,
    });
    expect(ended.stdout, ended.stderr).toBe("testsuites\ncoverage\n");
    expect(read("junit.xml").match(/<failure /g)).toHaveLength(2);
  });

  it("passes once the tests are written and committed", async () => {
    const filled = await project.autotest(["generate", "--changed"], { cwd: clone });
    expect(filled.code, filled.stderr).toBe(0);
    git(clone, "add", "--all");
    git(clone, "commit", "--quiet", "--message=test: sign");
    git(clone, "push", "--quiet", "origin", "feature");
    expect(git(remote, "ls-tree", "-r", "--name-only", "feature").split("\n")).toContain("tests/test_levels.py");
    const ended = await check();
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(ended.stderr).not.toContain("::notice");
    expect(read("comment.md")).toContain("## autotest: tested well enough");
    expect(read("comment.md")).toContain("- ✅ lines of the change covered: 100 % (at least 80 %)");
    expect(git(clone, "status", "--porcelain")).toBe("");
  });

  it("gives a report in place of the text, and refuses what cannot be", async () => {
    const shown = await project.autotest([...GATE, "--reporter", "markdown"], { cwd: clone });
    expect(shown.stdout).toMatch(/^<!-- autotest:report -->\n/);
    const unknown = await project.autotest([...GATE, "--reporter", "pdf:x"], { cwd: clone });
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("unknown reporter: pdf")]);
    const two = await project.autotest([...GATE, "--json", "--reporter", "junit"], { cwd: clone });
    expect([two.code, two.stdout]).toEqual([2, expect.stringContaining("only one report")]);
    const denied = await project.autotest([...GATE, "--reporter", "junit:.github/workflows/x.yml"], { cwd: clone });
    expect(denied.code, denied.stderr).toBe(9);
    expect(existsSync(join(clone, ".github"))).toBe(false);
  });
});
