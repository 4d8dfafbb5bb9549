import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { pythonEnvironment, TemporaryProject, withNodeOnly, withTools } from "../temporary-project.js";

const PYTHON_FILE = { "a.py": "def a(n: int) -> int:\n    return n + 1\n" };
const JAVASCRIPT_FILES = {
  "package.json": '{ "name": "p", "type": "module" }',
  "a.js": "export const a = (n) => n + 1;\n",
};

let project: TemporaryProject;
afterEach(() => project.remove());

it("no Python: exit code 4, says so and what to run", async () => {
  project = new TemporaryProject().write(PYTHON_FILE);
  const before = project.tree();
  const env = withNodeOnly(project);
  const ended = await project.autotest(["generate"], { env });
  expect(ended.code).toBe(4);
  const said = ended.stdout + ended.stderr;
  expect(said).toMatch(/python/i);
  expect(said).toMatch(/doctor|install/i);
  expect(said).not.toMatch(/^\s+at /m);
  expect(project.tree(/^bin\/|\.autotest|\.cache/)).toEqual(before);
});

it("no pytest: exit code 4, names the command that installs it", async () => {
  project = new TemporaryProject().write(PYTHON_FILE);
  execFileSync(join(pythonEnvironment, "bin", "python"), [
    "-m",
    "venv",
    "--without-pip",
    join(project.folder, ".venv"),
  ]);
  const { VIRTUAL_ENV: _active, ...env } = withTools();
  const ended = await project.autotest(["generate"], {
    env: { ...env, PATH: `${join(project.folder, ".venv", "bin")}:/usr/bin:/bin` },
  });
  expect(ended.code).toBe(4);
  expect(ended.stdout + ended.stderr).toMatch(/pip install.*pytest|pytest.*not (found|installed)/i);
});

it("no Mocha: exit code 4, names the command that installs it", async () => {
  project = new TemporaryProject().write(JAVASCRIPT_FILES);
  const before = project.tree();
  const ended = await project.autotest(["generate"]);
  expect(ended.code).toBe(4);
  expect(ended.stdout + ended.stderr).toMatch(/npm (install|i) .*mocha/i);
  expect(project.tree(/\.autotest/)).toEqual(before);
});

it("doctor says the same, with a fix per failed check", async () => {
  project = new TemporaryProject().write({ ...PYTHON_FILE, ...JAVASCRIPT_FILES });
  const ended = await project.autotest(["doctor"], { env: withNodeOnly(project) });
  expect(ended.code).toBe(4);
  expect(ended.stdout + ended.stderr).toMatch(/python/i);
  expect(ended.stdout + ended.stderr).toMatch(/mocha/i);
});

it("one language without its tools does not stop the other", async () => {
  project = new TemporaryProject().write({ ...PYTHON_FILE, ...JAVASCRIPT_FILES });
  const ended = await project.autotest(["generate", "--json"]);
  expect(ended.code).toBe(0);
  expect(ended.stdout).toContain('"a.py"');
  expect(ended.stdout).toMatch(/mocha/i);
});
