import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Candidate, EmittedSuite, Layout } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { detect } from "./detect.js";
import { emit } from "./emit.js";
import { place } from "./place.js";
import { run } from "./run.js";
import { PYTHON, type RealProject, realProject } from "./testing/real-project.js";
import { candidateOf, requestOf, unitNamed } from "./testing/requests.js";

const CODE = "def double(n):\n    return n * 2\n";
const projects: RealProject[] = [];

afterEach(async () => {
  for (const one of projects.splice(0)) await one.dispose();
});

interface Made {
  readonly project: RealProject;
  readonly layout: Layout;
  readonly path: string;
  readonly suite: EmittedSuite;
}

/** Detects, places, emits one test of `double` and writes it with its support files. */
async function makeSuite(
  files: { readonly [path: string]: string },
  source: string,
  importName: string,
): Promise<Made> {
  const project = realProject(files);
  projects.push(project);
  const layout = await detect(project.project, project.ctx);
  const file = { path: source, text: CODE, hash: "0" };
  const units = [unitNamed("double", ["n"], { path: source })];
  const analysis = { ok: true, units, constants: [], importName, moduleKind: "python" } as const;
  const candidate: Candidate = candidateOf(
    "double",
    "returns 4 when n is 2",
    { kind: "function", ref: ":double", args: [2] },
    [{ kind: "returns", value: 4, via: "call", basis: "observed" }],
  );
  const path = place(file, analysis, layout);
  const suite = emit(
    requestOf([{ unit: "double", entries: [{ kind: "single", test: candidate }] }], units, {
      layout,
      file,
      analysis,
      path,
      project: project.project,
    }),
  );
  project.write(Object.fromEntries([{ path, text: suite.text }, ...suite.support].map((one) => [one.path, one.text])));
  return { project, layout, path, suite };
}

/** The plain command of a user, without any of our help. */
function plainPytest(root: string, python: string = PYTHON): string {
  try {
    return execFileSync(join(python, "..", "pytest"), ["-q", "-p", "no:cacheprovider"], {
      cwd: root,
      encoding: "utf8",
      env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: "1" },
    });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

test.each([
  ["a flat module", { "calc.py": CODE }, "calc.py", "calc", "tests/test_calc.py", ["tests/__init__.py"]],
  [
    "a package at the root",
    { "shop/__init__.py": "", "shop/calc.py": CODE },
    "shop/calc.py",
    "shop.calc",
    "tests/test_calc.py",
    ["tests/__init__.py"],
  ],
  [
    "a src layout",
    { "src/shop/__init__.py": "", "src/shop/calc.py": CODE },
    "src/shop/calc.py",
    "shop.calc",
    "tests/test_calc.py",
    ["tests/conftest.py"],
  ],
  [
    "a src layout that pytest knows",
    { "pytest.ini": "[pytest]\npythonpath = src\n", "src/shop/__init__.py": "", "src/shop/calc.py": CODE },
    "src/shop/calc.py",
    "shop.calc",
    "tests/test_calc.py",
    [],
  ],
  [
    "a conftest in the root",
    { "conftest.py": "# here\n", "calc.py": CODE },
    "calc.py",
    "calc",
    "tests/test_calc.py",
    [],
  ],
  [
    "a conftest in the test folder",
    { "tests/conftest.py": "# here\n", "calc.py": CODE },
    "calc.py",
    "calc",
    "tests/test_calc.py",
    ["tests/__init__.py"],
  ],
  [
    "existing tests in folders that are no packages",
    { "tests/test_other.py": "def test_other():\n    pass\n", "shop/__init__.py": "", "shop/calc.py": CODE },
    "shop/calc.py",
    "shop.calc",
    "tests/test_calc.py",
    ["tests/conftest.py"],
  ],
  [
    "twin modules in a fresh tree",
    {
      "shop/__init__.py": "",
      "shop/a/__init__.py": "",
      "shop/a/calc.py": CODE,
      "shop/b/__init__.py": "",
      "shop/b/calc.py": CODE,
    },
    "shop/a/calc.py",
    "shop.a.calc",
    "tests/shop/a/test_calc.py",
    ["tests/__init__.py", "tests/shop/__init__.py", "tests/shop/a/__init__.py"],
  ],
  [
    "twin modules beside existing tests",
    {
      "conftest.py": "",
      "tests/test_calc.py": "def test_other():\n    pass\n",
      "shop/__init__.py": "",
      "shop/a/__init__.py": "",
      "shop/a/calc.py": CODE,
      "shop/b/__init__.py": "",
      "shop/b/calc.py": CODE,
    },
    "shop/b/calc.py",
    "shop.b.calc",
    "tests/test_b_calc.py",
    [],
  ],
  [
    "import by path",
    { "pytest.ini": "[pytest]\naddopts = --import-mode=importlib\n", "shop/__init__.py": "", "shop/calc.py": CODE },
    "shop/calc.py",
    "shop.calc",
    "tests/test_calc.py",
    ["tests/conftest.py"],
  ],
  [
    "tests beside the code",
    {
      "shop/__init__.py": "",
      "shop/calc.py": CODE,
      "shop/tests/__init__.py": "",
      "shop/tests/test_calc.py": "def test_other():\n    pass\n",
    },
    "shop/calc.py",
    "shop.calc",
    "shop/tests/test_calc.py",
    [],
  ],
])("plain pytest imports the code: %s", async (_, files, source, importName, expectedPath, support) => {
  const { project, path, suite, layout } = await makeSuite(files, source, importName);
  expect([path, suite.support.map((one) => one.path)]).toEqual([expectedPath, support]);
  expect(plainPytest(project.root)).toMatch(/^\d passed/m);
  const ours = await run({ project: project.project, layout, files: [path] }, project.ctx);
  expect(ours).toMatchObject({ status: "complete" });
  const outcomes = new Map(ours.status === "complete" ? ours.tests.map((one) => [one.testId, one.outcome]) : []);
  expect(suite.tests.map((one) => outcomes.get(one.testId))).toEqual(["passed"]);
  // What was found missing once is there the second time.
  const again = await detect(project.project, project.ctx);
  expect(
    place(
      { path: source, text: CODE, hash: "0" },
      { ok: true, units: [], constants: [], importName, moduleKind: "python" },
      again,
    ),
  ).toBe(path);
});

test("an editable install needs no support file, and the copy is what runs", async () => {
  const files = { "src/shop/__init__.py": "", "src/shop/calc.py": CODE };
  const user = realProject(files);
  const copy = realProject(files);
  projects.push(user, copy);
  const python = environmentWith(user.root);
  const project = { ...user.project, workspace: copy.root, options: { "lang-python": { interpreter: python } } };
  const layout = await detect(project, user.ctx);
  const file = { path: "src/shop/calc.py", text: CODE, hash: "0" };
  const analysis = {
    ok: true,
    units: [unitNamed("double", ["n"])],
    constants: [],
    importName: "shop.calc",
    moduleKind: "python",
  } as const;
  const suite = emit(requestOf([], [...analysis.units], { layout, file, analysis, path: "tests/test_calc.py" }));
  expect(suite.support).toEqual([]);
  copy.write({
    "tests/test_calc.py":
      "import shop.calc\n\n\ndef test_place():\n    assert shop.calc.__file__.startswith(" +
      JSON.stringify(copy.root) +
      ")\n    assert shop.calc.double(2) == 4\n",
  });
  const ours = await run({ project, layout, files: ["tests/test_calc.py"], cover: ["src/shop/calc.py"] }, user.ctx);
  expect(ours).toMatchObject({
    status: "complete",
    tests: [{ outcome: "passed" }],
    coverage: [{ lines: { covered: 2, total: 2 } }],
  });
});

/** A virtual environment, by hand and offline, with the repository's pytest and an editable install of `root`. */
function environmentWith(root: string): string {
  const environment = join(root, ".venv");
  execFileSync(PYTHON, ["-m", "venv", "--without-pip", environment]);
  const library = join(environment, "lib", readdirSync(join(environment, "lib"))[0] ?? "", "site-packages");
  const theirs = join(
    PYTHON,
    "..",
    "..",
    "lib",
    readdirSync(join(PYTHON, "..", "..", "lib"))[0] ?? "",
    "site-packages",
  );
  mkdirSync(library, { recursive: true });
  for (const name of readdirSync(theirs)) symlinkSync(join(theirs, name), join(library, name));
  writeFileSync(join(library, "__editable__.shop-1.0.pth"), `${join(root, "src")}\n`);
  return join(environment, "bin", "python");
}
