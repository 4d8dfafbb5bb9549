import { afterEach, expect, it } from "vitest";
import { readDocument } from "../read-document.js";
import { TemporaryProject } from "../temporary-project.js";

let project: TemporaryProject;
afterEach(() => project.remove());

it("Python: a syntax error or a wrong encoding in one file leaves that file out, the others go on", async () => {
  project = new TemporaryProject().write({
    "good.py": "def sign(n: int) -> int:\n    if n < 0:\n        return -1\n    return 1 if n else 0\n",
    "broken.py": "def f(:\n    return\n",
    "latin.py": Buffer.from("def f():\n    return 'caf\xe9'\n", "latin1"),
  });
  const before = project.tree();
  const ended = await project.autotest(["generate", "--json"]);
  expect(ended.code).toBe(0);
  const { files, skipped } = readDocument(ended);
  expect(files.map((file) => file.path)).toEqual(["good.py"]);
  expect(files[0]?.tests).toBeGreaterThanOrEqual(3);
  expect(Object.fromEntries(skipped.map((file) => [file.path, file.code]))).toEqual({
    "broken.py": "syntax",
    "latin.py": "encoding",
  });
  expect(project.tree()).toMatchObject(before);
});

it("JavaScript: the same", async () => {
  project = new TemporaryProject().linkMocha().write({
    "package.json": '{ "name": "p", "type": "module", "devDependencies": { "mocha": "*" } }',
    "good.js": "export function sign(n) {\n  if (n < 0) return -1;\n  return n > 0 ? 1 : 0;\n}\n",
    "broken.js": "export function f( {\n",
    "latin.js": Buffer.from("export const f = () => 'caf\xe9';\n", "latin1"),
  });
  const before = project.tree();
  const ended = await project.autotest(["generate", "--json"]);
  expect(ended.code).toBe(0);
  const { files, skipped } = readDocument(ended);
  expect(files.map((file) => file.path)).toEqual(["good.js"]);
  expect(files[0]?.tests).toBeGreaterThanOrEqual(3);
  expect(Object.fromEntries(skipped.map((file) => [file.path, file.code]))).toEqual({
    "broken.js": "syntax",
    "latin.js": "encoding",
  });
  expect(project.tree()).toMatchObject(before);
});

it("only unreadable files: exit code 1, nothing written", async () => {
  project = new TemporaryProject().write({ "broken.py": "def f(:\n" });
  const before = project.tree();
  const ended = await project.autotest(["generate"]);
  expect(ended.code).toBe(1);
  expect(ended.stdout + ended.stderr).toContain("broken.py");
  expect(project.tree(/\.autotest/)).toEqual(before);
});
