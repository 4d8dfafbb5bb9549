import { expect, it } from "vitest";
import { readTests } from "./read-tests.js";

async function read(text: string) {
  const reading = await readTests(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
}

it("reads tests of a file and of its groups, with what they use of the rest", async () => {
  const { tests, imports } = await read(`import assert, { deepEqual as same } from 'assert';
import * as path from 'node:path';
import { Cart } from '../src/cart.js';
const { label } = require('../src/label');

const LIMIT = 3;
function make(n) {
  return new Cart(n);
}

describe('Cart', () => {
  it('adds up', function () {
    const cart = make(LIMIT);
    for (const { price } of [{ price: 1 }]) {
      cart.add(price);
    }
    assert.equal(cart.text, \`a
  b\`);
  });
});

test('waits', async () => assert.rejects(later(-1), RangeError));
`);
  expect(imports.map(({ local, module, name, origin }) => [local, module, name, origin])).toEqual([
    ["assert", "node:assert", "default", "standard"],
    ["same", "node:assert", "deepEqual", "standard"],
    ["path", "node:path", "", "standard"],
    ["Cart", "../src/cart.js", "Cart", "other"],
    ["label", "../src/label", "label", "other"],
  ]);
  expect(tests).toMatchObject([
    {
      name: "adds up",
      lines: [
        "const LIMIT = 3;",
        "function make(n) {",
        "    return new Cart(n);",
        "}",
        "const cart = make(LIMIT);",
        "for (const { price } of [{ price: 1 }]) {",
        "    cart.add(price);",
        "}",
        "assert.equal(cart.text, `a",
        "  b`);",
      ],
      raw: [9],
      async: false,
      free: ["Cart", "assert"],
      assertions: ["assert.equal(cart.text, `a b`)"],
      faults: [],
    },
    { name: "waits", lines: ["await assert.rejects(later(-1), RangeError);"], async: true, free: ["assert", "later"] },
  ]);
});

it("takes text without a function as the body of one", async () => {
  const { tests } = await read("const n = await total([1, 2]);\nassert.equal(n, 3);");
  expect(tests).toMatchObject([{ name: "", async: true, free: ["total", "assert"] }]);
  expect(await readTests("it('a', () => { assert.equal(1; });")).toMatchObject({ ok: false, line: 1 });
});

it.each([
  ["it.only('a', () => { assert.equal(f(), 1); });", "keeps other tests from running"],
  ["describe.skip('a', () => { it('b', () => { assert.equal(f(), 1); }); });", "is skipped"],
  ["await new Promise((done) => setTimeout(done, 500)); assert.equal(f(), 1);", "sleeps"],
  ["assert.deepEqual(f(1), f(1));", "compares a value with itself"],
  ["process.exit(0);", "starts or ends processes"],
  ["fs.rmSync('/', { recursive: true });", "changes files"],
  ["assert.equal((await fetch('http://x')).ok, true);", "opens the network"],
  ["const x = require(name); assert.equal(x, 1);", "loads other code"],
])("%j %s", async (text, fault) => {
  expect((await read(text)).tests[0]?.faults).toEqual([fault]);
});

it("counts no assertion that always holds", async () => {
  const { tests } = await read(
    "assert.ok(true); assert(1); expect(true).to.equal(true); expect(f(1)).to.be.above(2); assert.ok(f(2));",
  );
  expect(tests[0]?.assertions).toEqual(["expect(f(1)).to.be.above(2)", "assert.ok(f(2))"]);
});

it("takes the types off a test that was written in TypeScript", async () => {
  const { tests, imports } = await read(`import type { Price } from '../src/cart';
import { Cart, type Item } from '../src/cart';
interface Row { readonly price: number }

it('adds up', async () => {
  const rows: readonly Row[] = [{ price: 1 }];
  const cart = new Cart<Item>();
  for (const row of rows) cart.add(row.price as Price);
  const found = (await cart.find(1))!;
  assert.equal(found satisfies Item, <Item>cart.first);
});
`);
  expect(imports.map(({ local }) => local)).toEqual(["Cart"]);
  expect(tests).toMatchObject([
    {
      name: "adds up",
      async: true,
      free: ["Cart", "assert"],
      lines: [
        "const rows = [{ price: 1 }];",
        "const cart = new Cart();",
        "for (const row of rows)",
        "    cart.add(row.price);",
        "const found = (await cart.find(1));",
        "assert.equal(found, cart.first);",
      ],
    },
  ]);
  expect(await readTests("it('a', () => { const x: = 1; });")).toMatchObject({ ok: false, line: 1 });
});
