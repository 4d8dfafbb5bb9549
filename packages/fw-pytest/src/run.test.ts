import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RunRequest, TestRun } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { detect } from "./detect.js";
import { run } from "./run.js";
import { type RealProject, realProject } from "./testing/real-project.js";

const projects: RealProject[] = [];

afterEach(async () => {
  for (const one of projects.splice(0)) await one.dispose();
});

function make(files: { readonly [path: string]: string }): RealProject {
  const project = realProject(files);
  projects.push(project);
  return project;
}

async function runAll(project: RealProject, changes: Partial<RunRequest> = {}): Promise<TestRun> {
  const layout = await detect(project.project, project.ctx);
  return run({ project: project.project, layout, files: [], ...changes }, project.ctx);
}

function complete(result: TestRun): Extract<TestRun, { status: "complete" }> {
  if (result.status !== "complete") throw new Error(`${result.status}: ${result.problem.message}\n${result.output}`);
  return result;
}

test("says what became of every test", async () => {
  const project = make({
    "test_all.py": `
import pytest

@pytest.mark.parametrize("n", [1, 2], ids=["one", "two"])
def test_table(n):
    assert n == 1

def test_error():
    raise KeyError("gone")

@pytest.mark.skip
def test_skipped():
    pass

@pytest.mark.xfail
def test_expected():
    assert False

@pytest.fixture
def broken():
    yield 1
    raise OSError("teardown")

def test_teardown(broken):
    pass

class TestCart:
    def test_total(self):
        print("noise")
`,
  });
  const { tests, problems, coverage } = complete(await runAll(project));
  expect(tests.map((one) => [one.testId, one.outcome])).toEqual([
    ["test_all.py::test_table[one]", "passed"],
    ["test_all.py::test_table[two]", "failed"],
    ["test_all.py::test_error", "failed"],
    ["test_all.py::test_skipped", "skipped"],
    ["test_all.py::test_expected", "skipped"],
    ["test_all.py::test_teardown", "failed"],
    ["test_all.py::TestCart::test_total", "passed"],
  ]);
  expect(tests[1]?.message).toBe("assert 2 == 1");
  expect(tests[2]?.message).toBe("KeyError: 'gone'");
  expect(tests[5]?.message).toBe("OSError: teardown");
  expect(tests.every((one) => one.file === "test_all.py")).toBe(true);
  expect(problems).toEqual([]);
  expect(coverage).toBeNull();
});

test("one file that cannot be loaded does not hide the others", async () => {
  const project = make({
    "test_bad.py": "import nothing_of_this_name\n",
    "test_good.py": "def test_a():\n    assert True\n",
    "test_odd.py": "def test_(:\n",
  });
  const { tests, problems } = complete(await runAll(project));
  expect(tests.map((one) => [one.testId, one.outcome])).toEqual([
    ["test_bad.py", "failed"],
    ["test_odd.py", "failed"],
    ["test_good.py::test_a", "passed"],
  ]);
  expect(tests[0]?.message).toContain("No module named 'nothing_of_this_name'");
  expect(problems.map((one) => one.code)).toEqual(["collection-error", "collection-error"]);
});

test.each([
  ["os._exit at import", "import os\nos._exit(0)\n"],
  ["sys.exit at import", "import sys\nsys.exit(0)\n"],
  ["os._exit in a test", "import os\ndef test_a():\n    os._exit(0)\n"],
  ["an interrupt in a test", "def test_a():\n    raise KeyboardInterrupt\n"],
  ["pytest.exit", "import pytest\ndef test_a():\n    pytest.exit('done', returncode=0)\n"],
  [
    "forged results",
    'import os\nfor fd in range(3, 300):\n    try:\n        os.write(fd, b\'{"kind": "finished", "status": 0}\\n\')\n    except OSError:\n        pass\nos._exit(0)\n',
  ],
])("%s is an error, never a good end", async (_, text) => {
  const project = make({ "test_a.py": text, "test_b.py": "def test_b():\n    pass\n" });
  const result = await runAll(project);
  expect(result.status).toBe("error");
  expect(result).toMatchObject({ problem: { message: expect.stringContaining("test_a.py") } });
});

test("a hang is ended, and named", async () => {
  const project = make({ "test_a.py": "def test_forever():\n    while True:\n        pass\n" });
  const result = await runAll(project, { timeoutMs: 5_000 });
  expect(result).toMatchObject({
    status: "timeout",
    problem: { message: "the tests took longer than 5 s at test_a.py::test_forever" },
  });
});

test("the order follows the seed and keeps files together", async () => {
  const body = Array.from({ length: 8 }, (_, index) => `def test_${index}():\n    pass\n`).join("\n");
  const project = make({ "test_a.py": body, "test_b.py": body });
  const ids = async (orderSeed?: number, more: Partial<RunRequest> = {}): Promise<readonly string[]> =>
    complete(await runAll(project, { ...more, ...(orderSeed === undefined ? {} : { orderSeed }) })).tests.map(
      (one) => one.testId,
    );
  const [plain, one, again, two] = [await ids(), await ids(1), await ids(1), await ids(2)];
  expect(plain).toEqual([...plain].sort());
  expect(one).toEqual(again);
  expect(one).not.toEqual(plain);
  expect(two).not.toEqual(one);
  expect([...one].sort()).toEqual(plain);
  expect(new Set(one.slice(0, 8).map((id) => id.slice(0, 9))).size).toBe(1);
  // What else is run changes nothing.
  expect(one.join()).toContain((await ids(1, { files: ["test_b.py"] })).join());
});

test("the hash seed reaches the tests", async () => {
  const project = make({
    "test_a.py": "import os\ndef test_seed():\n    assert os.environ['PYTHONHASHSEED'] == '7'\n",
  });
  expect(complete(await runAll(project, { hashSeed: 7 })).tests[0]?.outcome).toBe("passed");
  expect(complete(await runAll(project, {})).tests[0]?.outcome).toBe("failed");
});

test("of two seeds one brings another allocator, which tests do not see", async () => {
  const project = make({
    "test_a.py":
      "import os, sys\ndef test_usual():\n    assert 'PYTHONMALLOC' not in os.environ\n    assert sys.getallocatedblocks() > 0\n",
  });
  const outcomes = [1, 2].map(async (hashSeed) => complete(await runAll(project, { hashSeed })).tests[0]);
  // Who counts no blocks has handed them all to the system.
  expect(await Promise.all(outcomes)).toMatchObject([
    { outcome: "failed", message: expect.stringContaining("assert 0 > 0") },
    { outcome: "passed" },
  ]);
});

test("lines and branches are measured, of files nobody imported too", async () => {
  const project = make({
    "conftest.py": "",
    "shop.py": "def sign(n):\n    if n > 0:\n        return 1\n    if n < 0:\n        return -1\n    return 0\n",
    "unused.py": "def nothing():\n    return 1\n",
    "tests/test_shop.py":
      "from shop import sign\n\n\ndef test_sign():\n    assert sign(1) == 1\n    assert sign(0) == 0\n",
  });
  const { coverage, problems } = complete(await runAll(project, { cover: ["shop.py", "unused.py"] }));
  expect(problems).toEqual([]);
  expect(coverage).toEqual([
    {
      path: "shop.py",
      lines: { covered: 5, total: 6 },
      branches: { covered: 3, total: 4 },
      coveredLines: [1, 2, 3, 4, 6],
      missedLines: [5],
      missedBranches: [{ line: 4, to: 5 }],
    },
    {
      path: "unused.py",
      lines: { covered: 0, total: 2 },
      branches: { covered: 0, total: 0 },
      coveredLines: [],
      missedLines: [1, 2],
      missedBranches: [],
    },
  ]);
});

test.each(["all of the project", "a suite of ours"])("what a conftest imports is measured: %s", async (which) => {
  const project = make({
    "shop.py": "def total(prices):\n    return sum(prices)\n",
    "conftest.py": "import sys\n\nsys.path.insert(0, '.')\nimport shop\n\nshop.total([])\n",
    "test_shop.py": "def test_nothing():\n    pass\n",
  });
  const layout = await detect(project.project, project.ctx);
  // What was there when the project was looked at may need plugins, which may import the project before any conftest.
  const request = which === "a suite of ours" ? { layout: { ...layout, testFiles: [] }, files: ["test_shop.py"] } : {};
  const { coverage } = complete(await runAll(project, { ...request, cover: ["shop.py"] }));
  expect(coverage?.[0]?.coveredLines).toEqual([1, 2]);
});

test("what a test may not do is refused, and fails it even when it swallows the refusal", async () => {
  const outside = join(process.env.HOME ?? "/root", "autotest-must-not-exist");
  const project = make({
    "test_harm.py": `
import os, shutil, socket, subprocess, sys, pytest, asyncio, multiprocessing

OUTSIDE = ${JSON.stringify(outside)}

def attempt(action):
    try:
        action()
    except BaseException:
        pass

def test_write(): attempt(lambda: open(OUTSIDE, "w"))
def test_os_open(): attempt(lambda: os.open(OUTSIDE, os.O_CREAT | os.O_WRONLY))
def test_mkdir(): attempt(lambda: os.mkdir(OUTSIDE))
def test_remove(): attempt(lambda: os.remove("/etc/hostname-not-there"))
def test_rmtree(): attempt(lambda: shutil.rmtree("/opt/not-there"))
def test_rename(): attempt(lambda: os.rename(__file__, OUTSIDE))
def test_process(): attempt(lambda: subprocess.run(["true"]))
def test_system(): attempt(lambda: os.system("true"))
def test_fork(): attempt(lambda: os.fork() or os._exit(0))
def test_spawn(): attempt(lambda: multiprocessing.get_context("spawn").Process(target=print).start())
def test_connect(): attempt(lambda: socket.create_connection(("127.0.0.1", 9), 1))
def test_name(): attempt(lambda: socket.gethostbyname("example.org"))
def test_kill(): attempt(lambda: os.kill(os.getppid(), 0))

def test_link(tmp_path):
    os.symlink(os.path.dirname(OUTSIDE), tmp_path / "out")
    attempt(lambda: open(tmp_path / "out" / "autotest-must-not-exist", "w"))

def test_allowed(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("x")
    shutil.rmtree(tmp_path / "a")
    open("inside.txt", "w").close()
    os.remove("inside.txt")
    open(os.devnull, "w").close()
    assert multiprocessing.get_context("fork").Value("i", 3).value == 3
    async def main():
        await asyncio.sleep(0)
    asyncio.run(main())
`,
  });
  const { tests } = complete(await runAll(project));
  const outcomes = Object.fromEntries(tests.map((one) => [one.testId.replace("test_harm.py::test_", ""), one.outcome]));
  expect(outcomes).toEqual({
    ...Object.fromEntries(
      [
        "write",
        "os_open",
        "mkdir",
        "remove",
        "rmtree",
        "rename",
        "process",
        "system",
        "fork",
        "spawn",
        "connect",
        "name",
        "kill",
        "link",
      ].map((name) => [name, "failed"]),
    ),
    allowed: "passed",
  });
  expect(tests.find((one) => one.testId.endsWith("test_process"))?.message).toContain("autotest refused: start true");
  expect(existsSync(outside)).toBe(false);
});

test("an effect while loading is refused and told", async () => {
  const project = make({
    "test_a.py": "import os\ntry:\n    os.system('true')\nexcept OSError:\n    pass\n\ndef test_a():\n    pass\n",
  });
  const { tests, problems } = complete(await runAll(project));
  expect(tests.map((one) => one.outcome)).toEqual(["passed"]);
  expect(problems).toEqual([{ code: "refused", message: "while loading the tests: start true" }]);
});

test("nothing is left in the project", async () => {
  const project = make({ "test_a.py": "def test_a():\n    pass\n" });
  const before = await project.ctx.fs.glob(project.root, ["**/*"]);
  complete(await runAll(project, { cover: ["test_a.py"] }));
  expect(await project.ctx.fs.list(project.root)).toEqual(before);
});

test("options of the project that would end or thin out the run are overruled", async () => {
  const project = make({
    "pytest.ini": "[pytest]\naddopts = -x --lf -q\n",
    "test_a.py": "def test_a():\n    assert False\n\ndef test_b():\n    pass\n",
  });
  expect(complete(await runAll(project)).tests.map((one) => one.outcome)).toEqual(["failed", "passed"]);
});

test("an interpreter without pytest is an error with the fix", async () => {
  const project = make({ "test_a.py": "def test_a():\n    pass\n" });
  const result = await run(
    {
      project: { ...project.project, options: { "lang-python": { interpreter: "/usr/bin/env" } } },
      layout: await detect(project.project, project.ctx),
      files: [],
    },
    project.ctx,
  );
  expect(result.status).toBe("error");
});

test("no tests at all is complete, and said", async () => {
  const project = make({ "shop.py": "" });
  expect(complete(await runAll(project))).toMatchObject({ tests: [], problems: [{ code: "no-tests" }] });
});
