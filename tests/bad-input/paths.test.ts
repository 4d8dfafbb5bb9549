import { afterEach, expect, it } from "vitest";
import { readDocument, readError } from "../read-document.js";
import { TemporaryProject } from "../temporary-project.js";

let project: TemporaryProject;
afterEach(() => project.remove());

it("a path that does not exist is named, in one line and with exit code 2", async () => {
  project = new TemporaryProject().write({ "a.py": "def a():\n    return 1\n" });
  const before = project.tree();
  const ended = await project.autotest(["generate", "--path", "no/such.py"]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain("no/such.py");
  expect(ended.stderr, "no stack").not.toMatch(/^\s+at /m);
  expect(project.tree()).toEqual(before);
});

it("the same as a document", async () => {
  project = new TemporaryProject().write({ "a.py": "" });
  const ended = await project.autotest(["generate", "--path", "no/such.py", "--json"]);
  expect(ended.code).toBe(2);
  expect(readError(ended)).toMatchObject({ code: "no-such-path", message: expect.stringContaining("no/such.py") });
});

it("a path outside the project is refused", async () => {
  project = new TemporaryProject().write({ "a.py": "", "../beside.py": "def f():\n    return 1\n" });
  const ended = await project.autotest(["generate", "--path", "../beside.py"]);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/outside/);
});

it("an empty directory is nothing to do: exit code 5, and nothing appears in it", async () => {
  project = new TemporaryProject();
  const ended = await project.autotest(["generate", "--json"]);
  expect(ended.code).toBe(5);
  expect(readDocument(ended).files).toEqual([]);
  expect(Object.keys(project.tree(/\.autotest/))).toEqual([]);
});

it.each([
  ["flag", ["generate", "--dry-rum"], "--dry-run"],
  ["command", ["generat"], "generate"],
])("an unknown %s is exit code 2 with the nearest one, without a stack", async (_what, args, nearest) => {
  project = new TemporaryProject();
  const ended = await project.autotest(args);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(nearest);
  expect(ended.stderr.trim().split("\n").length).toBeLessThanOrEqual(3);
});

it("an unknown configuration key is exit code 2 with a suggestion", async () => {
  project = new TemporaryProject().write({ ".codex-autotest.yaml": "exclud: [a]\n", "a.py": "" });
  const ended = await project.autotest(["generate"]);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/exclud\b/);
  expect(ended.stderr).toMatch(/exclude/);
});
