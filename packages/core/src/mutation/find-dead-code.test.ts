import { expect, test } from "vitest";
import type { Unit } from "../model/index.js";
import { whyDead } from "./find-dead-code.js";

function unit(line: number, endLine: number, ...names: readonly string[]): Unit {
  const parameters = names.map((name) => ({ name, kind: "positional", optional: false, shapes: [] }) as const);
  return { span: { line, endLine }, parameters } as unknown as Unit;
}

/** The line that ends in `HERE` is asked about, from `@` on. */
function ask(text: string, ...names: readonly string[]): string | null {
  const lines = text.split("\n");
  const line = lines.findIndex((each) => /HERE$/.test(each)) + 1;
  const column = (lines[line - 1] ?? "").indexOf("@") + 1 || 1;
  return whyDead(text.replace("@", " "), { line, column }, [unit(1, lines.length, ...names)]);
}

test.each([
  ["after a return", "def f(a):\n    return a\n    print(a)  # HERE"],
  ["in a block after a raise", "def f(a):\n    raise Wrong(a)\n    if a:\n        return 1  # HERE"],
  ["after a throw", "function f(a) {\n  throw new Wrong(a);\n  a.end(); // HERE\n}"],
  [
    "on another platform",
    'import sys\ndef f(a):\n    if sys.platform == "win32":\n        return a\n        # HERE\n        b = 1  # HERE',
  ],
  ["in the other version", "def f(a):\n    if sys.version_info < (3, 0):\n        a = a.decode  # HERE"],
  [
    "else of what is always there",
    "def f(a):\n    if hasattr(os, 'fork'):\n        a = 1\n    else:\n        a = 2  # HERE",
  ],
  ["a ponyfill", "const now = Date.now || function () {\n  return new Date().getTime(); // HERE\n};"],
  [
    "behind what is always there",
    "const create = Object.create;\nfunction f(a) {\n  if (create) {\n    return create(a);\n  }\n  a.b = 1; // HERE\n}",
  ],
  [
    "behind it on one line",
    "function f(a) {\n  if (typeof a.b === 'x') a.c = 1;\n  if (Object.is) return 1;\n  a.b = 1; // HERE\n}",
  ],
  ["a ponyfill on one line", "const is = Array.isArray || function (b) { return @kind(b); }; // HERE"],
  ["an arrow behind what is there", "const is = Object.is ?? (b) => @b === 1; // HERE"],
  ["never", "function f(a) {\n  if (false) {\n    a(); // HERE\n  }\n}"],
])("dead: %s", (_name, text) => {
  expect(ask(text, "a")).not.toBeNull();
});

test.each([
  ["a return of another branch", "def f(a):\n    if a:\n        return 1\n    return 2  # HERE"],
  ["words of a documentation", 'def f(a):\n    """\n    return the thing\n    """\n    return a  # HERE'],
  ["a comment", "function f(a) {\n  /*\n  return a\n  */\n  a.b(); // HERE\n}"],
  ["a return that goes on", "function f(a) {\n  return a\n    .b(\n      1, // HERE\n    );\n}"],
  ["a return of many lines", "function f(a) {\n  return (\n  a && // HERE\n  1);\n}"],
  ["a condition on an argument", "def f(a):\n    if a:\n        return 1  # HERE"],
  [
    "on what somebody sets",
    "flag = 1\ndef set(b):\n    global flag\n    flag = b\ndef f(a):\n    if flag:\n        return 1  # HERE",
  ],
  ["on a call", "def f(a):\n    if ready():\n        return 1  # HERE"],
  ["on the environment", 'def f(a):\n    if os.environ["X"]:\n        return 1  # HERE'],
  ["on a field", "def f(self, a):\n    if self.on:\n        return 1  # HERE"],
  ["what is there itself", "const is = Array.@isArray || function (b) { return kind(b); }; // HERE"],
  ["behind a ponyfill", "const is = Array.isArray || function (b) { return kind(b); }; g(@1); // HERE"],
  ["a local", "function f(a) {\n  let b = 0;\n  b = g(a);\n  if (b) {\n    a(); // HERE\n  }\n}"],
  ["a function below a return", "function f(a) {\n  return g(a);\n  function g(b) {\n    return b; // HERE\n  }\n}"],
  ["a case behind another", "switch (a) {\n  case 1:\n    return 1;\n  case 2:\n    return 2; // HERE\n}"],
])("not dead: %s", (_name, text) => {
  expect(ask(text, "a", "self")).toBeNull();
});
