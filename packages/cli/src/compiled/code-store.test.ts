import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type CodeStore, openCodeStore } from "./code-store.js";

let top: string;
let folder: string;
let file: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "autotest-code-"));
  folder = join(top, "cache", "compiled");
  file = join(top, "large.cjs");
  writeFileSync(file, "exports.one = 1;");
});
afterEach(() => rmSync(top, { recursive: true }));

const CODE = Buffer.from("compiled");
const opened = (): CodeStore => openCodeStore(folder) as CodeStore;

it("gives back what was kept, readable by its owner only", () => {
  expect(opened().read(file)).toBeUndefined();
  opened().write(file, CODE);
  opened().write(file, CODE);
  expect(opened().read(file)).toEqual(CODE);
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, names[0] as string)).mode & 0o777).toBe(0o600);
});

it("knows nothing of a file that changed, or of code that is damaged", () => {
  opened().write(file, CODE);
  writeFileSync(file, "exports.two = 2;");
  expect(opened().read(file)).toBeUndefined();
  opened().write(file, CODE);
  const kept = join(folder, readdirSync(folder)[0] as string);
  const bytes = readFileSync(kept);
  writeFileSync(kept, bytes.subarray(0, -1));
  expect(opened().read(file)).toBeUndefined();
  writeFileSync(kept, Buffer.concat([bytes.subarray(0, -1), Buffer.from("x")]));
  expect(opened().read(file)).toBeUndefined();
});

it("is not opened where others can write", () => {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  expect(openCodeStore(folder)).toBeNull();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
  expect(openCodeStore(folder)).toBeNull();
});

it("keeps nothing for ever", () => {
  const other = join(top, "other.cjs");
  writeFileSync(other, "exports.one = 1;");
  opened().write(file, CODE);
  const [kept = ""] = readdirSync(folder);
  utimesSync(join(folder, kept), 0, 0);
  mkdirSync(join(folder, "v22.8.0", "inner"), { recursive: true });
  utimesSync(join(folder, "v22.8.0"), 0, 0);
  opened().write(other, CODE);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readdirSync(folder)).not.toContain(kept);
  expect(opened().read(other)).toEqual(CODE);
});

it("does without when nothing can be written", () => {
  const store = opened();
  rmSync(join(top, "cache"), { recursive: true, force: true });
  writeFileSync(join(top, "cache"), "");
  store.write(file, CODE);
  expect(store.read(file)).toBeUndefined();
});
