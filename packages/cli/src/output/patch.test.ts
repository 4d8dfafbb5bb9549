import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unifiedPatch } from "./patch.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "autotest-cli-patch-"));
  execFileSync("git", ["init", "-q"], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a patch of new and changed files is applied by git", () => {
  mkdirSync(join(folder, "tests"));
  const before = "def test_a():\n    assert 1\n";
  const after = `import pytest\n\n${before}\n\ndef test_b():\n    assert 2`;
  writeFileSync(join(folder, "tests/test_a b.py"), before);
  const patch =
    unifiedPatch({ path: "tests/test_a b.py", before, after }) +
    unifiedPatch({ path: "tests/new.py", before: null, after: "x = 1\n" });
  execFileSync("git", ["apply", "-"], { cwd: folder, input: patch });
  expect(readFileSync(join(folder, "tests/test_a b.py"), "utf8")).toBe(after);
  expect(readFileSync(join(folder, "tests/new.py"), "utf8")).toBe("x = 1\n");
});

test("nothing changed gives no patch", () => {
  expect(unifiedPatch({ path: "a", before: "x\n", after: "x\n" })).toBe("");
});
