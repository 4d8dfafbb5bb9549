import { runInThisContext } from "node:vm";
import type { Value } from "@autotest/core";
import { expect, it } from "vitest";
import { print } from "./print.js";

const runtime = async <T>(file: string): Promise<T> =>
  (await import(new URL(`../runtime/${file}`, import.meta.url).href)) as T;
const scope = { use: (ref: string) => ref.slice(1), quote: "single" as const };

const VALUES: readonly (readonly [Value, string])[] = [
  [null, "null"],
  [{ $: "undefined" }, "undefined"],
  [-1.5, "-1.5"],
  [{ $: "float", v: "-0.0" }, "-0"],
  [{ $: "float", v: "nan" }, "NaN"],
  [{ $: "float", v: "-inf" }, "-Infinity"],
  [{ $: "int", v: "10" }, "10n"],
  ['it\'s "both"\n', "'it\\'s \"both\"\\n'"],
  ["it's", '"it\'s"'],
  ["\u0000\u200b\u2028\ud800é😀", "'\\x00\\u200b\\u2028\\ud800é😀'"],
  [[1, [true, null]], "[1, [true, null]]"],
  [{ a: 1, "b-c": "x", 3: {} }, "{ 3: {}, a: 1, 'b-c': 'x' }"],
  [{ $: "bytes", v: "00ff" }, "Buffer.from('00ff', 'hex')"],
  [{ $: "set", v: [1, "a"] }, "new Set([1, 'a'])"],
  [{ $: "map", v: [[1, { a: 2 }]] }, "new Map([[1, { a: 2 }]])"],
  [{ $: "date", v: "2024-02-29T00:00:00.000Z" }, "new Date('2024-02-29T00:00:00.000Z')"],
  [{ $: "date", v: "invalid" }, "new Date(NaN)"],
  [{ $: "regexp", source: "a/[/]".replace("a/", "a\\/"), flags: "gi" }, "/a\\/[/]/gi"],
  [{ $: "new", ref: "globalThis:URL", args: ["https://example.com/"] }, "new URL('https://example.com/')"],
  [{ $: "new", ref: "globalThis:Float64Array", args: [[1, 2]] }, "new Float64Array([1, 2])"],
  [{ $: "ref", ref: "globalThis:TypeError" }, "TypeError"],
];

it.each(VALUES)("prints %j and the runtime reads it back", async (value, text) => {
  const { observe } = await runtime<{ observe(value: unknown): Value }>("observe.mjs");
  const { build } = await runtime<{ build(value: Value, variables: object): unknown }>("build-value.mjs");
  expect(print(value, scope)).toBe(text);
  const evaluated: unknown = runInThisContext(`(${text})`);
  expect(observe(evaluated)).toEqual(value);
  expect(observe(build(value, {}))).toEqual(value);
});

it("writes functions as arrows", () => {
  expect(print({ $: "callable", kind: "constant", v: { a: 1 } }, scope)).toBe("() => ({ a: 1 })");
  expect(print({ $: "callable", kind: "raise", v: "no" }, scope)).toBe("() => { throw new Error('no'); }");
  expect(print({ $: "callable", kind: "record" }, scope)).toBe("() => {}");
});

it("writes iterators as those of lists", () => {
  expect(print({ $: "iterator", v: [1, "b"] }, scope)).toBe("[1, 'b'].values()");
  expect(print({ $: "iterator", v: [] }, scope)).toBe("[].values()");
});

it("asks the suite for the names of refs", () => {
  expect(print({ $: "new", ref: ":Cart", args: [3] }, scope)).toBe("new Cart(3)");
  expect(print({ $: "new", ref: ":Cart.of", args: [] }, scope)).toBe("Cart.of()");
  expect(print({ $: "ref", ref: ":Color.Red" }, { ...scope, quote: "double" })).toBe("Color.Red");
});

it("does not let a key become a prototype", () => {
  const value = JSON.parse('{"__proto__": 1}') as Value;
  expect(print(value, scope)).toBe("{ ['__proto__']: 1 }");
});

it.each([
  [new Array(60).fill(2), "new Array(60).fill(2)"],
  ["ab".repeat(40), '"ab".repeat(40)'],
  [{ $: "bytes", v: Buffer.from("number: 1").toString("hex") }, 'Buffer.from("number: 1")'],
  [{ $: "bytes", v: "00".repeat(32) }, 'Buffer.from("0".repeat(64), "hex")'],
  [[1, 1, 1], "[1, 1, 1]"],
] as const)("writes what repeats itself by its length: %j", (value, text) => {
  expect(print(value as never, { quote: "double", use: (ref) => ref })).toBe(text);
});
