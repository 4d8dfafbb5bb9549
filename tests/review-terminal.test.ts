import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli, TemporaryProject, withTools } from "./temporary-project.js";
import { Terminal } from "./terminal.js";

// A person at a terminal, in tmux; set-up installs it where it can.
describe.each([
  {
    example: "python" as const,
    suite: "tests/test_cart.py",
    text: `from billing.duration import parse_duration


def test_first():
    assert parse_duration("1h").seconds == 3600


def test_second():
    assert parse_duration("2h").seconds == 7200


def test_third():
    assert parse_duration("3h").seconds == 10800
`,
    removed: /\n\n\ndef test_second\(\):\n.*(?=\n)/,
    renamed: ["def test_third", "def test_reads_three_hours"],
    edited: ['parse_duration("3h")', 'parse_duration("180m")'],
  },
  {
    example: "typescript" as const,
    suite: "test/cart.test.ts",
    text: `import assert from "node:assert/strict";
import { parseMoney } from "../src/money.js";

describe("cart", () => {
  it("first", () => {
    assert.equal(parseMoney("1.00 EUR").toString(), "1.00 EUR");
  });

  it("second", () => {
    assert.equal(parseMoney("2.00 EUR").toString(), "2.00 EUR");
  });

  it("third", () => {
    assert.equal(parseMoney("3.00 EUR").toString(), "3.00 EUR");
  });
});
`,
    removed: /\n\n {2}it\("second"[\s\S]*?\n {2}\}\);/,
    renamed: ['it("third"', 'it("reads three hours"'],
    edited: ['parseMoney("3.00 EUR")', 'parseMoney(" 3.00 EUR".trim())'],
  },
])("autotest review in a terminal, examples/$example", ({ example, suite, text, removed, renamed, edited }) => {
  const project = new TemporaryProject().copyExample(example).write({ [suite]: text });
  const [from = "", to = ""] = edited;
  project.write({ "edit.sh": `exec sed -i 's/${from}/${to}/' "$1"\n` });
  let terminal: Terminal;

  beforeAll(() => {
    terminal = new Terminal([process.execPath, cli, "review", suite], {
      base: project.base,
      cwd: project.folder,
      env: { ...withTools(), EDITOR: `sh ${project.folder}/edit.sh` },
    });
  });

  afterAll(() => {
    terminal.close();
    project.remove();
  });

  it("goes through the tests by letters, shows all changes, and only then writes", async () => {
    const answered = async (key: string, text: string | RegExp): Promise<string> => {
      terminal.type(key);
      return await terminal.until(text);
    };
    await terminal.until(/1\/3.*first[\s\S]*uit \? >$/);
    await answered("?", /save \(shows the changes first\)[\s\S]*uit \? >$/);
    await answered("x", /no such key: x[\s\S]*uit \? >$/);
    await answered("a", /2\/3.*second[\s\S]*uit \? >$/);
    await answered("r", /removed: .*second[\s\S]*2\/2.*third[\s\S]*uit \? >$/);
    await answered("u", /undone[\s\S]*2\/3.*second[\s\S]*uit \? >$/);
    await answered("r", /2\/2.*third[\s\S]*uit \? >$/);
    expect(await answered("e", /2\/2[\s\S]*uit \? >$/)).toContain(to);
    await answered("n", /new name:$/);
    await answered("reads three hours", /2\/2.*three.hours[\s\S]*uit \? >$/);
    await answered("t", /2 of 2 passed[\s\S]*uit \? >$/);
    expect(project.read(suite)).toBe(text);
    const shown = await answered("s", /write this\? \[y\/n\]$/);
    expect(shown).toMatch(/^-.*second/m);
    expect(project.read(suite)).toBe(text);
    await answered("y", /was written[\s\S]*uit \? >$/);
    await answered("q", /ended with 0$/);
    const [was = "", is = ""] = renamed;
    expect(project.read(suite)).toBe(text.replace(removed, "").replace(was, is).replace(from, to));
  });
});
