import { afterEach, expect, it } from "vitest";
import { type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

async function unitsOf(path: string, text: string, others: Record<string, string> = {}) {
  opened = temporaryProject({ [path]: text, ...others });
  return opened.analyze(path);
}

async function refsOf(path: string, text: string) {
  const { units } = await unitsOf(path, text);
  return Object.fromEntries(units.map((unit) => [unit.name, unit.ref]));
}

it("finds what an ES module exports, and what it keeps to itself", async () => {
  const text =
    "export function a() {}\nconst b = () => 1;\nexport { b as c };\nfunction hidden() {}\nexport default class D { m() {} static s() {} #p() {} get g() { return 1 } }\n";
  expect(await refsOf("m.mjs", text)).toEqual({
    a: ":a",
    b: ":c",
    hidden: null,
    D: ":default",
    "D.m": ":default.m",
    "D.s": ":default.s",
    "D.#p": null,
    "D.g": ":default.g",
  });
});

it.each([
  ["module.exports = function chunk() {}", { exports: ":" }],
  ["function chunk() {}\nmodule.exports = chunk;", { chunk: ":" }],
  [
    "exports.a = function () {}; module.exports.b = () => 1; var n = exports; n.c = function () {};",
    { a: ":a", b: ":b", c: ":c" },
  ],
  ["function a() {}\nmodule.exports = { a, b: function () {}, c() {} };", { a: ":a", b: ":b", c: ":c" }],
  [
    "function P() {}\nP.prototype.go = function () {};\nP.of = function () {};\nmodule.exports = P;",
    { P: ":", "P.go": ":go", "P.of": ":.of" },
  ],
  [
    "var P = {}, D; P.add = function () {}; function sum() { return new this(); } D = make(); module.exports = D; function make() { function D(v) { this.v = v; } D.prototype = P; D.sum = sum; return D; }",
    { "D.add": ":add", D: ":", "D.sum": ":.sum", make: null },
  ],
  [
    "(function (all) { function Tree() { this.insert = insertNode; }\nfunction insertNode() {}\nvar full = { Tree: Tree, sort: function () {} };\nexports = module.exports = full; })(this);",
    { Tree: ":Tree", "Tree.insert": ":Tree.insert", "full.sort": ":sort" },
  ],
  ["exports.month = function month() { return this.m; };", { month: ":month.call" }],
  [
    "(function (exports) { 'use strict'; function sort() {} exports.sort = sort; }(typeof window === 'undefined' ? module.exports : window));",
    { sort: ":sort" },
  ],
  [
    "(function (root, factory) { module.exports = factory(); })(this, function () { function lib() {} lib.x = function () {}; return lib; });",
    { lib: ":", "lib.x": ":x" },
  ],
])("finds what CommonJS exports: %s", async (text, refs) => {
  expect(await refsOf("m.js", text)).toEqual(refs);
});

it("finds functions that a call makes: by the maker, here or in another file, by its type, by its documentation", async () => {
  const { units } = await unitsOf(
    "made.ts",
    `import make from "./make";
import { other, plain } from "./make";
import { far } from "far";
const local = (by: number) => function scale(value: number) { return value * by; };
export const twice = local(2);
export const range = make();
export const typed: (text: string) => string = far();
/** @param {number} a first @param {...string} [rest] others */
export const told = far(1);
export const unknown = far(2);
export const table = plain();
export default other((x: string) => x);
const hidden = local(3);
`,
    {
      "make.ts":
        "export default function make() { return (start: number, end = 9) => start + end; }\nexport const other = (inner) => { function made(list) { return list.map(inner); } return made; };\nexport function plain() { return { a: 1 }; }\n",
    },
  );
  const said = units.map(({ name, ref, parameters }) => [name, ref, ...parameters.map((each) => each.name)].join(" "));
  expect(said).toEqual([
    "local  by",
    "twice :twice value",
    "range :range start end",
    "typed :typed text",
    "told :told a rest",
    "default :default list",
  ]);
  const told = units.find(({ name }) => name === "told");
  expect(told?.parameters).toMatchObject([
    { kind: "positional", optional: false, shapes: [{ kind: "float", source: "doc" }, { source: "name" }] },
    { kind: "rest", optional: true, shapes: [{ kind: "text", source: "doc" }] },
  ]);
});

it("takes numbers that are no usual ones for constants where the code speaks of them", async () => {
  const text = "const check = Number.isNaN || ((x) => x !== x);\nexport const f = (a) => check(a) || isFinite(a);\n";
  const { units, constants } = await unitsOf("n.mjs", text);
  const float = (v: string) => ({ $: "float", v });
  expect([constants, units[0]?.constants]).toEqual([[float("nan")], [float("inf"), float("-inf"), float("nan")]]);
  const other = await unitsOf("o.mjs", "export const same = (a, b) => a === b || (a !== a && b !== b);\n");
  expect(other.units[0]?.constants).toEqual([float("nan")]);
});

it("takes a prototype for a class", async () => {
  const { units } = await unitsOf(
    "p.js",
    "function P(n) { this.n = n }\nP.prototype.go = function () { return this.n };\nexports.P = P;",
  );
  expect(units.map(({ name, kind, owner, reads }) => ({ name, kind, owner, reads }))).toEqual([
    { name: "P", kind: "class", owner: undefined, reads: [] },
    { name: "P.go", kind: "method", owner: "P", reads: ["n"] },
  ]);
});

it("reads types through the checker, also from other files", async () => {
  const { units, moduleKind } = await unitsOf(
    "src/a.ts",
    `import { Color, type Point, Box } from "./b.js";
export function f(p: Point, c: Color, b: Box, m: "x" | "y", n?: number, l: string[] = [], t?: [number, boolean], g?: (a: number, b: number) => void, d?: Date, s?: Set<string>, r?: Record<string, number>): void {}`,
    {
      "package.json": '{"type":"module"}',
      "src/b.ts":
        "export interface Point { x: number; label?: string }\nexport enum Color { Red, Green }\nexport class Box { width = 1 }\n",
    },
  );
  const first = Object.fromEntries(
    (units[0]?.parameters ?? []).map((parameter) => [parameter.name, parameter.shapes[0]]),
  );
  expect(moduleKind).toBe("esm");
  expect(first.p).toMatchObject({
    kind: "record",
    fields: { x: { kind: "float" }, label: { kind: "text" } },
    optional: ["label"],
  });
  expect(first.c).toMatchObject({
    kind: "enum",
    ref: "./src/b.ts:Color",
    values: [
      { $: "ref", ref: "./src/b.ts:Color.Red" },
      { $: "ref", ref: "./src/b.ts:Color.Green" },
    ],
  });
  expect(first.b).toMatchObject({ kind: "instance", ref: "./src/b.ts:Box" });
  expect(first.m).toMatchObject({ kind: "literal", values: ["x", "y"] });
  expect(first.n).toMatchObject({ kind: "float" });
  expect(first.l).toMatchObject({ kind: "list", element: { kind: "text" } });
  expect(first.t).toMatchObject({ kind: "tuple", items: [{ kind: "float" }, { kind: "bool" }] });
  expect(first.g).toMatchObject({ kind: "callable", arity: 2 });
  expect(first.d).toMatchObject({ kind: "instance", ref: "globalThis:Date" });
  expect(first.s).toMatchObject({ kind: "set", element: { kind: "text" } });
  expect(first.r).toMatchObject({ kind: "map", element: { kind: "float" } });
});

it("lets arguments be left out that are counted, and says which fields nobody else may assign to", async () => {
  const { units } = await unitsOf(
    "a.ts",
    `export function range(start: number, stop: number) { return arguments.length < 2 ? [0, start] : [start, stop]; }
export function sum(one: number, two: number) { return one + two; }
export class Box { private a = 1; protected b = 2; readonly c = 3; d = 4; constructor(private e: number, f: number) { this.d = f; } }`,
  );
  const optional = (name: string): readonly boolean[] | undefined =>
    units.find((unit) => unit.name === name)?.parameters.map((one) => one.optional);
  expect([optional("range"), optional("sum")]).toEqual([
    [true, true],
    [false, false],
  ]);
  expect(units.find(({ name }) => name === "Box")?.sealed).toEqual(["a", "b", "e", "c"]);
});

it("does not take for the parameter what was made of it", async () => {
  const { units } = await unitsOf(
    "a.js",
    `class Range { constructor(text) { this.set = text.split(' '); } }
exports.first = function (range, other) {
  if (!other) other = new Range(range);
  range = new Range(range, true);
  return range.set[0] + other.set;
};`,
  );
  const { parameters } = units.find(({ name }) => name === "first") ?? { parameters: [] };
  const [range, other] = parameters.map(({ shapes }) => shapes.filter(({ source }) => source === "usage"));
  expect(range).toEqual([]);
  expect(other).toContainEqual(expect.objectContaining({ kind: "record", fields: { set: expect.anything() } }));
});

it("follows options into variables, and says what their fields are", async () => {
  const { units } = await unitsOf(
    "a.js",
    `exports.show = function (options) {
  const own = options || {};
  own.seen = 1;
  if (own.quiet) return own.seen.toFixed();
  return own.done(own.names.map((name) => name.trim()), own.kind === "a", own.seen);
};`,
  );
  const shapes = units[0]?.parameters[0]?.shapes ?? [];
  expect(shapes.find(({ kind, source }) => kind === "record" && source === "usage")?.fields).toEqual({
    seen: { kind: "unknown", source: "usage" },
    quiet: { kind: "unknown", source: "usage" },
    done: expect.objectContaining({ kind: "callable", arity: 3 }),
    names: expect.objectContaining({ kind: "list", element: expect.objectContaining({ kind: "text" }) }),
    kind: expect.objectContaining({ kind: "literal", values: ["a"] }),
  });
});

it("reads documentation, defaults, patterns and use", async () => {
  const { units } = await unitsOf(
    "a.js",
    `/**
 * Joins.
 * @param {string[]} words what to join
 * @param {number} [limit=3]
 * @throws {RangeError} when too many
 * @example
 * join(['a'], 1) // => 'a'
 */
exports.join = function (words, limit, { sep = ',', deep } = {}, done, when) {
  if (words.length > 40) throw new TypeError('many');
  done(1, 2);
  return when.getTime() + /x+/.source;
};`,
  );
  const [unit] = units;
  const shapes = Object.fromEntries((unit?.parameters ?? []).map((parameter) => [parameter.name, parameter.shapes]));
  expect(unit).toMatchObject({
    doc: "Joins.",
    raises: ["TypeError", "RangeError"],
    patterns: ["x+"],
    examples: [{ call: "join(['a'], 1)", expected: "'a'", line: 7 }],
  });
  expect(unit?.constants).toContain(40);
  expect(unit?.parameters.map(({ optional }) => optional)).toEqual([false, true, true, false, false]);
  expect(shapes.words?.[0]).toMatchObject({ kind: "list", source: "doc", element: { kind: "text" } });
  expect(shapes.limit?.[0]).toMatchObject({ kind: "float", source: "doc" });
  expect(shapes.options3).toContainEqual(
    expect.objectContaining({
      kind: "record",
      fields: expect.objectContaining({ sep: { kind: "text", source: "default" } }),
      optional: ["sep"],
    }),
  );
  expect(shapes.done?.[0]).toMatchObject({ kind: "callable", arity: 2 });
  expect(shapes.when?.[0]).toMatchObject({ kind: "instance", ref: "globalThis:Date" });
});

it("answers a syntax error with its line", async () => {
  opened = temporaryProject({ "bad.js": "const a = 1;\nfunction (\n" });
  const analysis = await import("./analyze.js").then(({ analyze }) =>
    analyze(opened!.file("bad.js"), opened!.project, opened!.ctx),
  );
  expect(analysis).toMatchObject({ ok: false, code: "syntax", line: 2 });
});

it.each([
  ["a.mjs", "", "{}", "esm"],
  ["a.cjs", "", '{"type":"module"}', "commonjs"],
  ["a.js", "", '{"type":"module"}', "esm"],
  ["a.js", "exports.x = 1", "{}", "commonjs"],
  ["a.js", "export const x = 1", "{}", "esm"],
  ["a.ts", "export const x = 1", "{}", "esm"],
  ["a.cts", "const x = 1; export = x", "{}", "commonjs"],
])("knows the module kind of %s with %j in %s", async (path, text, manifest, kind) => {
  expect(await unitsOf(path, text, { "package.json": manifest })).toMatchObject({ moduleKind: kind, importName: path });
});

it("takes the class behind an interface for it, where one can be imported", async () => {
  const { units } = await unitsOf(
    "a.ts",
    `export class Box<T> { constructor(readonly value: T) {} open(): T { return this.value; } }
export interface Full<T> extends Box<T> { full: true }
export interface Empty<T> extends Omit<Box<T>, "value"> { full: false }
export type Either<T> = Full<T> | Empty<T>;
export interface Shape { area(): number }
export class Square implements Shape { area() { return 4; } }
class Hidden implements Secret { keep() {} }
export interface Secret { keep(): void }
export function f(extended: Full<number>, reduced: Empty<string>, either: Either<string>, done: Shape, kept: Secret): void {}
`,
    { "package.json": "{}" },
  );
  const f = units.find(({ name }) => name === "f");
  const shapes = Object.fromEntries((f?.parameters ?? []).map(({ name, shapes: [first] }) => [name, first]));
  expect(shapes.extended).toMatchObject({ kind: "instance", ref: ":Box" });
  expect(shapes.reduced).toMatchObject({ kind: "instance", ref: ":Box" });
  expect(shapes.either).toMatchObject({ kind: "instance", ref: ":Box" });
  expect(shapes.done).toMatchObject({ kind: "instance", ref: ":Square" });
  expect(shapes.kept).toMatchObject({ kind: "record", fields: { keep: { kind: "callable" } } });
});

it("knows that a function takes more than it names", async () => {
  const code = `exports.wrap = function (fn) { return fn.apply(this, arguments); };
exports.sum = function () { var total = 0; for (var i = 0; i < arguments.length; i++) total += arguments[i]; return total; };
exports.inner = (a) => [a].map(function () { return arguments; });
exports.count = function (a) { return arguments.length > 1 ? arguments[1] : { arguments: a }.arguments; };
`;
  const restOf = async (path: string) =>
    (await unitsOf(path, code)).units
      .filter(({ parameters }) => parameters.some(({ kind, name }) => kind === "rest" && name === "arguments"))
      .map(({ name }) => name);
  expect(await restOf("a.cjs")).toEqual(["wrap", "sum"]);
  expect(await restOf("a.cts")).toEqual([]);
});

it("reads the parameters that compiled code only takes from its arguments", async () => {
  const { units } = await unitsOf(
    "a.cjs",
    `exports.f = function (subject) {
  var length = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : 75;
  var options = arguments.length > 2 && arguments[2] !== undefined ? arguments[2] : {};
  var far = arguments[9];
  return subject + length + options.cut + far;
};
exports.g = function () {
  var first = arguments[0];
  return [1].map(() => arguments[1]) + first.trim();
};
`,
  );
  const parametersOf = (name: string) =>
    units
      .find((unit) => unit.name === name)
      ?.parameters.map((parameter) => [parameter.name, parameter.optional, parameter.shapes[0]?.kind]);
  expect(parametersOf("f")).toEqual([
    ["subject", false, expect.anything()],
    ["length", true, "int"],
    ["options", true, "record"],
  ]);
  expect(parametersOf("g")).toEqual([["first", true, "text"]]);
});

it("knows what is gone through once by its use and its type", async () => {
  const { units } = await unitsOf(
    "a.ts",
    "export function skip(it, all: Iterator<number>, list: Iterable<number>) { it.next(); }",
  );
  const [it, all, list] = units[0]?.parameters ?? [];
  expect(it?.shapes).toContainEqual(expect.objectContaining({ kind: "list", source: "usage", once: true }));
  expect(all?.shapes).toContainEqual(expect.objectContaining({ kind: "list", source: "annotation", once: true }));
  expect(list?.shapes.some(({ once }) => once)).toBe(false);
});
