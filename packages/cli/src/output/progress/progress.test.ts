import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeStyle } from "../style.js";
import { lineProgress } from "./line-progress.js";
import type { Progress } from "./progress.js";
import { terminalProgress } from "./terminal-progress.js";

let written: string;
let time: number;
const write = (text: string): void => {
  written += text;
};
const step = (ms: number): void => {
  time += ms;
  vi.advanceTimersByTime(ms);
};
const pass = (ms: number): void => {
  for (let left = ms; left > 0; left -= 100) step(100);
};

beforeEach(() => {
  written = "";
  time = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

function play(progress: Progress): void {
  progress.onEvent({ kind: "files-found", count: 3 });
  progress.onEvent({ kind: "file-started", path: "src/a\u001b[2J.py" });
  pass(11_000);
  progress.onEvent({ kind: "file-searched", path: "src/a\u001b[2J.py", candidates: 7, met: 12, goals: 14 });
  progress.onEvent({ kind: "file-finished", path: "src/a\u001b[2J.py", kept: 5, dropped: 1 });
  pass(10_000);
  progress.stop();
  progress.stop();
}

test("a log gets few lines and neither escapes nor carriage returns", () => {
  play(lineProgress(write, () => time));
  expect(written).toBe(
    "autotest: 3 files found\nautotest: 0 of 3 files, 0 tests kept, 10 s\nautotest: 1 of 3 files, 5 tests kept, 20 s\n",
  );
  expect(written).not.toMatch(/[\u001b\r]/);
});

test("what a stage says goes before how many files are done, until a file is", () => {
  const progress = lineProgress(write, () => time);
  progress.onEvent({ kind: "files-found", count: 2 });
  progress.onEvent({ kind: "stage", stage: "mutate", detail: "running mutmut: 34 of 67 mutants" });
  pass(10_000);
  progress.onEvent({ kind: "stage", stage: "search", detail: "searching: tests for 9 mutants of cart.py" });
  pass(10_000);
  progress.onEvent({ kind: "file-finished", path: "cart.py", kept: 3, dropped: 0 });
  pass(10_000);
  progress.stop();
  expect(written.split("\n").slice(1, -1)).toEqual([
    "autotest: running mutmut: 34 of 67 mutants, 10 s",
    "autotest: searching: tests for 9 mutants of cart.py, 20 s",
    "autotest: 1 of 2 files, 3 tests kept, 30 s",
  ]);
});

test("nothing moves after the end", () => {
  const progress = terminalProgress(
    { write, columns: () => 60 },
    makeStyle({ mode: "terminal", width: 60, unicode: true, color: false }),
    () => time,
  );
  play(progress);
  const length = written.length;
  pass(5000);
  expect(written.length).toBe(length);
});

test("a terminal gets its cursor back, and never an escape from a name", () => {
  const style = makeStyle({ mode: "terminal", width: 60, unicode: true, color: false });
  play(terminalProgress({ write, columns: () => 60 }, style, () => time));
  expect(written.startsWith("\u001b[?25l")).toBe(true);
  expect(written.endsWith("\u001b[?25h")).toBe(true);
  expect(written).not.toContain("\u001b[2J");
  expect(written).toContain("1 of 3 files · 5 tests kept");
  expect(written).toContain("about");
});

test("no estimate before a twentieth is done", () => {
  const style = makeStyle({ mode: "terminal", width: 80, unicode: true, color: false });
  const progress = terminalProgress({ write, columns: () => 80 }, style, () => time);
  progress.onEvent({ kind: "files-found", count: 100 });
  progress.onEvent({ kind: "file-finished", path: "a", kept: 1, dropped: 0 });
  pass(1000);
  progress.stop();
  expect(written).not.toContain("about");
});
