import { execFileSync } from "node:child_process";
import { afterAll, describe, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

interface ReviewDocument {
  readonly exitCode: number;
  readonly tests: readonly { readonly id: string; readonly title: string; readonly accepted: boolean }[];
  readonly audit: {
    readonly findings: readonly { readonly code: string; readonly title: string; readonly evidence: string }[];
  };
  readonly proof: {
    readonly measured: boolean;
    readonly alone: readonly { readonly path: string; readonly units: readonly string[] }[];
  } | null;
  readonly patch: string | null;
  readonly written: boolean;
}

const NAMES = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@a", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@a" };

const PYTHON = `from unittest.mock import Mock

from billing.duration import parse_duration


def test_hours():
    assert parse_duration("1h 30m").seconds == 5400


# Says nothing.
def test_nothing():
    parse_duration("1h")


def test_swallows():
    try:
        assert parse_duration("1h") == 4
    except Exception:
        pass


def test_same():
    result = parse_duration("1h")
    assert result == result


def test_echo():
    load = Mock(return_value=3)
    assert load() == 3


def test_hours_again():
    assert parse_duration("1h 30m").seconds == 5400


def test_by_chance():
    import os

    assert os.environ.get("PYTHONHASHSEED") == "0"
`;

const TYPESCRIPT = `import assert from "node:assert/strict";
import { mock } from "node:test";
import { parseMoney } from "../src/money.js";

let isFirst = true;

describe("weak", () => {
  it("parses", () => {
    assert.equal(parseMoney("1.50 EUR").toString(), "1.50 EUR");
  });

  it("says nothing", () => {
    parseMoney("1.50 EUR");
  });

  it("swallows", () => {
    try {
      assert.equal(parseMoney("1.50 EUR"), 4);
    } catch {}
  });

  it("compares", () => {
    const money = parseMoney("1.50 EUR");
    assert.equal(money, money);
  });

  it("echoes", () => {
    const load = mock.fn(() => 3);
    assert.equal(load(), 3);
  });

  it("parses again", () => {
    assert.equal(parseMoney("1.50 EUR").toString(), "1.50 EUR");
  });

  it("comes before the last", () => {
    assert.equal(isFirst, true);
  });

  it("comes last", () => {
    isFirst = false;
    assert.equal(parseMoney("7.50 EUR").toString(), "7.50 EUR");
  });
});
`;

describe.each([
  {
    example: "python" as const,
    suite: "tests/test_weak.py",
    text: PYTHON,
    good: "test_hours",
    codes: [
      "no-assertion test_nothing",
      "never-fails test_swallows",
      "tautology test_same",
      "tautology test_echo",
      "duplicate test_hours_again",
      "flaky test_by_chance",
      "weakened test_hours",
      "weakened test_hours_again",
    ],
    exact: 'assert parse_duration("1h 30m").seconds == 5400',
    loose: 'assert parse_duration("1h 30m").seconds',
    gone: /\n\n\n# Says nothing\.[\s\S]*?\("1h"\)(?=\n)/,
    nothing: "test_nothing",
    renamed: "def test_reads_hours():",
  },
  {
    example: "typescript" as const,
    suite: "test/weak.test.ts",
    text: TYPESCRIPT,
    good: "weak > parses",
    codes: [
      "no-assertion weak > says nothing",
      "never-fails weak > swallows",
      "tautology weak > compares",
      "tautology weak > echoes",
      "flaky weak > comes before the last",
      "duplicate weak > parses again",
      "weakened weak > parses",
      "weakened weak > parses again",
    ],
    exact: 'assert.equal(parseMoney("1.50 EUR").toString(), "1.50 EUR")',
    loose: 'assert.ok(parseMoney("1.50 EUR").toString())',
    gone: /\n {2}it\("says nothing"[\s\S]*?\n {2}}\);\n/,
    nothing: "weak > says nothing",
    renamed: 'it("Reads hours", ',
  },
])(
  "review of a suite in examples/$example",
  ({ example, suite, text, good, codes, exact, loose, gone, nothing, renamed }) => {
    const project = new TemporaryProject().copyExample(example).write({ [suite]: text });
    const git = (...args: readonly string[]): string =>
      execFileSync("git", args, { cwd: project.folder, encoding: "utf8", env: { ...process.env, ...NAMES } });
    git("init", "--quiet", "--initial-branch=main");
    git("add", suite);
    git("commit", "--quiet", "--message=first");

    afterAll(() => project.remove());

    const review = async (...args: readonly string[]): Promise<ReviewDocument> => {
      const { stdout, stderr } = await project.autotest(["review", suite, ...args, "--json"]);
      expect(stdout, stderr).not.toBe("");
      return JSON.parse(stdout) as ReviewDocument;
    };

    it("audits: names what is wrong with each test, nothing of those that are right, and writes nothing", async () => {
      project.write({ [suite]: text.replaceAll(exact, loose) });
      const before = project.tree(/\.git\//);
      const { audit, exitCode } = await review("--audit");
      const found = audit.findings.map(({ code, title }) => `${code} ${title}`);
      expect(found.sort()).toEqual([...codes].sort());
      expect(exitCode).toBe(1);
      expect(project.tree(/\.git\//)).toEqual(before);
      project.write({ [suite]: text });
    });

    it("shows what only one test reaches", async () => {
      const { proof } = await review("--prove", nothing);
      expect(proof).toMatchObject({ measured: true, alone: [] });
    });

    it("shows a change with --diff, makes it without, and keeps every other byte", async () => {
      const shown = await review("--reject", nothing, "--diff");
      expect(shown).toMatchObject({ written: false, patch: expect.stringContaining("-") });
      expect(project.read(suite)).toBe(text);
      expect(await review("--reject", nothing)).toMatchObject({ written: true, patch: shown.patch });
      expect(project.read(suite)).toBe(text.replace(gone, ""));
    });

    it("renames a test by what stands for it in its language", async () => {
      await review("--rename", good, "Reads hours");
      expect(project.read(suite)).toContain(renamed);
    });

    it("changes nothing when one name is wrong", async () => {
      const before = project.read(suite);
      const { code, stdout } = await project.autotest(["review", suite, "--reject", "no such test", "--json"]);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: "usage" } });
      expect(project.read(suite)).toBe(before);
    });
  },
);
