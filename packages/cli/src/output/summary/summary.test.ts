import type { Goal } from "@autotest/core";
import { expect, test } from "vitest";
import { fileReport, goal, sampleReport } from "../../fixtures/sample-report.js";
import { makeStyle, type Style } from "../style.js";
import { textWidth } from "../text-width.js";
import { summary } from "./summary.js";

const plain = (part: Partial<Pick<Style, "mode" | "width" | "unicode" | "color">> = {}): Style =>
  makeStyle({ mode: "pipe", width: 100, unicode: true, color: false, ...part });

test("tells a person the whole result", () => {
  expect(`\n${summary(sampleReport(), plain())}\n`).toMatchInlineSnapshot(`
    "
      file                tests       lines    branches    time
      src/shop/cart.py       14   32% → 96%   10% → 87%   3.1 s
      src/shop/dates.py       9   32% → 96%   10% → 87%   3.1 s
      ─────────────────────────────────────────────────────────
      2 files                23   32% → 96%   10% → 87%   7.2 s

    Written
      + tests/test_cart.py   14 tests, new
      ~ tests/test_dates.py  9 tests, extended, your tests kept

    Still uncovered: 4 of 27 goals
      2 · no value found that leads there
          src/shop/cart.py:50  Cart.load: \`path.exists()\` is never true
          src/shop/cart.py:51  Cart.load: \`len(rows) > 3\` is never true
          what helps: an example in the docstring, or a fixture
      1 · needs files, the network or other processes, which tests must not touch
          src/shop/cart.py:52  Cart.sync: the handler of \`ConnectionError\` never runs
      1 · no way found to build what it needs
          src/shop/cart.py:53  Cart._cache is never called

    Dropped: 3 candidates
      1 · passed once, but not again
          Cart.total returns today: another value in a fresh process
      2 · added nothing new

    Worth a look: 1 finding
      ▲ contradicts its own example · src/shop/dates.py:17
          parse_range: the docstring says parse_range('2-1') gives [2, 1], the code gives []
            parse_range('2-1')

    Left out: 2 files
      1 · invalid syntax (line 3)
          src/shop/broken.py
      1 · without functions or classes to test (src/shop/__init__.py)

    ▲ an existing test fails already: tests/test_old.py::test_x

    23 tests kept for 2 files, lines 32% → 96%, branches 10% → 87%, 7.2 s

    Each kept test met a goal no other test met, and passed again in fresh processes and in another
    order. Seed 1 gives the same suites again. Isolation: L1 portable.

    next: pytest
    "
  `);
});

test("says how many small changes to the code the tests notice, apart from the goals", () => {
  const mutant = (index: number, arm: string): Goal =>
    goal("a.py", index, { kind: "mutant", unit: "f", condition: "n > 0", arm });
  const file = fileReport("a.py", 2, [{ goal: mutant(7, ""), code: "survives", reason: "all tests pass without it" }]);
  const report = sampleReport({
    files: [{ ...file, goals: [...file.goals, mutant(8, "n >= 0"), mutant(9, "n < 0")] }],
  });
  const text = summary(report, plain());
  expect(text).toContain("All 2 goals met");
  expect(text).toContain(
    "mutants: 2 of 3 small changes to the code are noticed by the tests\n      a.py:17  f: `n > 0` left out\n",
  );
  expect(summary(report, plain({ mode: "agent" }))).toContain("mutants: 2 of 3 small changes");
  expect(summary(sampleReport(), plain())).not.toContain("mutants");
});

test("tells an agent the result, what to look at and the next command in few lines", () => {
  const text = summary(sampleReport(), plain({ mode: "agent" }));
  expect(text.split("\n").length).toBeLessThanOrEqual(40);
  expect(text.split("\n").at(-1)).toBe("next: pytest");
  expect(text).not.toContain("Dropped");
});

test("says one line when quiet", () => {
  expect(summary(sampleReport(), plain({ mode: "quiet", unicode: false }))).toBe(
    "autotest: 23 tests kept for 2 files, lines 32% -> 96%, branches 10% -> 87%, 7.2 s",
  );
});

test.each([30, 44, 63, 64, 80, 120])("fits into %i columns", (width) => {
  const lines = summary(sampleReport(), plain({ width })).split("\n");
  // A word longer than the line cannot be broken.
  expect(lines.filter((line) => textWidth(line) > width && line.trim().includes(" "))).toEqual([]);
});

test("has no escape without colour, and colour only with it", () => {
  expect(summary(sampleReport(), plain())).not.toContain("\u001b");
  expect(summary(sampleReport(), plain({ color: true, mode: "terminal" }))).toContain("\u001b[");
});

test("shows control characters of names instead of sending them to the terminal", () => {
  const path = "src/a\u001b]52;c;eA==\u0007\u202e.py";
  const text = summary(sampleReport({ files: [fileReport(path, 1)], skipped: [], suites: [] }), plain());
  expect(text).toContain("src/a\\x1b]52;c;eA==\\x07\\u{202e}.py");
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test("says what would be written in a dry run", () => {
  const text = summary(sampleReport({ dryRun: true, next: "autotest generate" }), plain());
  expect(text).toContain("Would write\n");
  expect(text).toContain("23 tests would be kept for 2 files");
});

test("says up to date when there is nothing new", () => {
  const skipped = [{ path: "a.py", code: "up-to-date", reason: "tests/test_a.py was made from this very text" }];
  const report = sampleReport({ files: [], suites: [], warnings: [], skipped, seconds: 0.31 });
  expect(summary(report, plain({ mode: "quiet" }))).toBe("autotest: up to date: 1 suite, nothing to write (0.3 s)");
});

test("says so when the tests that are there leave nothing open", () => {
  const report = sampleReport({ files: [fileReport("a.py", 0)], suites: [], warnings: [], skipped: [] });
  expect(summary(report, plain({ mode: "quiet", unicode: false }))).toContain(
    "nothing to add for 1 file: the tests there are meet every goal",
  );
});

test("never rounds up to a full house", () => {
  const file = fileReport("a.py", 1);
  const almost = { lines: { covered: 999, total: 1000 }, branches: { covered: 0, total: 0 } };
  const report = sampleReport({ files: [file], coverageBefore: null, coverageAfter: almost });
  expect(summary(report, plain({ mode: "quiet", unicode: false }))).toContain("lines 0% -> 99%, 7.2 s");
});

test("cuts long lists and says how many are left", () => {
  const files = Array.from({ length: 55 }, (_, index) =>
    fileReport(`src/file_${String(index).padStart(2, "0")}.py`, 1),
  );
  const text = summary(sampleReport({ files }), plain());
  expect(text).toContain("and 15 more files (all of them with --json)");
});
