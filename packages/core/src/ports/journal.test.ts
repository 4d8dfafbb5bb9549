import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openJournal } from "./journal.js";

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "autotest-journal-")), "journal.jsonl");
});
afterEach(() => rmSync(dirname(path), { recursive: true }));

const entry = (name: string): { name: string; value: unknown } => ({ name, value: { text: `${name} ü\n` } });

async function written(key: string, ...names: string[]): Promise<void> {
  const journal = await openJournal(path, key);
  await Promise.all(names.map((name) => journal.add(entry(name))));
  await journal.close();
}

async function found(key: string): Promise<readonly string[]> {
  const journal = await openJournal(path, key);
  await journal.close();
  return journal.found.map(({ name }) => name);
}

describe("openJournal", () => {
  it("gives back what a stopped run left, in order, and goes on behind it", async () => {
    await written("k", "a", "b");
    await written("k", "c");
    const journal = await openJournal(path, "k");
    expect(journal.found).toEqual([entry("a"), entry("b"), entry("c")]);
    await journal.close();
  });

  it("is for its owner's eyes only", async () => {
    await written("k", "a");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("forgets everything under another key", async () => {
    await written("k", "a");
    expect(await found("other")).toEqual([]);
    expect(await found("k")).toEqual([]);
  });

  it("is gone when the run came to its end", async () => {
    const journal = await openJournal(path, "k");
    await journal.add(entry("a"));
    await journal.finish();
    expect(() => statSync(path)).toThrow(/ENOENT/);
  });

  it("cuts off a torn last line and writes on where the sound part ends", async () => {
    await written("k", "a", "b");
    const sound = readFileSync(path, "utf8");
    appendFileSync(path, '0123456789abcdef {"name":"to');
    await written("k", "c");
    expect(await found("k")).toEqual(["a", "b", "c"]);
    expect(readFileSync(path, "utf8").startsWith(sound)).toBe(true);
  });

  it("believes nothing behind a damaged line", async () => {
    await written("k", "a", "b", "c");
    const lines = readFileSync(path, "utf8").split("\n");
    lines[2] = lines[2]?.replace("b", "x") ?? "";
    writeFileSync(path, lines.join("\n"));
    expect(await found("k")).toEqual(["a"]);
  });

  it("starts anew over any bytes at all", async () => {
    for (const bytes of [
      "",
      "\n",
      "nonsense\n",
      "\u0000".repeat(40),
      '0000000000000000 {"name":"key","value":"k"}\n',
    ]) {
      writeFileSync(path, bytes);
      expect(await found("k")).toEqual([]);
    }
  });

  it("does not follow a link planted in its place", async () => {
    const target = `${path}.target`;
    writeFileSync(target, "mine");
    symlinkSync(target, path);
    await expect(openJournal(path, "k")).rejects.toThrow();
    expect(readFileSync(target, "utf8")).toBe("mine");
  });

  it("costs the journal, not the run, when the disk takes no more", async () => {
    const journal = await openJournal(path, "k");
    await journal.close();
    chmodSync(path, 0o400);
    await expect(journal.add(entry("a"))).resolves.toBeUndefined();
  });
});
