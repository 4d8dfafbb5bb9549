import { afterEach, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

let project: TemporaryProject;
afterEach(() => project.remove());

interface Document {
  readonly run: { readonly complete: boolean; readonly reused: number };
  readonly mutants: readonly {
    readonly original: string;
    readonly replacement: string;
    readonly before: string;
  }[];
  readonly skipped: readonly { readonly code: string; readonly reason: string; readonly hint: string | null }[];
  readonly warnings: readonly string[];
}

/** Measures, and sees to it that nothing of the project changed. */
async function measure(code: number, source: string, ...more: readonly string[]): Promise<Document> {
  const before = project.tree(/\.autotest/);
  const ended = await project.autotest(["mutate", source, "--no-search", "--json", ...more]);
  expect(ended.code, ended.stderr + ended.stdout.slice(0, 2000)).toBe(code);
  expect(project.tree(/\.autotest/)).toEqual(before);
  return JSON.parse(ended.stdout) as Document;
}

const open = (files: { readonly [path: string]: string }): TemporaryProject =>
  new TemporaryProject().write({ "package.json": "{}", ...files });

it("tests that fail before anything is changed: which one, and what to do", async () => {
  project = open({
    "cart.py": "def half(n):\n    return n / 2\n",
    "tests/test_cart.py": "from cart import half\n\n\ndef test_half():\n    assert half(4) == 3\n",
  });
  const { skipped, mutants } = await measure(1, "cart.py");
  expect(mutants).toEqual([]);
  expect(skipped).toMatchObject([
    { code: "tests-fail", reason: expect.stringContaining("test_half"), hint: expect.any(String) },
  ]);
});

it("a version that cannot be used: which one can, and how to get it", async () => {
  const manifest = (name: string, version: string): string => JSON.stringify({ name, version, main: "index.js" });
  project = open({
    "cart.js": "exports.half = (n) => n / 2;\n",
    "test/cart.js": 'require("../cart.js");\nit("loads", () => {});\n',
    "node_modules/@stryker-mutator/core/package.json": manifest("@stryker-mutator/core", "8.7.1"),
    "node_modules/@stryker-mutator/mocha-runner/package.json": manifest("@stryker-mutator/mocha-runner", "8.7.1"),
  });
  project.linkStryker(["mocha"]);
  const { skipped } = await measure(4, "cart.js");
  expect(skipped).toMatchObject([
    {
      code: "tool-version",
      reason: expect.stringContaining("8.7.1"),
      hint: expect.stringContaining("@stryker-mutator/core@"),
    },
  ]);
});

it("a tool that is killed half-way: what is known by then, and the next run goes on there", async () => {
  project = open({
    "cart.py": "def double(n):\n    return n * 2\n\n\ndef idle(n):\n    return n - 1\n",
    // The third mutant takes the tool with it, whichever that is: mutmut begins with what the fastest tests reach.
    "tests/conftest.py": `import os
import pathlib
import signal

TRIED = pathlib.Path(__file__).with_name("tried")


def pytest_runtest_call(item):
    mutant = os.environ.get("MUTANT_UNDER_TEST", "")
    if "__mutmut_" not in mutant:
        return
    tried = set(TRIED.read_text().split()) if TRIED.exists() else set()
    TRIED.write_text(" ".join(tried | {mutant}))
    if len(tried | {mutant}) == 3:
        os.kill(os.getppid(), signal.SIGKILL)
`,
    "tests/test_cart.py":
      "from cart import double, idle\n\n\ndef test_double():\n    assert double(3) == 6\n\n\ndef test_idle():\n    assert idle(1) == 0\n",
  });
  const first = await measure(0, "cart.py");
  expect(first.run.complete).toBe(false);
  expect(first.warnings.join("\n")).toMatch(/SIGKILL[\s\S]*mutants were not tried; the next run goes on there/);
  const known = first.mutants.filter(({ before }) => before !== "Pending").length;
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThan(first.mutants.length);
  expect((await measure(0, "cart.py")).run.reused).toBeGreaterThanOrEqual(known);
});

it("mutants that never end, and that eat memory, are judged; the machine is none the worse", async () => {
  project = open({
    "pyproject.toml": "[tool.mutmut]\ntimeout_multiplier = 2\n",
    "cart.py": `def count(n):
    while n > 0:
        n -= 1
    return n


def fill(n):
    data = bytearray(int(n / 2000))
    return len(data)
`,
    "tests/test_cart.py":
      "from cart import count, fill\n\n\ndef test_count():\n    assert count(3) == 0\n\n\ndef test_fill():\n    assert fill(4_000_000) == 2000\n",
  });
  const { run, mutants } = await measure(0, "cart.py");
  expect(run.complete).toBe(true);
  const found = mutants.map(({ original, replacement, before }) => `${original} -> ${replacement}: ${before}`);
  expect(found).toContain("-= -> +=: Timeout");
  expect(found).toContain("/ -> *: Killed");
  expect(mutants.every(({ before }) => before !== "Pending")).toBe(true);
});

it("five thousand mutants: no more tests are looked for than the limit allows, and all are told of", async () => {
  const units = Array.from(
    { length: 1000 },
    (_, at) => `def f${at}(a, b):\n    if a > ${at}:\n        return a + b\n    return b - ${at}\n\n\n`,
  );
  project = open({
    "big.py": units.join(""),
    "tests/test_big.py": "from big import f0\n\n\ndef test_f0():\n    assert f0(1, 2) == 3\n",
  });
  const { run, mutants } = await measure(0, "big.py", "--max-mutants", "1");
  expect(run.complete).toBe(true);
  expect(mutants.length).toBeGreaterThanOrEqual(5000);
});
