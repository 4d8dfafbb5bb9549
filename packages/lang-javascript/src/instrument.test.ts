import { runInThisContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import { instrument } from "./instrument.js";
import { loadTypeScript, type TypeScriptApi } from "./load-typescript.js";
import { parseText } from "./parse-file.js";
import { nameUnits } from "./unit-names.js";

interface Points {
  h: Uint8Array;
}

let typescript: TypeScriptApi;
let points: Points;

beforeAll(async () => {
  typescript = loadTypeScript();
  const fuel = (await import(new URL("../runtime/fuel.mjs", import.meta.url).href)) as { points: Points };
  points = fuel.points;
  Object.defineProperty(globalThis, "autotest$", { value: points });
});

function mark(text: string) {
  const source = parseText(typescript, "file.js", text);
  return instrument(typescript, source, nameUnits(typescript, source));
}

function met(text: string): readonly string[] {
  const { code, goals } = mark(text);
  points.h = new Uint8Array(goals.length);
  runInThisContext(code);
  return goals.filter((_, index) => points.h[index] === 1).map((goal) => `${goal.line}:${goal.arm}`);
}

/** Each must compute the same with points in it. */
const SNIPPETS = [
  "(() => { const f = (a, b = a + 1, { c = 2, ...rest } = {}) => a + b + c; return [f(1), f(1, 2), f(1, 2, { c: 5 }), f.length, f.name] })()",
  "(() => { 'use strict'; return (function () { return this })() === undefined })()",
  "(() => { 'use strict'\n return (function () { 'use strict'\n return typeof this })() })()",
  "(() => { let s = ''; outer: for (const i of [1, 2, 3]) for (const j of [1, 2]) { if (j === 2) continue outer; if (i === 3) break outer; s += i + '.' + j } return s })()",
  "(() => { const r = []; for (let i = 0; i < 3; i++) r.push(() => i); return r.map((f) => f()) })()",
  "(() => { let i = 0; do i++; while (i < 5) return i })()",
  "(() => { const r = []; if (1) if (0) r.push(1); else r.push(2); if (0) ; else if (1) r.push(3); return r })()",
  "(() => { const t = (x) => { switch (x) { case 1: case 2: return 'a'; case 'x': { break } case 3: x = 9 } return x }; return [1, 2, 3, 'x', null].map(t) })()",
  "(() => { switch (3) {} switch (1) { case 1: } return 1 })()",
  "(() => { const o = { a: { b() { return this.c }, c: 7 }, n: null }; return [o?.a?.b(), o.n?.x.y.z, o.a?.['b'](), o.a.b?.(), o.q?.(), o?.a.c] })()",
  "(() => { const o = { a: { b: 1 } }; return [delete o?.a, o, (o?.hasOwnProperty)('a')] })()",
  "(() => { let a = null, b = 0, c = 'x'; a ??= 1; b ||= 2; c &&= 3; return [a, b, c, null ?? 'd', 0 || '', 1 && 0] })()",
  "(() => { try { try { throw new Error('x') } catch { return 'c' } finally { (() => 0)() } } finally { var z = 1 } })()",
  "(() => { try { null.f() } catch ({ message }) { return message.length > 0 } })()",
  "(() => { try { const s = 5; return s.split('a') } catch (e) { return e.message } })()",
  "(() => { try { const t = {}, k = 'run'; return t[k]() } catch (e) { return e.message } })()",
  "(() => [typeof missing === 'undefined', typeof 1 === 'number', ((x) => typeof x !== 'string')('')])()",
  "(() => { class A { #p = 1; static has(o) { return #p in o } get x() { return this.#p } set x(v) { this.#p = v } } const a = new A(); a.x = 4; return [A.has(a), A.has({}), a.x, a instanceof A, 'x' in a] })()",
  "(() => { class B { constructor(n) { this.n = n } } class C extends B { constructor() { super(3); this.m = this.n > 2 ? 'y' : 'n' } } return new C().m })()",
  "(() => { function* g(n) { for (let i = 0; i < n; i++) { const got = yield i; if (got) return got } } const it = g(3); return [it.next(), it.next(), it.next('q')] })()",
  "(() => { const s = 'a,b', re = /a/; return [s.split(','), s.includes('b'), re.test(s), 'xyz'.indexOf('z'), [1, 2].includes(2), new Map([[1, 2]]).get(1), ({ a: 1 }).hasOwnProperty('a')] })()",
  "(() => { const t = { a: 1 }, k = 'a', m = [[1, 2], [3, 4]]; t[k] += 2; t[k]++; m[0][1] = 9; [m[1][0], m[1][1]] = [m[1][1], m[1][0]]; return [t[k], t['b' + k], m, m[0][0] < m[1][0]] })()",
  "(() => { var i = 10, n = 0; while (i --> 0) n++; for (;;) { if (n++ > 12) break } return n })()",
  "(() => { const o = { f() { return arguments.length }, async g() {}, ['c' + 1]: () => 1, get h() { return 2 } }; return [o.f(1, 2), o.c1(), o.h, o.f.name] })()",
  "(() => { const a = [3, 1, 2]; return a.sort((x, y) => x < y ? -1 : x > y ? 1 : 0).map(x => ({ x })) })()",
  "(() => parseInt('12', 10) + Number('3') + JSON.parse('[4]')[0] + new Date(5).getTime())()",
  "(() => { if (true) function inner() {} ; return 1 == '1' && null != 0 && 2n > 1 })()",
  "(() => { const f = (x) => x\n  .replace(/a/g, 'b')\n  .split('b').length > 1 ? 'many' : 'one'; return [f('aa'), f('c')] })()",
];

describe("instrument", () => {
  it.each(SNIPPETS)("leaves the behaviour as it is: %s", (text) => {
    const { code, goals } = mark(text);
    points.h = new Uint8Array(goals.length);
    expect(runInThisContext(code)).toEqual(runInThisContext(text));
  });

  it("keeps every line where it was", () => {
    const text = "function f(a) {\n  // why\n  if (a)\n    return 1\n  return 2\n}\n";
    const { code } = mark(text);
    expect(code.split("\n")).toHaveLength(text.split("\n").length);
    expect(code.split("\n")[4]).toBe("  return 2");
  });

  it("marks both arms of a decision and the way out of a loop", () => {
    expect(met("function f(a) {\n if (a) return 1;\n return 2\n}\nf(0)")).toEqual(["1:entry", "2:false"]);
    expect(met("for (const a of [])\n a;\nfor (let i = 0; i < 1; i++)\n i")).toEqual(["1:exit", "3:body", "3:exit"]);
    expect(met("1 ? 2 : 3; null ?? 4; 0 && 5")).toEqual(["1:true", "1:right"]);
  });

  it("counts a switch without a match as its default", () => {
    expect(met("switch (3) { case 1: break; case 2: }")).toEqual(["1:default"]);
    expect(met("switch (2) { case 1: break; case 2: }")).toEqual(["1:case"]);
  });

  it("gives throw statements goals of their own kind", () => {
    const { goals } = mark("function f(n) { if (n < 0) throw new RangeError('negative'); }");
    expect(goals.find((goal) => goal.kind === "exception")).toMatchObject({
      arm: "raise",
      condition: "new RangeError('negative')",
      unit: "f",
    });
  });

  it("credits inner functions to the unit they live in", () => {
    const { goals } = mark("function outer() { return () => 1 }\nif (outer) {}");
    expect(goals.map((goal) => goal.unit)).toEqual(["outer", "outer", "<module>", "<module>"]);
  });
});
