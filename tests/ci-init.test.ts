import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

const WORKFLOWS = [".github/workflows/autotest.yml", ".github/workflows/autotest-comment.yml"];

describe("autotest ci init", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject().write({ "shop.py": "def sign(n: int) -> int:\n    return -1 if n < 0 else 1\n" });
  });
  afterEach(() => project.remove());

  it("shows the files as a whole, and writes nothing, in a dry run", async () => {
    const before = project.tree();
    const { code, stdout } = await project.autotest(["ci", "init", "github", "--dry-run"]);
    expect(code).toBe(0);
    for (const path of WORKFLOWS) expect(stdout).toContain(`+ ${path} (would be written)`);
    expect(stdout).toContain("      permissions:\n        contents: read\n");
    expect(project.tree()).toEqual(before);
  });

  it("writes these files and no other, and changes none that is there", async () => {
    const first = await project.autotest(["ci", "init", "github", "--min-coverage", "91"]);
    expect(first.code, first.stderr).toBe(0);
    expect(project.read(WORKFLOWS[0] ?? "")).toContain("--min-coverage 91");
    const before = project.tree();
    expect(Object.keys(before)).toHaveLength(3);
    const second = await project.autotest(["ci", "init", "github", "--min-coverage", "50"]);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain("already set up");
    expect(project.tree()).toEqual(before);
  });

  it("says what to do where a pipeline is there already", async () => {
    project.write({ ".gitlab-ci.yml": "stages: [test]\n" });
    const { code, stdout } = await project.autotest(["ci", "init", "gitlab"]);
    expect(code).toBe(0);
    expect(stdout).toContain(".gitlab-ci.yml: add to it: include:");
    expect(project.read(".gitlab-ci.yml")).toBe("stages: [test]\n");
  });

  it("writes through no link", async () => {
    mkdirSync(join(project.base, "outside"));
    symlinkSync(join(project.base, "outside"), join(project.folder, ".github"));
    const { code } = await project.autotest(["ci", "init", "github"]);
    expect(code).toBe(9);
    expect(Object.keys(project.tree()).filter((path) => path.startsWith("outside"))).toEqual([]);
  });

  it("asks for a system, and names those there are", async () => {
    const none = await project.autotest(["ci", "init"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("autotest ci init github")]);
    const unknown = await project.autotest(["ci", "init", "jenkins"]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("one of: github, gitlab")]);
  });

  it("is offered by init as well", async () => {
    const { code, stderr } = await project.autotest(["init", "--ci", "github", "--yes", "--no-comment"]);
    expect(code, stderr).toBe(0);
    expect(Object.keys(project.tree())).toContain("project/.github/workflows/autotest.yml");
    expect(Object.keys(project.tree())).toContain("project/.codex-autotest.yaml");
    expect(Object.keys(project.tree())).not.toContain("project/.github/workflows/autotest-comment.yml");
  });
});
