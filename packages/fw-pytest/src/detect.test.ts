import { join } from "node:path";
import type { Layout } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { check } from "./check.js";
import { detailsOf } from "./details.js";
import { detect } from "./detect.js";
import { scaffold } from "./scaffold.js";
import { PYTHON, type RealProject, realProject } from "./testing/real-project.js";

const projects: RealProject[] = [];

afterEach(async () => {
  for (const one of projects.splice(0)) await one.dispose();
});

async function detectIn(
  files: { readonly [path: string]: string },
  options: { readonly [key: string]: unknown } = {},
): Promise<Layout> {
  const project = realProject(files, { "fw-pytest": options });
  projects.push(project);
  return detect(project.project, project.ctx);
}

test.each([
  [
    "pyproject.toml",
    '[tool.pytest.ini_options]\ntestpaths = ["checks"]\npython_files = "check_*.py"\n',
    "pytest is configured in pyproject.toml",
  ],
  [
    "pytest.ini",
    "[pytest]\ntestpaths =\n    checks\npython_files = check_*.py\n",
    "pytest is configured in pytest.ini",
  ],
  [
    "pytest.toml",
    '[pytest]\ntestpaths = ["checks"]\npython_files = ["check_*.py"]\n',
    "pytest is configured in pytest.toml",
  ],
  [
    "tox.ini",
    "[tox]\nenvlist = py\n[pytest]\ntestpaths = checks  ; here\npython_files = check_*.py\n",
    "pytest is configured in tox.ini",
  ],
  [
    "setup.cfg",
    "[metadata]\nname = x\n[tool:pytest]\ntestpaths = checks\npython_files = check_*.py\n",
    "pytest is configured in setup.cfg",
  ],
])("reads the configuration of %s", async (file, text, reason) => {
  const layout = await detectIn({
    [file]: text,
    "checks/check_a.py": "",
    "checks/test_b.py": "",
    "other/check_c.py": "",
    "shop.py": "",
  });
  expect(layout).toMatchObject({ found: true, reason, testDirectory: "checks", testFiles: ["checks/check_a.py"] });
});

test.each([
  [
    "a dependency group",
    { "pyproject.toml": '[dependency-groups]\ndev = ["pytest>=8"]\n' },
    "pytest in the dependencies of pyproject.toml",
  ],
  [
    "an extra",
    { "pyproject.toml": '[project.optional-dependencies]\ntest = ["coverage", "pytest"]\n' },
    "pytest in the dependencies of pyproject.toml",
  ],
  [
    "poetry",
    { "pyproject.toml": '[tool.poetry.group.dev.dependencies]\npytest = "^8"\n' },
    "pytest in the dependencies of pyproject.toml",
  ],
  ["requirements", { "requirements-dev.txt": "flake8\npytest==8.0\n" }, "pytest in requirements-dev.txt"],
  ["setup.py", { "setup.py": "setup(extras_require={'test': ['pytest>=7']})\n" }, "pytest in setup.py"],
  ["tests", { "tests/test_a.py": "" }, "1 test files such as tests/test_a.py"],
])("finds pytest by %s", async (_, files, reason) => {
  expect(await detectIn({ ...files, "shop.py": "" } as { [path: string]: string })).toMatchObject({
    found: true,
    reason,
  });
});

test.each([
  ["nothing", {}],
  ["a plugin of pytest only", { "requirements.txt": "pytest-cov\n" }],
  ["another section", { "setup.cfg": "[metadata]\nname = pytest_like\n" }],
  ["broken configuration", { "pyproject.toml": "[tool.pytest.ini_options\n" }],
])("does not find it by %s", async (_, files) => {
  expect((await detectIn(files as { [path: string]: string })).found).toBe(false);
});

test("takes over how the tests are written", async () => {
  const test_a =
    "import os\n\n\nclass TestA:\n  def test_a(self):\n    assert os.sep == '/'\n\n  def test_b(self):\n    assert 'a' == \"a\" or 'b'\n";
  expect(await detectIn({ "tests/test_a.py": test_a })).toMatchObject({
    quote: "single",
    indent: "  ",
    style: "xunit",
  });
  expect(
    await detectIn({ "tests/test_a.py": 'def test_a():\n\tassert \'a\'\n\tassert "b"\n\tassert "c"\n' }),
  ).toMatchObject({ quote: "double", indent: "\t", style: "bdd" });
  expect(await detectIn({ "pyproject.toml": '[tool.ruff.format]\nquote-style = "single"\n' })).toMatchObject({
    quote: "single",
    indent: "    ",
    style: "bdd",
  });
  expect(
    await detectIn({ "tests/test_a.py": test_a }, { style: "functions", quote: "double", testDirectory: "spec" }),
  ).toMatchObject({ quote: "double", style: "bdd", testDirectory: "spec" });
});

test("says how the project is run and extended", async () => {
  expect(await detectIn({})).toMatchObject({ command: "pytest" });
  expect(await detectIn({ "pdm.lock": "" })).toMatchObject({
    command: "pdm run pytest",
    details: { install: "pdm add --dev" },
  });
});

test("knows sources, packages, paths and what is third party", async () => {
  const layout = await detectIn({
    "pytest.ini": "[pytest]\npythonpath = ./src lib/\naddopts = --import-mode=importlib\n",
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "",
    "tests/conftest.py": "import sys\nsys.path.append('x')\nimport helpers\n",
    "tests/helpers.py": "",
    "setup.py": "",
  });
  expect(detailsOf(layout)).toMatchObject({
    sources: ["setup.py", "src/shop/__init__.py", "src/shop/cart.py"],
    packages: ["src/shop"],
    projectModules: ["shop"],
    pythonPath: ["src", "lib"],
    pathConftests: ["tests/conftest.py"],
    siblingImports: true,
    importlib: true,
  });
});

test("init adds a configuration only where there is none", async () => {
  const texts = async (files: { readonly [path: string]: string }): Promise<readonly string[]> => {
    const layout = await detectIn(files);
    return scaffold({ root: "/", workspace: "/", options: {} }, layout).map((one) => `${one.path}: ${one.text}`);
  };
  expect(await texts({ "shop.py": "" })).toEqual(["pytest.ini: [pytest]\ntestpaths = tests\npythonpath = .\n"]);
  expect(await texts({ "src/shop/cart.py": "" })).toEqual([
    "pytest.ini: [pytest]\ntestpaths = tests\npythonpath = src\n",
  ]);
  expect(await texts({ "pyproject.toml": "[tool.pytest.ini_options]\n", "shop.py": "" })).toEqual([]);
});

test("check names versions, and one command for what is missing", async () => {
  const project = realProject({ "shop.py": "" });
  projects.push(project);
  expect(await check(project.project, project.ctx)).toMatchObject([
    { name: "pytest", ok: true, detail: expect.stringMatching(/^\d+\.\d.* in Python 3\.\d+\.\d+ at /) },
    { name: "coverage.py", ok: true, required: false },
  ]);
  const bare = { ...project.project, options: { "lang-python": { interpreter: await bareInterpreter(project) } } };
  expect(await check(bare, project.ctx)).toMatchObject([
    { name: "pytest", ok: false, required: true, fix: expect.stringMatching(/ -m pip install pytest$/) },
    { name: "coverage.py", ok: false, required: false, fix: expect.stringMatching(/ -m pip install coverage$/) },
  ]);
  project.write({ "uv.lock": "" });
  expect(await check({ ...bare }, project.ctx)).toMatchObject([
    { fix: "uv add --dev pytest" },
    { fix: "uv add --dev coverage" },
  ]);
  expect(
    await check({ ...bare, options: { "lang-python": { interpreter: "no/such/python" } } }, project.ctx),
  ).toMatchObject([{ name: "pytest", ok: false }]);
});

async function bareInterpreter(project: RealProject): Promise<string> {
  const folder = join(project.root, "bare");
  await project.ctx.exec.run({ file: PYTHON, args: ["-m", "venv", "--without-pip", folder], cwd: project.root });
  return join(folder, "bin", "python");
}
