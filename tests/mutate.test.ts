import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { pythonEnvironment, TemporaryProject } from "./temporary-project.js";

interface Position {
  readonly line: number;
  readonly column: number;
}

interface MutateDocument {
  readonly exitCode: number;
  readonly scores: { readonly before: Scores; readonly after: Scores };
  readonly mutants: readonly {
    readonly start: Position;
    readonly end: Position;
    readonly replacement: string;
    readonly before: string;
    readonly after: string;
    readonly kill: { readonly suite: string; readonly testId: string; readonly confirmed: boolean | null } | null;
    readonly reason: string | null;
  }[];
  readonly suites: readonly { readonly path: string; readonly tests: number }[];
}

interface Scores {
  readonly tool: { readonly detected: number; readonly total: number };
}

/** The text with a mutant in it, put together from the document alone. */
function changed(text: string, { start, end, replacement }: MutateDocument["mutants"][number]): string {
  const at = ({ line, column }: Position): number =>
    text
      .split("\n")
      .slice(0, line - 1)
      .reduce((sum, one) => sum + one.length + 1, 0) +
    column -
    1;
  return text.slice(0, at(start)) + replacement + text.slice(at(end));
}

let project: TemporaryProject;
afterEach(() => project.remove());

describe.each([
  {
    language: "python",
    source: "cart.py",
    text: "def fee(amount, member):\n    if amount >= 100 or member:\n        return 0\n    return amount * 2 + 5\n",
    test: "tests/test_cart.py",
    weak: "from cart import fee\n\n\ndef test_fee():\n    assert fee(1, False) > 0\n",
    prepare: () => undefined,
    runSuite: (path: string) =>
      project.run(join(pythonEnvironment, "bin", "python"), ["-B", "-m", "pytest", "-q", path]),
  },
  {
    language: "javascript",
    source: "cart.js",
    text: "exports.fee = function fee(amount, member) {\n  if (amount >= 100 || member) return 0;\n  return amount * 2 + 5;\n};\n",
    test: "test/cart.js",
    weak: 'const assert = require("node:assert");\nconst { fee } = require("../cart.js");\nit("has a fee", () => assert.ok(fee(1, false) > 0));\n',
    prepare: () => void project.linkStryker(),
    runSuite: (path: string) =>
      project.run(process.execPath, [join(project.folder, "node_modules", "mocha", "bin", "mocha.js"), path]),
  },
])("mutate, $language", ({ source, text, test, weak, prepare, runSuite }) => {
  it("kills what survives, each kill seen by the plain runner too, and changes nothing else of the project", async () => {
    project = new TemporaryProject().write({ "package.json": "{}", [source]: text, [test]: weak });
    prepare();
    const before = project.tree(/\.autotest/);
    const ended = await project.autotest(["mutate", source, "--json"]);
    expect(ended.code, ended.stderr).toBe(0);
    const document = JSON.parse(ended.stdout) as MutateDocument;
    const killed = document.mutants.filter(({ kill }) => kill !== null);
    expect(killed.length).toBeGreaterThan(3);
    expect(killed.every(({ before: status }) => status === "Survived" || status === "NoCoverage")).toBe(true);
    expect(killed.every(({ kill }) => kill?.confirmed)).toBe(true);
    const { detected, total } = document.scores.after.tool;
    expect(detected).toBe(document.scores.before.tool.detected + killed.length);
    expect(detected / total).toBeGreaterThan(0.9);
    expect(document.mutants.filter(({ after }) => after === "Survived").every(({ reason }) => reason !== null)).toBe(
      true,
    );

    const suite = document.suites.find(({ tests }) => tests > 0)?.path ?? "";
    expect((await runSuite(suite)).code).toBe(0);
    for (const mutant of killed) {
      project.write({ [source]: changed(text, mutant) });
      expect((await runSuite(suite)).code, JSON.stringify(mutant)).not.toBe(0);
    }
    project.write({ [source]: text });
    const after = Object.entries(project.tree(/\.autotest|__pycache__|\.pytest_cache/));
    expect(
      Object.fromEntries(after.filter(([path]) => !document.suites.some((one) => path.endsWith(one.path)))),
    ).toEqual(before);
  });
});

it("says what is missing, and how to get it, where there is no tool", async () => {
  project = new TemporaryProject().write({
    "package.json": "{}",
    "cart.js": "exports.half = (n) => n / 2;\n",
    "test/cart.js": 'require("../cart.js");\nit("loads", () => {});\n',
  });
  project.linkMocha();
  const ended = await project.autotest(["mutate", "cart.js"]);
  expect(ended.code).toBe(4);
  expect(ended.stdout + ended.stderr).toMatch(/StrykerJS[\s\S]*npm (?:install|i) /);
  const { checks } = JSON.parse((await project.autotest(["doctor", "--json"])).stdout) as {
    readonly checks: readonly { readonly name: string; readonly required: boolean; readonly fix: string | null }[];
  };
  expect(checks.find(({ name }) => name === "StrykerJS")).toMatchObject({
    ok: false,
    required: false,
    detail: expect.stringContaining("only `autotest mutate` needs it"),
    fix: expect.stringContaining("@stryker-mutator/mocha-runner"),
  });
});
