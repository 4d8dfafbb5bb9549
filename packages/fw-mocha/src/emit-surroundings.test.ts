import type { Candidate, Surroundings, Value } from "@autotest/core";
import { describe, expect, it } from "vitest";
import { listTests } from "./list-tests.js";
import { candidate } from "./testing/project.js";
import { type SuiteProject, suiteProject } from "./testing/suite-project.js";

const BODY = `
function main() { console.log('Hello ' + process.argv.slice(2).join(' ')); return process.env.HOME ?? 'nowhere'; }
function check(n) { if (process.env.STRICT === '1') throw new RangeError('strict ' + n); return n === 0 ? [performance.now(), performance.now(), performance.now()] : n; }
function stamp(list) { list.push(new Date().toISOString(), Date.now(), Math.random()); return new Date(); }
async function read() { const all = []; for await (const chunk of process.stdin) all.push(chunk); return Buffer.concat(all).toString(); }
async function* words() { for (const word of await read()) yield word; }
class Clock { constructor() { this.made = Date.now(); } async since() { await null; return Date.now() - this.made + process.argv.length; } }
function newId() { return [randomUUID(), crypto.randomUUID(), globalThis.crypto.randomUUID()]; }
const now = () => ({ argv: process.argv, home: process.env.HOME, clock: Date, counter: performance.now, random: Math.random, pipe: Object.getOwnPropertyDescriptor(process, 'stdin').get, uuid: crypto.randomUUID, own: Object.hasOwn(globalThis.crypto, 'randomUUID'), named: randomUUID });
const before = now();
function after() { return Object.entries(now()).filter(([name, value]) => value !== before[name]).map(([name]) => name); }
`;
const NAMES = "main, check, stamp, read, words, Clock, newId, after";
const UNITS = {
  main: [],
  check: ["n"],
  stamp: ["list"],
  read: { async: true },
  words: [],
  Clock: [],
  newId: [],
  after: [],
};

const seen = { basis: "observed", via: "call" } as const;
const awaited = { basis: "observed", via: "await" } as const;
const invoke = (name: string, ...args: readonly Value[]) => ({ kind: "function", ref: `:${name}`, args }) as const;
const ID = "00000000-0000-4000-8000-000000000001";

function within(surroundings: Surroundings, test: Candidate): Candidate {
  return { ...test, scenario: { ...test.scenario, surroundings } } as Candidate;
}

const TESTS: readonly Candidate[] = [
  within(
    { arguments: ["Ann"], environment: { HOME: null } },
    candidate("main", "greets whom it is told to", invoke("main"), [
      { ...seen, kind: "returns", value: "nowhere" },
      { ...seen, kind: "prints", text: "Hello Ann\n" },
    ]),
  ),
  within(
    { environment: { STRICT: "1" } },
    candidate("check", "is strict", invoke("check", 3), [
      {
        basis: "declared",
        via: "call",
        kind: "raises",
        ref: "globalThis:RangeError",
        type: "RangeError",
        message: "strict 3",
      },
    ]),
  ),
  within(
    { now: 1_700_000_000, chance: 3 },
    candidate("stamp", "stamps a list", invoke("stamp", []), [
      { ...seen, kind: "returns", value: { $: "date", v: "2023-11-14T22:13:20.000Z" } },
      { ...seen, kind: "argument", index: 0, value: ["2023-11-14T22:13:20.000Z", 1_700_000_000_000, 0.3] },
    ]),
  ),
  within(
    { input: "a\nb" },
    candidate("read", "reads all", invoke("read"), [{ ...awaited, kind: "returns", value: "a\nb" }]),
  ),
  within(
    { input: "" },
    candidate("words", "has no words", invoke("words"), [
      { basis: "observed", via: "await-iterate", kind: "returns", value: [] },
    ]),
  ),
  within(
    { now: 0, arguments: [] },
    candidate(
      "Clock",
      "does not go",
      { kind: "method", on: { $: "var", name: "clock" }, name: "since", args: [] },
      [
        { ...awaited, kind: "returns", value: 2 },
        { ...awaited, kind: "field", on: "clock", name: "made", value: 0 },
      ],
      [{ name: "clock", value: { $: "new", ref: ":Clock", args: [] } }],
    ),
  ),
  within(
    { uuid: ID },
    candidate("newId", "makes an id", invoke("newId"), [{ ...seen, kind: "returns", value: [ID, ID, ID] }]),
  ),
  within(
    { uuid: ID, chance: 0 },
    candidate("newId", "makes an id by chance", invoke("newId"), [{ ...seen, kind: "length", length: 3 }]),
  ),
  within(
    { tick: 0.5 },
    candidate("check", "counts up", invoke("check", 0), [{ ...seen, kind: "returns", value: [500, 1000, 1500] }]),
  ),
];
const WRONG = within(
  { arguments: ["Bob"], environment: { HOME: "/x" }, input: "x", now: 5, tick: 2, chance: 9, uuid: ID },
  candidate("main", "is wrong", invoke("main"), [{ ...seen, kind: "returns", value: "/y" }]),
);
const AFTER = candidate("after", "finds everything as it was", invoke("after"), [
  { ...seen, kind: "returns", value: [] },
]);

const open = (kind: "esm" | "commonjs", more: { readonly [path: string]: string } = {}): Promise<SuiteProject> => {
  const load = {
    esm: "import crypto, { randomUUID } from 'node:crypto';",
    commonjs: "const crypto = require('node:crypto');\nconst randomUUID = () => crypto.randomUUID();",
  };
  return suiteProject(kind, { load, body: BODY, names: NAMES, units: UNITS }, more);
};

describe("a test within surroundings", () => {
  it.each([
    ["commonjs", { ".prettierrc": '{"semi":false}' }],
    ["esm", {}],
  ] as const)("passes and leaves everything as it was, %s", async (kind, more) => {
    const made = await open(kind, more);
    const suite = made.emit([...TESTS, AFTER]);
    expect(await made.failures(suite)).toEqual([]);
    const failing = made.emit([WRONG, AFTER]);
    expect(await made.failures(failing)).toEqual([expect.stringMatching(/^is wrong: /)]);
  });

  it("passes in TypeScript", async () => {
    const source = `// @ts-nocheck\nimport crypto, { randomUUID } from 'node:crypto';${BODY}export { ${NAMES} };`;
    const made = await open("esm", {
      ".mocharc.json": '{"node-option":["import=tsx"],"extension":["ts"]}',
      "src/a.ts": source,
    });
    const suite = made.emit([...TESTS, AFTER]);
    expect(suite.text).toContain(
      "async function restoring(act: (replace: (object: object, name: string, value: unknown) => void) => unknown) {",
    );
    expect(await made.failures(suite)).toEqual([]);
  });

  it("says what it replaces, line by line", async () => {
    const made = await open("commonjs");
    const { text } = made.emit(TESTS);
    expect(text).toContain(`const { Readable } = require('node:stream');
const crypto = require('node:crypto');
const { syncBuiltinESMExports } = require('node:module');
`);
    expect(text).toContain(`
  it('greets whom it is told to', () =>
    restoring((replace) => {
      replace(process, 'argv', ['node', 'program', 'Ann']);
      replace(process.env, 'HOME', undefined);
      let result;
      const output = captureOutput(() => {
        result = main();
      });
      assert.equal(result, 'nowhere');
      assert.equal(output, 'Hello Ann\\n');
    }));
`);
    expect(text).toContain(`
      replace(globalThis, 'Date', frozenDate('2023-11-14T22:13:20Z'));
      replace(Math, 'random', () => 0.3);
      const list = [];
`);
    expect(text).toContain(`
    restoring(async (replace) => {
      replace(process, 'stdin', Readable.from([Buffer.from('a\\nb')]));
      assert.equal(await read(), 'a\\nb');
    }));
`);
    expect(text).toContain(`
  it('makes an id by chance', () =>
    withUuid('00000000-0000-4000-8000-000000000001', () =>
      restoring((replace) => {
        replace(Math, 'random', () => 0);
        assert.equal(newId().length, 3);
      }),
    ));
`);
    expect(text).toContain(`
      replace(performance, 'now', countingUp(500));
`);
    expect(text).toContain(`
// Lets a test replace properties, and puts them back when it has ended.
async function restoring(act) {
  const undo = [];
  const replace = (object, name, value) => {
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
    expect(listed.map(({ assertions }) => assertions.length)).toEqual([2, 1, 1, 2, 1, 1, 2, 1, 1]);
  });

  it("goes, and with it what only it needed", async () => {
    const made = await open("esm");
    const plain = made.emit([AFTER]);
    const { text } = made.emit([...TESTS, AFTER]);
    expect(made.emit([...TESTS, AFTER], text).text).toBe(text);
    expect(made.emit([AFTER], text).text).toBe(plain.text);
    const some = made.emit([TESTS[1] as Candidate, AFTER], text).text;
    expect(some).toContain("async function restoring(");
    expect(some).not.toMatch(/frozenDate|countingUp|Readable|crypto|syncBuiltin/);
    const grown = made.emit([...TESTS, AFTER], some);
    expect(grown.text.match(/async function restoring\(/g)).toHaveLength(1);
    expect(await made.failures(grown)).toEqual([]);
  });
});
