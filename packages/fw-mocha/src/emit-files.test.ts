import type { Assertion, Call, Candidate, Surroundings, Value } from "@autotest/core";
import { describe, expect, it } from "vitest";
import { listTests } from "./list-tests.js";
import { candidate } from "./testing/project.js";
import { type SuiteProject, suiteProject } from "./testing/suite-project.js";

const BODY = `
const home = process.cwd();
let last = '';
const note = () => { last = process.cwd(); };
function load(path) { note(); if (!fs.existsSync(path)) throw new Error('no ' + path); return fs.readFileSync(path, 'utf8').trim().split('\\n').map((line) => line.split(',')); }
function has(path) { return fs.existsSync(path); }
function save(path, text) { fs.writeFileSync(path, text); return text.length; }
async function copy() { note(); await new Promise((done) => setTimeout(done, 5)); await fs.promises.writeFile('to.txt', await fs.promises.readFile('in/from.txt', 'utf8')); }
async function show() { console.log(await fs.promises.readFile('a.txt', 'utf8')); return Date.now(); }
function stamp() { fs.appendFileSync('log.txt', new Date().toISOString() + ' ' + crypto.randomUUID() + ' ' + process.env.TMPDIR); }
function list() { note(); return fs.readdirSync('.'); }
function after() { return [process.cwd() === home, last !== home && !fs.existsSync(last)]; }
`;
const NAMES = "load, has, save, copy, show, stamp, list, after";
const UNITS = {
  load: ["path"],
  has: ["path"],
  save: ["path", "text"],
  copy: { async: true },
  show: { async: true },
  stamp: [],
  list: [],
  after: [],
};
const ID = "00000000-0000-4000-8000-000000000001";

const seen = { basis: "observed", via: "call" } as const;
const awaited = { basis: "observed", via: "await" } as const;
const invoke = (name: string, ...args: readonly Value[]): Call => ({ kind: "function", ref: `:${name}`, args });

function test(
  title: string,
  act: Call,
  assertions: readonly Assertion[],
  surroundings: Surroundings | undefined,
): Candidate {
  const unit = "ref" in act ? act.ref.slice(1) : "";
  const made = candidate(unit, title, act, assertions);
  return (surroundings === undefined ? made : { ...made, scenario: { ...made.scenario, surroundings } }) as Candidate;
}

const missing = { ref: "globalThis:Error", type: "Error", message: "no none.csv" } as const;
const TESTS: readonly Candidate[] = [
  test("reads rows", invoke("load", "data.csv"), [{ ...seen, kind: "returns", value: [["a", "b"]] }], {
    files: { "data.csv": "a,b\n" },
  }),
  test("wants a file", invoke("load", "none.csv"), [{ ...seen, basis: "declared", kind: "raises", ...missing }], {
    files: { "none.csv": null },
  }),
  test("finds a file", invoke("has", "sub/a.txt"), [{ ...seen, kind: "returns", value: true }], {
    files: { "sub/a.txt": "" },
  }),
  test(
    "saves a text",
    invoke("save", "out.txt", "it's"),
    [
      { ...seen, kind: "returns", value: 4 },
      { ...seen, kind: "file", path: "out.txt", text: "it's" },
    ],
    { files: {} },
  ),
  test("copies", invoke("copy"), [{ ...awaited, kind: "file", path: "to.txt", text: "x\n" }], {
    files: { "in/from.txt": "x\n" },
  }),
  test(
    "shows a file at a time",
    invoke("show"),
    [
      { ...awaited, kind: "returns", value: 0 },
      { ...awaited, kind: "prints", text: "hey\n" },
    ],
    { files: { "a.txt": "hey" }, now: 0 },
  ),
  test(
    "stamps",
    invoke("stamp"),
    [{ ...seen, kind: "file", path: "log.txt", text: `1970-01-01T00:00:05.000Z ${ID} /nowhere` }],
    { files: {}, now: 5, uuid: ID, environment: { TMPDIR: "/nowhere" } },
  ),
];
const WRONG = test("is wrong", invoke("list"), [{ ...seen, kind: "returns", value: ["b.txt"] }], {
  files: { "a.txt": "" },
});
const AFTER = test(
  "is back, and the folder gone",
  invoke("after"),
  [{ ...seen, kind: "returns", value: [true, true] }],
  undefined,
);

const open = (kind: "esm" | "commonjs", more: { readonly [path: string]: string } = {}): Promise<SuiteProject> => {
  const load = {
    esm: "import crypto from 'node:crypto';\nimport fs from 'node:fs';",
    commonjs: "const crypto = require('node:crypto');\nconst fs = require('node:fs');",
  };
  return suiteProject(kind, { load, body: BODY, names: NAMES, units: UNITS }, more);
};

describe("a test with files", () => {
  it.each([
    ["commonjs", { ".prettierrc": '{"semi":false}' }],
    ["esm", {}],
  ] as const)("passes, and leaves no folder behind, %s", async (kind, more) => {
    const made = await open(kind, more);
    expect(await made.failures(made.emit([...TESTS, AFTER]))).toEqual([]);
    expect(await made.failures(made.emit([WRONG, AFTER]))).toEqual([expect.stringMatching(/^is wrong: /)]);
  });

  it("passes in TypeScript", async () => {
    const source = `// @ts-nocheck\nimport crypto from 'node:crypto';\nimport fs from 'node:fs';${BODY}export { ${NAMES} };`;
    const made = await open("esm", {
      ".mocharc.json": '{"node-option":["import=tsx"],"extension":["ts"]}',
      "src/a.ts": source,
    });
    const suite = made.emit([...TESTS, AFTER]);
    expect(suite.text).toContain("async function inFolder(files: { [name: string]: string }, act: () => unknown) {");
    expect(await made.failures(suite)).toEqual([]);
  });

  it("says its files and what became of them", async () => {
    const made = await open("commonjs");
    const { text } = made.emit(TESTS);
    expect(text).toContain(`
const fs = require('node:fs');
const path = require('node:path');
const os = require('node:os');
`);
    expect(text).toContain(`
  it('reads rows', () =>
    inFolder({ 'data.csv': 'a,b\\n' }, () => {
      assert.deepEqual(load('data.csv'), [['a', 'b']]);
    }));
`);
    expect(text).toContain(`
  it('wants a file', () =>
    inFolder({}, () => {
      assert.throws(() => load('none.csv'), new Error('no none.csv'));
    }));
`);
    expect(text).toContain(`
    inFolder({}, () => {
      assert.equal(save('out.txt', "it's"), 4);
      assert.equal(fs.readFileSync('out.txt', 'utf8'), "it's");
    }));
`);
    expect(text).toContain(`
    inFolder({ 'in/from.txt': 'x\\n' }, async () => {
      await copy();
      assert.equal(fs.readFileSync('to.txt', 'utf8'), 'x\\n');
    }));
`);
    expect(text).toContain(`
    inFolder({}, () =>
      withUuid('${ID}', () =>
        restoring((replace) => {
          replace(process.env, 'TMPDIR', '/nowhere');
          replace(globalThis, 'Date', frozenDate('1970-01-01T00:00:05Z'));
          stamp();
`);
    expect(text).toContain(`
// Runs a test in a folder of its own that holds these files.
async function inFolder(files, act) {
  const before = process.cwd();
`);
  });

  it("is read back with its title and assertions", async () => {
    const made = await open("commonjs");
    const { text, tests } = made.emit(TESTS);
    const listing = await listTests(text, "test/a.test.js");
    const listed = listing.ok ? listing.tests : [];
    expect(listed.map(({ title }) => title)).toEqual(
      tests.map(({ testId }) => testId.split(" > ").slice(1).join(" > ")),
    );
    expect(listed.map(({ assertions }) => assertions.length)).toEqual([1, 1, 1, 2, 1, 2, 1]);
  });

  it("goes, and with it what only it needed", async () => {
    const made = await open("esm");
    const plain = made.emit([AFTER]);
    const { text } = made.emit([...TESTS, AFTER]);
    expect(made.emit([...TESTS, AFTER], text).text).toBe(text);
    expect(made.emit([AFTER], text).text).toBe(plain.text);
    const some = made.emit([TESTS[1] as Candidate, AFTER], text).text;
    expect(some).toContain("async function inFolder(");
    expect(some).not.toMatch(/restoring|withUuid|crypto/);
    const grown = made.emit([...TESTS, AFTER], some);
    expect(grown.text.match(/async function inFolder\(/g)).toHaveLength(1);
    expect(await made.failures(grown)).toEqual([]);
  });
});
