import { describe, expect, it } from "vitest";
import { listTests } from "./list-tests.js";
import { printName } from "./print-name.js";

const TEXT = `import assert from 'node:assert/strict';
import { add } from '../src/add.js';

describe('add', () => {
  it('adds', () => {
    assert.equal(add(1, 2), 3);
  });

  // Why this is so.
  it('says nothing', () => {
    add(1, 2);
  });

  it.skip('compares', () => {
    const x = add(1, 2);
    assert.equal(x, x);
    assert.ok(true);
  });

  for (const { name, a } of [{ name: 'one', a: 1 }, { name: 'two', a: 2 }]) {
    it(name, () => assert.ok(add(a, 1)));
  }
});

describe('mocks', () => {
  it('echoes', async () => {
    const load = sinon.stub().resolves(3);
    expect(await load()).to.equal(3);
  });
});
`;

async function list(text: string, path = "test/add.test.js") {
  const listing = await listTests(text, path);
  if (!listing.ok) throw new Error(listing.reason);
  return listing.tests;
}

describe("listing tests", () => {
  it("finds every test with the ids it runs under", async () => {
    expect((await list(TEXT)).map(({ testIds }) => testIds)).toEqual([
      ["test/add.test.js > add > adds"],
      ["test/add.test.js > add > says nothing"],
      ["test/add.test.js > add > compares"],
      ["test/add.test.js > add > one", "test/add.test.js > add > two"],
      ["test/add.test.js > mocks > echoes"],
    ]);
  });

  it("says what each asserts and what of that shows nothing", async () => {
    const all = (await list(TEXT)).map(({ assertions }) => assertions.map(({ strength, empty }) => [strength, empty]));
    expect(all).toEqual([
      [["exact", undefined]],
      [],
      [
        ["exact", "compares-itself"],
        ["any", "constant"],
      ],
      [["any", undefined]],
      [["exact", "mock-echo"]],
    ]);
  });

  it("removes a test with its comment, or the group that would be empty", async () => {
    const tests = await list(TEXT);
    const without = (index: number): string =>
      TEXT.slice(0, tests[index]!.removal.start) + TEXT.slice(tests[index]!.removal.end);
    expect(without(1)).toBe(TEXT.replace(/\n {2}\/\/ Why[\s\S]*?\n {2}}\);\n/, ""));
    expect(without(4)).toBe(TEXT.slice(0, TEXT.indexOf("\ndescribe('mocks'")));
  });

  it("gives tests that do the same the same mark", async () => {
    const [first, second] = await list(
      "it('a', () => { assert.equal(f( 1 ), 2) });\nit('b', () => {\n  assert.equal(f(1), 2);\n});\n",
    );
    expect(first?.mark).toBe(second?.mark);
  });

  it("says so when there is nothing to read", async () => {
    expect((await listTests("it(", "a.js")).ok).toBe(false);
  });

  it("prints a title in the quotes of the old one", () => {
    expect(printName(" it's fine ", "'old'")).toBe("'it\\'s fine'");
    expect(printName('say "x"', "`old`")).toBe('`say "x"`');
    expect(printName("  ", '"old"')).toBeNull();
  });
});
