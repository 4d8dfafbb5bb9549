/** What becomes of an answer: why it is none, or of each of its tests the gate that drops it before it runs, or `run`. */
export type Reading = string | readonly string[];

const GOOD = "def test_total():\n    assert total([1, 2]) == 3\n";
const OTHER = "def test_none():\n    assert total([]) == 0\n";
const test = (code: unknown, more: object = {}): object => ({
  name: "adds up",
  goals: ["G1"],
  imports: [],
  code,
  basis: "",
  ...more,
});
const answer = (...tests: readonly unknown[]): string => JSON.stringify({ tests, unreachable: [], needs: [] });
const fenced = (word: string, body: string, mark = "```"): string => `${mark}${word}\n${body}\n${mark}`;
const NO_TESTS = "the answer holds no tests";

/** Whole answers, as models give them. */
export const WHOLE_ANSWERS: readonly (readonly [form: string, said: string, wanted: Reading])[] = [
  ["as it should be", answer(test(GOOD)), ["run"]],
  ["nothing", "", "the answer is empty"],
  ["blanks", " \n\t\n", "the answer is empty"],
  ["prose", "I would test the total of an empty list first, and then that of two prices.", NO_TESTS],
  ["a refusal", "I'm sorry, but I can't help with that.", NO_TESTS],
  ["prose around JSON", `Sure! Here it is:\n${answer(test(GOOD))}\nLet me know {if} it helps.`, ["run"]],
  ["thoughts before JSON", `<think>{maybe "x"}</think>\n${answer(test(GOOD))}`, ["run"]],
  ["JSON in a fence", fenced("json", answer(test(GOOD))), ["run"]],
  ["JSON in a fence without a word", fenced("", answer(test(GOOD))), ["run"]],
  ["JSON in a fence of tildes", fenced("json", answer(test(GOOD)), "~~~"), ["run"]],
  ["the same JSON twice", `${answer(test(GOOD))}\n${answer(test(GOOD))}`, ["run"]],
  ["two fences of code", `${fenced("python", GOOD)}\nand\n${fenced("python", OTHER)}`, ["run", "run"]],
  ["one fence with two tests", fenced("python", `${GOOD}\n\n${OTHER}`), ["run", "run"]],
  ["a fence without a word", fenced("", GOOD), ["run"]],
  ["a fence in capitals", fenced("Python3", GOOD), ["run"]],
  ["a fence within a fence", fenced("markdown", fenced("python", GOOD), "````"), ["parses"]],
  ["a fence that is not closed", "```python\ndef test_total():\n    assert total([1", NO_TESTS],
  ["a fence of commands", fenced("bash", "rm -rf tests && pytest"), NO_TESTS],
  ["a fence with a change", fenced("diff", "--- a/tests/test_shop.py\n+++ /dev/null\n-def test_old(): pass"), NO_TESTS],
  ["YAML", "tests:\n  - name: adds up\n    code: |\n      assert True\n", NO_TESTS],
  ["YAML in a fence", fenced("yaml", "tests:\n  - code: assert True"), NO_TESTS],
  ["XML", "<tests><test><code>assert True</code></test></tests>", NO_TESTS],
  ["cut in its JSON", answer(test(GOOD)).slice(0, -20), NO_TESTS],
  ["cut in a text of its JSON", '{"tests": [{"name": "adds up', NO_TESTS],
  ["a comma too many", answer(test(GOOD)).replace(/\]/, ",]"), NO_TESTS],
  ["single quotes", "{'tests': [{'code': 'assert True'}]}", NO_TESTS],
  ["a comment in JSON", `{ // mine\n${answer(test(GOOD)).slice(1)}`, NO_TESTS],
  ["NaN", '{"tests": [{"code": NaN}]}', NO_TESTS],
  ["Infinity as a name", answer(test(GOOD, { name: Number.POSITIVE_INFINITY })), ["run"]],
  ["null", "null", NO_TESTS],
  ["a number", "42", NO_TESTS],
  ["a text of JSON in JSON", JSON.stringify(answer(test(GOOD))), NO_TESTS],
  ["a bare list", JSON.stringify([test(GOOD)]), ["run"]],
  ["another key for tests", JSON.stringify({ test_cases: [test(GOOD)] }), NO_TESTS],
  ["tests that are no list", JSON.stringify({ tests: GOOD }), NO_TESTS],
  ["no tests", answer(), []],
  ["a number among the tests", answer(3, test(GOOD)), ["run"]],
  ["code that is a list", answer(test(["def test_a():", "    assert total([]) == 0"]), test(GOOD)), ["run"]],
  ["code that is empty", answer(test(""), test(GOOD)), ["run"]],
  ["keys nobody asked for", answer(test(GOOD, { path: "../../etc/passwd", line: 1, command: "rm -rf /" })), ["run"]],
  ["a key twice", `{"tests": [], "tests": [${JSON.stringify(test(GOOD))}], "unreachable": [], "needs": []}`, ["run"]],
  ["goals that do not exist", answer(test(GOOD, { goals: ["G99", "", "../G1"] })), ["run"]],
  ["goals that are no list", answer(test(GOOD, { goals: "G1" })), ["run"]],
  ["imports that are no list", answer(test(GOOD, { imports: "import os" })), ["run"]],
  ["a prototype", `{"__proto__": {"tests": []}, "tests": [${JSON.stringify(test(GOOD))}]}`, ["run"]],
  [
    "a line of a megabyte",
    answer(test(`def test_a():\n    assert "${"x".repeat(1_000_000)}"`)),
    "the answer is 1000137 letters long",
  ],
  ["a hundred thousand braces", "{".repeat(100_000), NO_TESTS],
  ["a hundred thousand closed braces", "{}".repeat(50_000), NO_TESTS],
  ["signs that turn text around", answer(test(GOOD, { name: "\u202Eevil\u200B" })), ["run"]],
];

/** A test of an answer, what becomes of it, and the imports beside it. */
type Row = readonly [form: string, code: string, wanted: Reading, imports?: readonly string[]];

/** Tests in Python. */
export const PYTHON_TESTS: readonly Row[] = [
  ["of another language", "it('adds', () => { assert.equal(total([1]), 1); });", ["parses"]],
  ["cut in its middle", "def test_a():\n    assert total([1, 2", ["parses"]],
  ["no function", "assert total([1]) == 1", ["run"]],
  ["a function that is no test", "def check():\n    assert total([1]) == 1", ["run"]],
  ["indented as a whole", `    ${GOOD.replace("\n    ", "\n        ")}`, ["run"]],
  ["without its indent", "def test_a():\nassert total([1]) == 1", ["run"]],
  ["with tabs", "def test_a():\n\tassert total([1]) == 1", ["run"]],
  ["with the line ends of Windows", GOOD.replaceAll("\n", "\r\n"), ["run"]],
  ["the same name twice", `${GOOD}\n\n${GOOD}`, ["run", "run"]],
  ["a name that no test has", "def test_ä_ß():\n    assert total([1]) == 1", ["run"]],
  ["a test class", `class TestTotal:\n    def test_a(self):\n        assert total([1]) == 1`, ["run"]],
  ["without an assertion", "def test_a():\n    total([1])", ["fails-when-undone: it asserts nothing"]],
  [
    "asserts what is always so",
    "def test_a():\n    total([1])\n    assert True",
    ["fails-when-undone: it asserts nothing"],
  ],
  ["compares with itself", "def test_a():\n    assert total([1]) == total([1])", ["fails-when-undone"]],
  ["skipped", "import pytest\n@pytest.mark.skip\ndef test_a():\n    assert total([1]) == 1", ["is skipped"]],
  ["skips itself", 'def test_a():\n    pytest.skip("later")\n    assert total([1]) == 1', ["is skipped"]],
  ["expected to fail", "import pytest\n@pytest.mark.xfail\ndef test_a():\n    assert total([1]) == 2", ["is skipped"]],
  ["sleeps", "import time\ndef test_a():\n    time.sleep(5)\n    assert total([1]) == 1", ["sleeps"]],
  [
    "opens the network",
    "import socket\ndef test_a():\n    socket.socket()\n    assert total([1]) == 1",
    ["imports: it imports socket, which opens the network"],
  ],
  [
    "fetches a page",
    "def test_a():\n    urllib.request.urlopen('http://10.0.0.1')\n    assert total([1]) == 1",
    ["effects"],
    ["import urllib.request"],
  ],
  ["starts a process", "def test_a():\n    os.system('ls')\n    assert total([1]) == 1", ["effects"], ["import os"]],
  [
    "deletes the tests",
    "def test_a():\n    shutil.rmtree('tests')\n    assert total([1]) == 1",
    ["effects"],
    ["import shutil"],
  ],
  ["ends the run", "def test_a():\n    sys.exit(0)\n    assert total([1]) == 1", ["effects"], ["import sys"]],
  ["runs text as code", "def test_a():\n    assert eval('total([1])') == 1", ["effects"]],
  [
    "a package nobody declared",
    "import requests\ndef test_a():\n    assert requests.get(total([1])) == 1",
    ["imports: it imports requests"],
  ],
  [
    "a package that does not exist",
    "from shop_helpers import make\ndef test_a():\n    assert total(make()) == 1",
    ["imports: it imports shop_helpers"],
  ],
  ["a name nobody defines", "def test_a():\n    assert total(PRICES) == 1", ["imports: PRICES is defined nowhere"]],
  [
    "a fixture nobody has",
    "def test_a(database):\n    assert total(database) == 1",
    ["imports: it wants to be handed database"],
  ],
  [
    "everything of a module",
    "from os import *\ndef test_a():\n    assert total([1]) == 1",
    ["imports: it imports os, which imports"],
  ],
  [
    "a change for all tests",
    "def test_a():\n    global total\n    total = len\n    assert total([1]) == 1",
    ["effects"],
  ],
  [
    "a hundred lines",
    `def test_a():\n${"    total([1])\n".repeat(100)}    assert total([1]) == 1`,
    ["parses: it is 1"],
  ],
  ["NUL", "def test_a():\n    assert total([1]) == 1\0", ["parses"]],
];

/** Tests in JavaScript. */
export const JAVASCRIPT_TESTS: readonly Row[] = [
  ["as it should be", "it('adds', () => { assert.equal(total([1]), 1); });", ["run"]],
  ["with types", "it('adds', () => { const sum: number = total([1] as number[])!; assert.equal(sum, 1); });", ["run"]],
  ["of another language", GOOD, ["parses"]],
  ["cut in its middle", "it('adds', () => { assert.equal(total([1", ["parses"]],
  ["no test around it", "assert.equal(total([1]), 1);", ["run"]],
  ["in a group", "describe('total', () => { it('adds', () => { assert.equal(total([1]), 1); }); });", ["run"]],
  ["without its async", "it('adds', () => { assert.equal(await total([1]), 1); });", ["run"]],
  ["only this one", "it.only('adds', () => { assert.equal(total([1]), 1); });", ["keeps other tests from running"]],
  ["skipped", "it.skip('adds', () => { assert.equal(total([1]), 1); });", ["is skipped"]],
  ["skipped by its name", "xit('adds', () => { assert.equal(total([1]), 1); });", ["is skipped"]],
  ["skips itself", "it('adds', function () { this.skip(); assert.equal(total([1]), 1); });", ["is skipped"]],
  ["without an assertion", "it('adds', () => { total([1]); });", ["fails-when-undone: it asserts nothing"]],
  ["asserts what is always so", "it('adds', () => { total([1]); assert.ok(true); });", ["fails-when-undone"]],
  ["compares with itself", "it('adds', () => { assert.equal(total([1]), total([1])); });", ["fails-when-undone"]],
  ["sleeps", "it('adds', (done) => { setTimeout(done, 5000); assert.equal(total([1]), 1); });", ["sleeps"]],
  [
    "opens the network",
    "it('adds', async () => { await fetch('http://10.0.0.1'); assert.equal(total([1]), 1); });",
    ["effects"],
  ],
  [
    "starts a process",
    "it('adds', () => { execSync('ls'); assert.equal(total([1]), 1); });",
    ["imports"],
    ["import { execSync } from 'node:child_process';"],
  ],
  [
    "deletes the tests",
    "it('adds', () => { fs.rmSync('test', { recursive: true }); assert.equal(total([1]), 1); });",
    ["effects"],
    ["import fs from 'node:fs';"],
  ],
  ["ends the run", "it('adds', () => { process.exit(0); assert.equal(total([1]), 1); });", ["effects"]],
  ["loads a module later", "it('adds', () => { assert.equal(require('fs') && total([1]), 1); });", ["effects"]],
  ["runs text as code", "it('adds', () => { assert.equal(eval('total([1])'), 1); });", ["effects"]],
  [
    "a package nobody declared",
    "import axios from 'axios';\nit('adds', () => { assert.equal(axios(total([1])), 1); });",
    ["imports: it imports axios"],
  ],
  [
    "a name nobody defines",
    "it('adds', () => { assert.equal(total(PRICES), 1); });",
    ["imports: PRICES is defined nowhere"],
  ],
  [
    "the same name twice",
    "it('a', () => { assert.equal(total([1]), 1); });\nit('a', () => { assert.equal(total([]), 0); });",
    ["run", "run"],
  ],
];
