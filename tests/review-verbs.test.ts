import { afterAll, describe, expect, it } from "vitest";
import { type Ended, TemporaryProject } from "./temporary-project.js";

interface ReviewDocument {
  readonly exitCode: number;
  readonly tests: readonly { readonly title: string; readonly accepted: boolean }[];
  readonly outcomes: readonly { readonly outcome: string }[] | null;
  readonly proof: { readonly measured: boolean; readonly alone: readonly { readonly path: string }[] } | null;
  readonly edited: { readonly ok: boolean; readonly reason: string | null; readonly weaker: readonly string[] } | null;
  readonly regenerated: {
    readonly ok: boolean;
    readonly titles: readonly string[];
    readonly notes: readonly string[];
  } | null;
  readonly written: boolean;
}

const PYTHON = `from billing.duration import parse_duration


class TestHours:
    def test_nothing(self):
        parse_duration("1h")

    def test_three(self):
        assert parse_duration("3h").seconds == 10800


def test_swallows():
    try:
        parse_duration("x")
    except ValueError:
        pass
`;

const TYPESCRIPT = `import assert from "node:assert/strict";
import { parseMoney } from "../src/money.js";

describe("money", () => {
  it("nothing", () => {
    parseMoney("1.00 EUR");
  });

  it("three", () => {
    assert.equal(parseMoney("3.00 EUR").toString(), "3.00 EUR");
  });
});

describe("errors", () => {
  it("swallows", () => {
    try {
      parseMoney("x");
    } catch {}
  });
});
`;

describe.each([
  {
    example: "python" as const,
    suite: "tests/test_cart.py",
    text: PYTHON,
    source: "billing/duration.py",
    right: `    def test_three(self):\n        assert parse_duration("3h").seconds == 3 * 3600\n`,
    wrong: `    def test_three(self):\n        assert parse_duration("3h").seconds == 4\n`,
    weaker: `    def test_three(self):\n        assert parse_duration("3h").seconds\n`,
    broken: `    def test_three(self:\n`,
    raises: /def test_\w*raises\w*\(\):[\s\S]*pytest\.raises\(\s*DurationError, match=/,
    imports: ["import pytest", "from billing.duration import DurationError"],
  },
  {
    example: "typescript" as const,
    suite: "test/cart.test.ts",
    text: TYPESCRIPT,
    source: "src/money.ts",
    right: `  it("three", () => {\n    assert.equal(\`\${parseMoney("3.00 EUR")}\`, "3.00 EUR");\n  });\n`,
    wrong: `  it("three", () => {\n    assert.equal(parseMoney("3.00 EUR").toString(), "4");\n  });\n`,
    weaker: `  it("three", () => {\n    assert.ok(parseMoney("3.00 EUR").toString());\n  });\n`,
    broken: `  it("three", () => {\n`,
    raises: /describe\("errors", \(\) => \{\n {2}it\(.raises MoneyError[\s\S]*assert\.throws\(/,
    imports: [],
  },
])(
  "verbs of review, examples/$example",
  ({ example, suite, text, source, right, wrong, weaker, broken, raises, imports }) => {
    const project = new TemporaryProject().copyExample(example).write({ [suite]: text });
    afterAll(() => project.remove());

    const plain = (...args: readonly string[]): Promise<Ended> => project.autotest(["review", suite, ...args]);
    const review = async (...args: readonly string[]): Promise<ReviewDocument> => {
      const { stdout, stderr } = await plain(...args, "--json");
      expect(stdout, stderr).not.toBe("");
      return JSON.parse(stdout) as ReviewDocument;
    };

    it("lists the tests where nobody can be asked", async () => {
      const { code, stdout } = await plain("--plain");
      expect(code).toBe(0);
      expect(stdout).toMatch(/nothing {2,}0 assertions\n.*three {2,}1 assertion\n[\s\S]*3 tests in /);
      expect(stdout).not.toContain("\u001b");
    });

    it("runs the tests now", async () => {
      const { outcomes, written } = await review("--run");
      expect(outcomes?.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed"]);
      expect(written).toBe(false);
    });

    it("remembers which were accepted, until they change", async () => {
      await review("--accept", "three");
      const accepted = async (): Promise<readonly boolean[]> =>
        (await review("--list")).tests.map((one) => one.accepted);
      expect(await accepted()).toEqual([false, true, false]);
      project.write({ [suite]: text.replace("3h", "03h").replace("3.00 EUR", "3.000 EUR") });
      expect(await accepted()).toEqual([false, false, false]);
      project.write({ [suite]: text });
      expect(project.read(suite)).toBe(text);
    });

    it("takes an edit that passes, and says what it asserts no longer", async () => {
      project.write({ "new.txt": right });
      expect(await review("--edit", "three", "new.txt")).toMatchObject({
        exitCode: 0,
        edited: { ok: true, weaker: [] },
        written: true,
      });
      expect(project.read(suite)).toContain(right.trim());
      project.write({ [suite]: text, "new.txt": weaker });
      const { edited } = await review("--edit", "three", "new.txt", "--diff");
      expect(edited?.weaker).toEqual([expect.stringMatching(/`.*` became `.*`/)]);
      expect(project.read(suite)).toBe(text);
    });

    it.each([
      ["that does not pass", wrong, /4/],
      ["that cannot be read", broken, new RegExp(suite)],
      ["that is no test", "\n", /no test in it/],
    ])("writes no edit %s", async (_what, written, reason) => {
      project.write({ "new.txt": written });
      const document = await review("--edit", "three", "new.txt");
      expect(document).toMatchObject({ exitCode: 1, edited: { ok: false }, written: false });
      expect(document.edited?.reason).toMatch(reason);
      expect(project.read(suite)).toBe(text);
    });

    it("finds another test offline, in the place of the old one, with what it imports", async () => {
      const document = await review("--regenerate", "swallows");
      expect(document).toMatchObject({ exitCode: 0, regenerated: { ok: true, notes: [] }, written: true });
      const now = project.read(suite);
      expect(now).toMatch(raises);
      for (const line of imports) expect(now).toContain(line);
      expect(now).not.toContain("swallows");
      expect(document.tests.map(({ title }) => title)).toContain(document.regenerated?.titles[0]);
      const { outcomes } = await review("--run");
      expect(outcomes?.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed"]);
      const { proof } = await review("--prove", document.regenerated?.titles[0] ?? "");
      expect(proof?.alone.map(({ path }) => path)).toEqual([source]);
      project.write({ [suite]: text });
    });

    it("puts a test that says something in place of one that says nothing", async () => {
      const { regenerated } = await review("--regenerate", "nothing", "--hint", "about minutes");
      expect(regenerated).toMatchObject({ ok: true, notes: [expect.stringContaining("takes a language model")] });
      expect(project.read(suite)).not.toContain("nothing");
      project.write({ [suite]: text });
    });
  },
);
