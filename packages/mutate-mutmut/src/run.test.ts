import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MutationRequest, MutationRun } from "@autotest/core";
import { createTestContext, type TestContext, type TestContextOptions } from "@autotest/core/testing";
import type { MutantResult } from "mutation-testing-report-schema/api";
import { afterEach, expect, test } from "vitest";
import { mutmut } from "./backend.js";
import { layoutOf, PYTHON } from "./testing/layout-of.js";
import { SHOP } from "./testing/shop.js";

const contexts: TestContext[] = [];

afterEach(async () => {
  for (const one of contexts.splice(0)) await one.dispose();
});

async function make(
  files: { readonly [path: string]: string },
  options: TestContextOptions = {},
): Promise<TestContext> {
  const context = await createTestContext({ files, options: { "lang-python": { interpreter: PYTHON } }, ...options });
  contexts.push(context);
  return context;
}

function mutate(context: TestContext, changes: Partial<MutationRequest> = {}): Promise<MutationRun> {
  const { project } = context;
  const layout = layoutOf(["tests/test_cart.py"]);
  return mutmut.run({ project, layout, files: [{ path: "src/shop/cart.py" }], ...changes }, context);
}

function done(run: MutationRun): Extract<MutationRun, { ok: true }> {
  if (!run.ok) throw new Error(`${run.problem.code}: ${run.problem.message}\n${run.output ?? ""}`);
  return run;
}

function mutantsOf(run: MutationRun): readonly MutantResult[] {
  return Object.values(done(run).report.files).flatMap(({ mutants }) => mutants);
}

function statuses(run: MutationRun): { readonly [id: string]: string } {
  return Object.fromEntries(mutantsOf(run).map(({ id, status }) => [id.replace(/^shop\.cart\./, ""), status]));
}

test("places every mutant in the source, retests by name after a new test, and keeps to lines", async () => {
  const shop = await make(SHOP);
  const progress: (readonly [number, number])[] = [];
  const before = await readFile(join(shop.project.workspace, "pyproject.toml"), "utf8");
  const first = await mutate(shop, { onProgress: (tried, total) => progress.push([tried, total]) });
  const all = mutantsOf(first);
  expect(done(first)).toMatchObject({ complete: true, problems: [], tool: expect.stringMatching(/^mutmut 3\./) });
  expect(progress.at(-1)).toEqual([all.length, all.length]);
  expect(progress.length, "more than the end was told").toBeGreaterThan(10);
  const wanted = { x_total__mutmut_8: "Killed", x_total__mutmut_12: "Survived", x_unused__mutmut_3: "NoCoverage" };
  expect(statuses(first)).toMatchObject(wanted);
  expect(all.find(({ id }) => id === "shop.cart.x_total__mutmut_12")).toMatchObject({
    mutatorName: "ArithmeticOperator",
    location: { start: { line: 11, column: 29 }, end: { line: 11, column: 30 } },
    replacement: "*",
    coveredBy: ["tests/test_cart.py::test_total"],
  });
  expect(await readFile(join(shop.project.workspace, "pyproject.toml"), "utf8"), "settings are taken back").toBe(
    before,
  );

  const survivors = all.filter(({ status }) => status === "Survived").map(({ id }) => id);
  await shop.fs.write(
    join(shop.project.workspace, "tests/test_more.py"),
    "from shop.cart import total\n\n\ndef test_discount():\n    assert total([50], 10) == 45\n",
  );
  const again = await mutate(shop, { only: survivors, tests: ["tests/test_cart.py", "tests/test_more.py"] });
  expect(mutantsOf(again).map(({ id }) => id)).toEqual(survivors);
  expect(statuses(again)).toMatchObject({ x_total__mutmut_12: "Killed", x_total__mutmut_2: "Survived" });

  const lines = await mutate(shop, { files: [{ path: "src/shop/cart.py", lines: [{ from: 24, to: 24 }] }] });
  expect(statuses(lines)).toEqual({ xǁCartǁadd__mutmut_6: "Killed" });
});

const one = (text: string): { readonly [path: string]: string } => ({
  "shop/__init__.py": "",
  "shop/cart.py": text,
  "pyproject.toml": SHOP["pyproject.toml"] ?? "",
});

const SMALL = "def double(n):\n    return n * 2\n\n\ndef idle(n):\n    return n - 1\n";

function mutateSmall(context: TestContext, changes: Partial<MutationRequest> = {}): Promise<MutationRun> {
  return mutate(context, { files: [{ path: "shop/cart.py" }], ...changes });
}

test("tests that change what they share pass once in a process: each mutant gets a fresh one", async () => {
  const shop = await make({
    ...one(SMALL),
    "tests/test_cart.py": `from shop.cart import double, idle

SHARED = [3]


def test_double():
    SHARED[0] += 1
    assert double(SHARED[0]) == 8


def test_idle():
    idle(1)
`,
  });
  expect(statuses(await mutateSmall(shop))).toMatchObject({
    x_double__mutmut_1: "Killed",
    x_idle__mutmut_1: "Survived",
  });
});

test("a tool that dies half-way leaves what is known, and the rest pending", async () => {
  const shop = await make({
    ...one(SMALL),
    "tests/test_cart.py": `import os
import signal

from shop.cart import double, idle


def test_double():
    if os.environ.get("MUTANT_UNDER_TEST", "").endswith("x_idle__mutmut_1"):
        os.kill(os.getppid(), signal.SIGKILL)
    assert double(3) == 6
    assert idle(1) == 0
`,
  });
  const run = done(await mutateSmall(shop));
  expect(run.complete).toBe(false);
  expect(run.problems.map(({ code }) => code)).toEqual(["tool-crashed"]);
  const found = statuses(run);
  expect(found.x_double__mutmut_1).toBe("Killed");
  expect(found.x_idle__mutmut_1).toBe("Pending");
});

test("a run that is ended leaves what is known", async () => {
  const stop = new AbortController();
  const shop = await make(SHOP, { signal: stop.signal });
  const run = done(await mutate(shop, { onProgress: (tried) => tried > 3 && stop.abort() }));
  expect(run).toMatchObject({ complete: false, problems: [{ code: "aborted" }] });
  const found = Object.values(statuses(run));
  expect(found).toContain("Pending");
  expect(found.filter((status) => status !== "Pending").length).toBeGreaterThan(3);
});

test("a mutant that eats memory fails alone; options that start workers, and the choice of sources, are not the project's", async () => {
  const shop = await make({
    ...one("def fill(n):\n    text = 'x' * n\n    return len(text)\n"),
    "pyproject.toml": `${SHOP["pyproject.toml"]}\n[tool.mutmut]\nsource_paths = ["nowhere"]\npytest_add_cli_args = ["-n", "2"]\n`,
    "tests/test_cart.py": `import os

from shop.cart import fill


def test_fill():
    if os.environ.get("MUTANT_UNDER_TEST", "").endswith("mutmut_1"):
        bytearray(3 * 1024 ** 3)
    assert fill(3) == 3
`,
  });
  const run = done(await mutateSmall(shop));
  expect(run.complete).toBe(true);
  expect(statuses(run).x_fill__mutmut_1).toBe("Killed");
});

test("says why there is no result", async () => {
  const failing = await make({
    ...one(SMALL),
    "tests/test_cart.py": "from shop.cart import double\n\n\ndef test_double():\n    assert double(3) == 7\n",
  });
  expect(await mutateSmall(failing)).toMatchObject({
    ok: false,
    problem: { code: "tests-fail", message: expect.stringContaining("tests/test_cart.py::test_double") },
  });
  expect(await mutateSmall(failing, { tests: [] })).toMatchObject({ ok: false, problem: { code: "no-tests" } });
  expect(await mutateSmall(failing, { timeoutMs: 1 })).toMatchObject({ ok: false, problem: { code: "timeout" } });
  execFileSync(PYTHON, ["-m", "venv", "--without-pip", join(failing.project.root, "bare")]);
  const options = { "lang-python": { interpreter: "bare/bin/python" } };
  const bare = { ...failing, project: { ...failing.project, options } };
  const missing = await mutateSmall(bare);
  expect(missing).toMatchObject({
    ok: false,
    problem: { code: "tool-missing", hint: expect.stringContaining("pip install mutmut") },
  });
  const checks = await mutmut.check(failing.project, failing);
  expect(checks).toMatchObject([{ name: "mutmut", ok: true, required: false }]);
});

test("tests that load the code under another name, or from elsewhere, are an error", async () => {
  const lib = await make({
    "lib/shop/__init__.py": "",
    "lib/shop/cart.py": SMALL,
    "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["lib"]\n',
    "tests/test_cart.py": "from shop.cart import double\n\n\ndef test_double():\n    assert double(3) == 6\n",
  });
  const run = await mutate(lib, { files: [{ path: "lib/shop/cart.py" }] });
  expect(run).toMatchObject({
    ok: false,
    problem: { code: "module-paths", message: expect.stringMatching(/`shop\.cart` in the tests, `lib\.shop\.cart`/) },
  });
});

test("code that no test runs is not covered, which is no error", async () => {
  const shop = await make({
    ...one(SMALL),
    "tests/test_cart.py": "import shop.cart\n\n\ndef test_nothing():\n    assert shop\n",
  });
  const run = done(await mutateSmall(shop));
  expect(new Set(Object.values(statuses(run)))).toEqual(new Set(["NoCoverage"]));
});
