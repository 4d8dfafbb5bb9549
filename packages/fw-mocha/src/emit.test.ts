import type { Candidate, EmitRequest, EmittedSuite, Layout, ScenarioCandidate } from "@autotest/core";
import { describe, expect, it } from "vitest";
import { framework } from "./framework.js";
import {
  analysisOf,
  candidate,
  createProject,
  groupsOf,
  header,
  language,
  returns,
  sourceFile,
  type TestProject,
} from "./testing/project.js";

const SOURCE = `class ParseError extends Error {}
function parse(text) { if (text === '') throw new ParseError('empty text'); return text === 'list' ? { items: [1, 2], deep: { ok: true } } : Number(text); }
function sortAll(items) { items.sort(); return items.length; }
function greet(name) { console.log('hi ' + name); return name.length; }
async function later(n) { if (n < 0) throw new RangeError('negative'); return n / 3; }
function* count(n) { for (let i = 0; i < n; i++) yield i; }
async function* ticks(n) { for (let i = 0; i < n; i++) yield i; }
class Cart { constructor(n) { this.n = n; } add(x) { this.n += x; return this; } get total() { return this.n; } set total(n) { if (n < 0) throw new RangeError('too small'); this.n = n; } static of(n) { return new Cart(n); } }
function shuffle(items) { return [...items].reverse(); }
function thirds(n) { return [n / 3, { x: n / 7 }]; }
const values = { path: 'a/1', bigint: 10n, nothing: undefined, zero: -0, nan: NaN, map: new Map([[1, 'a']]), set: new Set([1]) };
function pick(name) { return values[name]; }
function maker(a) { return (b) => a + b; }
`;
const NAMES = "ParseError, maker, parse, sortAll, greet, later, count, ticks, Cart, thirds, pick, shuffle";
const UNITS = {
  parse: ["text"],
  sortAll: ["items"],
  greet: ["name"],
  later: { async: true },
  count: ["n"],
  ticks: ["n"],
  Cart: ["n"],
  thirds: ["n"],
  maker: ["a"],
  pick: ["name"],
  shuffle: ["items"],
} as const;

type Act = ScenarioCandidate["scenario"]["act"];
const invoke = (name: string, ...args: readonly import("@autotest/core").Value[]): Act => ({
  kind: "function",
  ref: `:${name}`,
  args,
});
const seen = { basis: "observed", via: "call" } as const;
const cart = [{ name: "cart", call: { kind: "new", ref: ":Cart", args: [3] } }] as const;
const onCart = { $: "var", name: "cart" } as const;

const TESTS: readonly Candidate[] = [
  returns("parse", 'returns a record for "list"', ["list"], { items: [1, 2], deep: { ok: true } }),
  candidate("parse", "raises ParseError when text is empty", invoke("parse", ""), [
    { basis: "declared", via: "call", kind: "raises", ref: ":ParseError", type: "ParseError", message: "empty text" },
  ]),
  candidate("sortAll", "sorts in place", invoke("sortAll", ["b", "a"]), [
    { ...seen, kind: "returns", value: 2 },
    { ...seen, kind: "argument", index: 0, value: ["a", "b"] },
  ]),
  candidate("greet", "prints a greeting", invoke("greet", "Ann"), [
    { ...seen, kind: "returns", value: 3 },
    { ...seen, kind: "prints", text: "hi Ann\n" },
  ]),
  candidate("greet", "prints only", invoke("greet", "B"), [{ ...seen, kind: "prints", text: "hi B\n" }]),
  candidate("later", "divides", invoke("later", 1), [
    { basis: "observed", via: "await", kind: "returns", value: 1 / 3, approximate: true },
  ]),
  candidate("later", "rejects negatives", invoke("later", -1), [
    {
      basis: "declared",
      via: "await",
      kind: "raises",
      ref: "globalThis:RangeError",
      type: "RangeError",
      message: "negative",
    },
  ]),
  candidate("later", "settles", invoke("later", 2), [{ basis: "observed", via: "await", kind: "completes" }]),
  candidate("count", "counts up", invoke("count", 3), [
    { basis: "observed", via: "iterate", kind: "returns", value: [0, 1, 2] },
  ]),
  candidate("count", "goes on", invoke("count", 1e9), [
    { basis: "observed", via: "iterate", kind: "length", length: 20 },
  ]),
  candidate("ticks", "yields", invoke("ticks", 2), [
    { basis: "observed", via: "await-iterate", kind: "returns", value: [0, 1] },
  ]),
  candidate(
    "Cart",
    "adds up",
    { kind: "method", on: onCart, name: "add", args: [2] },
    [
      { ...seen, kind: "returns", value: { $: "object", type: "Cart", ref: ":Cart", fields: { n: 5 } } },
      { ...seen, kind: "field", on: "cart", name: "total", value: 5 },
    ],
    cart,
  ),
  candidate(
    "Cart",
    "refuses a negative total",
    { kind: "set", on: onCart, name: "total", args: [-1] },
    [
      {
        basis: "declared",
        via: "call",
        kind: "raises",
        ref: "globalThis:RangeError",
        type: "RangeError",
        message: "too small",
      },
    ],
    cart,
  ),
  candidate("Cart", "is made by of", invoke("Cart.of", 1), [{ ...seen, kind: "type", ref: ":Cart" }]),
  candidate(
    "Cart",
    "hides no import",
    { kind: "get", on: { $: "var", name: "parse" }, name: "total" },
    [{ ...seen, kind: "returns", value: 1 }],
    [{ name: "parse", value: { $: "new", ref: ":Cart", args: [1] } }],
  ),
  candidate(
    "maker",
    "calls what it made",
    { kind: "method", on: { $: "var", name: "add" }, name: "()", args: [2] },
    [{ ...seen, kind: "returns", value: 3 }],
    [{ name: "add", call: { kind: "function", ref: ":maker", args: [1] } }],
  ),
  candidate("thirds", "divides all", invoke("thirds", 1), [
    { ...seen, kind: "returns", value: [1 / 3, { x: 1 / 7 }], approximate: true },
  ]),
  ...(
    [
      ["parse", "one-of", "7", [7, 8]],
      ["parse", "between", "7", [6, 7]],
      ["pick", "matches", "path", "[a-z]/[0-9]"],
      ["shuffle", "each-one-of", ["a", "b"], ["b", "a"]],
      ["shuffle", "each-between", [2, 3], [1, 3]],
      ["shuffle", "rearranges", ["c", "b", "a"], ["c", "b", "a"]],
    ] as const
  ).map(([name, relation, given, value]) =>
    candidate(name, `is ${relation}`, invoke(name, given), [
      { basis: "property", via: "call", kind: "relates", relation, value },
    ]),
  ),
  candidate("shuffle", "has what it is given", invoke("shuffle", [{ n: { m: 1 } }]), [
    { ...seen, kind: "field", on: "result", name: "[0].n.m", value: 1 },
  ]),
  returns("pick", "returns a big integer", ["bigint"], { $: "int", v: "10" }),
  returns("pick", "returns undefined", ["nothing"], { $: "undefined" }),
  returns("pick", "returns minus zero", ["zero"], { $: "float", v: "-0.0" }),
  returns("pick", "returns NaN", ["nan"], { $: "float", v: "nan" }),
  returns("pick", "returns a map", ["map"], { $: "map", v: [[1, "a"]] }),
  returns("pick", "returns a set", ["set"], { $: "set", v: [1] }),
];
const TABLE: EmitRequest["groups"] = [
  {
    unit: "parse",
    entries: [
      {
        kind: "table",
        title: "returns the expected value",
        cases: [
          returns("parse", "returns 1", ["1"], 1),
          returns("parse", "returns 2", ["2"], 2),
          returns("parse", "returns NaN", ["x"], { $: "float", v: "nan" }),
        ],
      },
    ],
  },
];

interface Made extends TestProject {
  readonly layout: Layout;
  readonly path: string;
  emit(groups: EmitRequest["groups"], existing?: string, more?: Partial<EmitRequest>): EmittedSuite;
}

async function open(
  files: { readonly [path: string]: string },
  kind: "esm" | "commonjs",
  source: string,
  packages: readonly string[] = ["mocha"],
  options: { readonly [name: string]: unknown } = {},
): Promise<Made> {
  const made = createProject(files, packages, { "fw-mocha": options });
  const layout = await framework.detect(made.project, made.ctx);
  const analysis = analysisOf(kind, UNITS as never);
  const file = sourceFile(source);
  const path = framework.place(file, analysis, layout);
  const emit: Made["emit"] = (groups, existing, more) =>
    framework.emit({
      project: made.project,
      layout,
      language,
      file,
      analysis,
      path,
      header,
      groups,
      ...(existing === undefined ? {} : { existing }),
      ...more,
    });
  return { ...made, layout, path, emit };
}

/** Runs the suite for real; every test it says it wrote must pass. */
async function expectPass(made: Made, suite: EmittedSuite): Promise<void> {
  made.write(made.path, suite.text);
  const run = await framework.run({ project: made.project, layout: made.layout, files: [made.path] }, made.ctx);
  if (run.status !== "complete") throw new Error(`${run.problem.message}\n${run.output}\n${suite.text}`);
  const outcomes = new Map(run.tests.map((test) => [test.testId, test]));
  expect(run.tests.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(suite.tests.map(({ testId }) => outcomes.get(testId)?.outcome)).toEqual(suite.tests.map(() => "passed"));
}

describe("a new suite", () => {
  it("passes in a CommonJS project", async () => {
    const made = await open(
      { "package.json": "{}", "lib/a.js": `${SOURCE}module.exports = { ${NAMES} };` },
      "commonjs",
      "lib/a.js",
    );
    const suite = made.emit([...groupsOf(...TESTS), ...TABLE]);
    expect(suite.tests).toHaveLength(TESTS.length + 3);
    expect(suite.text).toContain("assert.ok([7, 8].includes(result));");
    expect(suite.text).toContain("assert.ok([...result].every((item) => 1 <= item && item <= 3));");
    expect(framework.readHeader(suite.text)).toEqual(header);
    await expectPass(made, suite);
  });

  it("passes in an ES module project with double quotes and no semicolons", async () => {
    const made = await open(
      {
        "package.json": '{"type":"module"}',
        ".prettierrc": '{"semi":false,"tabWidth":4}',
        "lib/a.js": `${SOURCE}export { ${NAMES} };`,
      },
      "esm",
      "lib/a.js",
    );
    const suite = made.emit([...groupsOf(...TESTS), ...TABLE]);
    expect(suite.text).toContain('} from "../lib/a.js"\n');
    expect(suite.text).not.toMatch(/;$/m);
    await expectPass(made, suite);
  });

  it("passes when an ES module project tests a CommonJS file", async () => {
    const made = await open(
      {
        "package.json": '{"type":"module","mocha":{"spec":"test/*.mjs"}}',
        "lib/a.cjs": `${SOURCE}module.exports = { ${NAMES} };`,
        "test/x.mjs": "import './y.mjs'",
        "test/y.mjs": "",
      },
      "commonjs",
      "lib/a.cjs",
    );
    const asModule = { ...made, path: "test/a.test.mjs" };
    const suite = made.emit(groupsOf(...TESTS), undefined, { path: asModule.path });
    await expectPass(asModule, suite);
  });

  it("passes with the tdd interface", async () => {
    const made = await open(
      { "package.json": "{}", ".mocharc.yml": "ui: tdd", "lib/a.js": `${SOURCE}module.exports = { ${NAMES} };` },
      "commonjs",
      "lib/a.js",
    );
    const suite = made.emit([...groupsOf(...TESTS), ...TABLE]);
    expect(suite.text).toContain("suite('parse', () => {\n  test('returns a record");
    await expectPass(made, suite);
  });

  it.each([
    [
      "xunit",
      "ui: bdd",
      "suite('parse', () => {\n  test('returns",
      "commonjs",
      "const { suite, test } = require('mocha');",
    ],
    ["bdd", "ui: tdd", "describe('parse', () => {\n  it('returns", "esm", "import { describe, it } from 'mocha';"],
  ] as const)("passes in the %s style under another interface, %s", async (style, ui, words, kind, load) => {
    const source = kind === "esm" ? `${SOURCE}export { ${NAMES} };` : `${SOURCE}module.exports = { ${NAMES} };`;
    const manifest = JSON.stringify({ type: kind === "esm" ? "module" : "commonjs" });
    const files = { "package.json": manifest, ".mocharc.yml": ui, "lib/a.js": source };
    const made = await open(files, kind, "lib/a.js", ["mocha"], { style });
    const suite = made.emit([...groupsOf(...TESTS), ...TABLE]);
    expect(suite.text).toContain(words);
    expect(suite.text).toContain(load);
    await expectPass(made, suite);
    const { text } = made.emit(groupsOf(...TESTS));
    expect(made.emit(groupsOf(...TESTS), text).text).toBe(text);
  });

  it("passes in TypeScript run by tsx", async () => {
    const files = {
      "package.json": '{"type":"module"}',
      ".mocharc.json": '{"node-option":["import=tsx"],"extension":["ts"]}',
      "src/a.ts": `// @ts-nocheck\n${SOURCE}export { ${NAMES} };`,
    };
    const made = await open(files, "esm", "src/a.ts", ["mocha", "tsx"]);
    expect(made.path).toBe("test/src-a.test.ts");
    const suite = made.emit(groupsOf(...TESTS));
    expect(suite.text).toContain("from '../src/a.js';");
    await expectPass(made, suite);
  });

  it("tests a module that is a function", async () => {
    const made = await open(
      { "package.json": "{}", "lib/to-number.js": "module.exports = (text) => Number(text);" },
      "commonjs",
      "lib/to-number.js",
    );
    const suite = made.emit(
      groupsOf(
        candidate("exports", "reads digits", { kind: "function", ref: ":", args: ["7"] }, [
          { ...seen, kind: "returns", value: 7 },
        ]),
      ),
    );
    expect(suite.text).toContain(
      "const toNumber = require('../lib/to-number');\n\ndescribe('to-number.js', () => {\n  it('reads digits', () => assert.equal(toNumber('7'), 7));\n});",
    );
    await expectPass(made, suite);
  });

  it("fails where the code does something else", async () => {
    const made = await open(
      {
        "package.json": "{}",
        "lib/a.js": `${SOURCE.replace("items.sort()", "items.reverse().push('c')").replace("empty text", "other")}module.exports = { ${NAMES} };`,
      },
      "commonjs",
      "lib/a.js",
    );
    made.write(made.path, made.emit(groupsOf(...TESTS)).text);
    const run = await framework.run({ project: made.project, layout: made.layout, files: [made.path] }, made.ctx);
    expect(
      run.status === "complete" && run.tests.filter(({ outcome }) => outcome === "failed").map(({ testId }) => testId),
    ).toEqual([
      "test/lib-a.test.js > parse > raises ParseError when text is empty",
      "test/lib-a.test.js > sortAll > sorts in place",
    ]);
  });

  it("writes chai's expect where the project does", async () => {
    const made = await open(
      { "package.json": '{"devDependencies":{"chai":"4"}}', "lib/a.js": "" },
      "commonjs",
      "lib/a.js",
    );
    const { text } = made.emit(groupsOf(...TESTS));
    expect(text).toContain("const { expect } = require('chai');");
    expect(text).toContain("expect(parse('list')).to.deep.equal({ items: [1, 2], deep: { ok: true } }));");
    expect(text).toContain("expect(() => parse('')).to.throw(ParseError, 'empty text'));");
    expect(text).toContain("expect(pick('nan')).to.be.NaN);");
    expect(text).toContain("() => assert.rejects(later(-1), new RangeError('negative')));");
  });

  it("says a table as a loop", async () => {
    const made = await open({ "package.json": "{}", "lib/a.js": "" }, "commonjs", "lib/a.js");
    const cases = ["b", "c", "d"].map((item) =>
      candidate("sortAll", `sorts ${item}`, invoke("sortAll", [item, "a"]), [
        { ...seen, kind: "returns", value: 2 },
        { ...seen, kind: "argument", index: 0, value: ["a", item] },
      ]),
    );
    expect(
      made.emit([{ unit: "sortAll", entries: [{ kind: "table", title: "sorts", cases }] }]).text,
    ).toContain(`describe('sortAll', () => {
  for (const { title, items, argumentAfter } of [
    { title: 'sorts b', items: ['b', 'a'], argumentAfter: ['a', 'b'] },
    { title: 'sorts c', items: ['c', 'a'], argumentAfter: ['a', 'c'] },
    { title: 'sorts d', items: ['d', 'a'], argumentAfter: ['a', 'd'] },
  ]) {
    it(title, () => {
      assert.equal(sortAll(items), 2);
      assert.deepEqual(items, argumentAfter);
    });
  }
});
`);
  });

  it("says cases of one line one below the other", async () => {
    const made = await open({ "package.json": "{}", "lib/a.js": "" }, "commonjs", "lib/a.js");
    expect(made.emit(TABLE).text).toContain(`describe('parse', () => {
  it('returns 1', () => assert.equal(parse('1'), 1));
  it('returns 2', () => assert.equal(parse('2'), 2));
  it('returns NaN', () => assert.equal(parse('x'), NaN));
});
`);
  });

  it.each([
    ["as wide as nobody forbids", "{}", 100],
    ["as wide as the formatter's default", '{"devDependencies":{"prettier":"3"}}', 80],
    ["as wide as the formatter is told", '{"prettier":{"printWidth":40,"singleQuote":true}}', 40],
  ])("is %s", async (_, manifest, width) => {
    const made = await open({ "package.json": manifest, "lib/a.js": "" }, "commonjs", "lib/a.js");
    // What surrounds the title of a test on one line.
    const room = width - "  it('', () => assert.equal(parse('1'), 1));".length;
    const [fits, breaks] = [room, room + 1].map(
      (length) => made.emit(groupsOf(returns("parse", "x".repeat(Math.max(length, 0)), ["1"], 1))).text,
    );
    if (room >= 0) expect(fits).toMatch(/^ {2}it\('x*', \(\) => assert\.equal\(parse\('1'\), 1\)\);$/m);
    expect(breaks).toMatch(/^ {2}it\('x*', \(\) =>\n {4}assert\.equal\(parse\('1'\), 1\)\);$/m);
  });

  it("names a receiver only where more than the act needs it, and never hides an error of the constructor", async () => {
    const made = await open(
      { "package.json": "{}", "lib/a.js": `${SOURCE}module.exports = { ${NAMES} };` },
      "commonjs",
      "lib/a.js",
    );
    const added: Act = { kind: "method", on: onCart, name: "add", args: [2] };
    const returned = { name: "returned", call: added } as const;
    const onReturned = { $: "var", name: "returned" } as const;
    const suite = made.emit(
      groupsOf(
        candidate(
          "Cart",
          "once",
          { kind: "get", on: onCart, name: "total" },
          [{ ...seen, kind: "returns", value: 3 }],
          cart,
        ),
        candidate(
          "Cart",
          "in a row",
          { kind: "get", on: onReturned, name: "total" },
          [{ ...seen, kind: "returns", value: 5 }],
          [...cart, returned],
        ),
        candidate("Cart", "a field", added, [{ ...seen, kind: "field", on: "result", name: "n", value: 5 }], cart),
        candidate(
          "Cart",
          "a field of the receiver",
          added,
          [{ ...seen, kind: "field", on: "cart", name: "n", value: 5 }],
          cart,
        ),
        TESTS[12] as Candidate,
      ),
    );
    expect(suite.text).toContain("() => assert.equal(new Cart(3).total, 3));");
    expect(suite.text).toContain("() => assert.equal(new Cart(3).add(2).total, 5));");
    expect(suite.text).toContain("() => assert.equal(new Cart(3).add(2).n, 5));");
    expect(suite.text).toContain("    const cart = new Cart(3);\n    cart.add(2);\n    assert.equal(cart.n, 5);");
    expect(suite.text).toContain("    const cart = new Cart(3);\n    assert.throws(");
    await expectPass(made, suite);
  });

  it("says cases one by one where rows take more lines than tests", async () => {
    const made = await open({ "package.json": "{}", "lib/a.js": "" }, "commonjs", "lib/a.js");
    const cases = ["first", "second", "third"].map((word) =>
      returns("parse", `returns the number of the ${word} line that anybody wrote`, [`the ${word} of them`], 1.5),
    );
    const { text } = made.emit([{ unit: "parse", entries: [{ kind: "table", title: "returns a number", cases }] }]);
    expect(text).not.toContain("for (");
    expect(text).toContain(`
  it('returns the number of the second line that anybody wrote', () =>
    assert.equal(parse('the second of them'), 1.5));
`);
  });
});

describe("an existing file", () => {
  const OWN =
    "'use strict';\r\nconst assert = require('assert');\r\nconst { parse } = require('../lib/a');\r\n\r\ndescribe('parse', () => {\r\n\tit('returns NaN', () => { assert(true) });\r\n});";
  const files = { "package.json": "{}", "lib/a.js": `${SOURCE}module.exports = { ${NAMES} };`, "test/a.test.js": OWN };

  it("is extended: every byte of it stays, imports are shared, names are not repeated", async () => {
    const made = await open(files, "commonjs", "lib/a.js");
    expect(made.path).toBe("test/a.test.js");
    const [singles, ...others] = groupsOf(...TESTS.slice(0, 3));
    const groups = [{ unit: "parse", entries: [...(singles?.entries ?? []), ...(TABLE[0]?.entries ?? [])] }, ...others];
    const suite = made.emit(groups, OWN);
    expect(
      suite.text.startsWith(
        OWN.replace(
          "require('../lib/a');",
          "require('../lib/a');\r\nconst { ParseError, sortAll } = require('../lib/a');",
        ),
      ),
    ).toBe(true);
    expect(suite.text.replaceAll("\r\n", "")).not.toContain("\n");
    expect(suite.text).toContain("describe('parse (a.js)'");
    expect(suite.text).toContain("assert.strictEqual(parse('1'), 1)");
    expect(/\n$/.test(suite.text)).toBe(false);
    await expectPass(made, suite);
    expect(made.emit(groups, suite.text).text).toBe(suite.text);
  });

  it("keeps a byte-order mark at its start", async () => {
    const made = await open(files, "commonjs", "lib/a.js");
    const { text } = made.emit(groupsOf(...TESTS.slice(2, 3)), "\ufeffdescribe('x', () => {});\n");
    expect(
      text.startsWith(
        "\ufeffconst assert = require('node:assert/strict');\nconst { sortAll } = require('../lib/a');\n\ndescribe('x', () => {});\n",
      ),
    ).toBe(true);
  });

  it("is left alone when it cannot be parsed", async () => {
    const made = await open(files, "commonjs", "lib/a.js");
    expect(made.emit(groupsOf(...TESTS), "describe('x', () => {")).toEqual({
      text: "describe('x', () => {",
      tests: [],
      support: [],
    });
  });
});

describe("a suite of ours", () => {
  const files = { "package.json": "{}", "lib/a.js": `${SOURCE}module.exports = { ${NAMES} };` };
  const groups = groupsOf(...TESTS.slice(0, 5));

  it("is not touched when nothing is new", async () => {
    const made = await open(files, "commonjs", "lib/a.js");
    const { text } = made.emit(groups);
    expect(made.emit(groups, text).text).toBe(text);
  });

  it("gets new versions of its tests and keeps those a person changed or added", async () => {
    const made = await open(files, "commonjs", "lib/a.js");
    const { text } = made.emit(groups);
    const edited = text
      .replace("const items = ['b', 'a'];", "const items = ['c', 'b', 'a'].slice(1);")
      .replace("describe('greet', () => {", "describe('greet', () => {\n  it('is mine', () => {});\n");
    const renewed = [
      ...TESTS.slice(0, 1),
      candidate("parse", "raises ParseError when text is empty", invoke("parse", ""), [
        { basis: "declared", via: "call", kind: "raises", ref: ":ParseError", type: "ParseError" },
      ]),
      ...TESTS.slice(2, 9),
    ];
    const suite = made.emit(groupsOf(...renewed), edited, { header: { ...header, fingerprint: "feed" } });
    expect(suite.text).toContain("['c', 'b', 'a'].slice(1)");
    expect(suite.text).toContain("it('is mine', () => {});");
    expect(suite.text).toContain("assert.throws(() => parse(''), ParseError));");
    expect(suite.text).not.toContain("empty text");
    expect(framework.readHeader(suite.text)?.fingerprint).toBe("feed");
    expect(suite.text.match(/it\('sorts in place'/g)).toHaveLength(1);
    expect(suite.tests.map(({ candidate: id }) => id)).not.toContain("sortAll: sorts in place");
    await expectPass(made, suite);
    expect(made.emit(groupsOf(...renewed), suite.text, { header: { ...header, fingerprint: "feed" } }).text).toBe(
      suite.text,
    );
  });

  it("loses tests of its own that are not wanted any more, and nothing else", async () => {
    const made = await open(files, "commonjs", "lib/a.js");
    const { text } = made.emit(groups);
    const edited = text.replace("const items = ['b', 'a'];", "const items = ['c', 'b', 'a'].slice(1);");
    const suite = made.emit(groupsOf(...TESTS.slice(0, 1)), edited, { header: { ...header, fingerprint: "feed" } });
    const remaining = [...suite.text.matchAll(/\bit\(\s*['`](.*?)['`]/g)].map(([, title]) => title);
    expect(remaining).toEqual([TESTS[0]?.title, "sorts in place"]);
    expect([...suite.text.matchAll(/describe\(/g)]).toHaveLength(2);
    await expectPass(made, suite);
    // What only they needed goes with them.
    const used = ["parse", "sortAll", "ParseError"].filter((name) => suite.text.includes(`${name}(`));
    expect(suite.text).toContain(`const { ${used.join(", ")} } = require('../lib/a');`);
  });

  it("keeps an import a person added, used or not", async () => {
    const made = await open(files, "commonjs", "lib/a.js");
    const { text } = made.emit(groups);
    const edited = text.replace("\ndescribe(", "const { join } = require('node:path');\n\ndescribe(");
    const { text: shorter } = made.emit(groupsOf(...TESTS.slice(0, 1)), edited);
    expect(shorter).toContain("const { join } = require('node:path');");
  });
});
