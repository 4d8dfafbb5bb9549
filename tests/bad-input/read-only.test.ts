import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { cli, TemporaryProject, withTools } from "../temporary-project.js";

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** Permissions mean nothing to root: there the run is done as another user, if that user can read this checkout at all. */
const canCheck =
  !isRoot ||
  (process.platform === "linux" &&
    spawnSync(process.execPath, [cli, "--version"], { uid: NOBODY, gid: NOBODY, cwd: "/" }).status === 0);

let project: TemporaryProject | undefined;
afterEach(() => project?.remove());

it.skipIf(!canCheck)("a read-only test folder is exit code 4 with a fix, and nothing is lost", async () => {
  project = new TemporaryProject().linkMocha().write({
    "package.json": '{ "name": "p", "type": "module", "devDependencies": { "mocha": "*" } }',
    "sign.js": "export function sign(n) {\n  if (n < 0) return -1;\n  return n > 0 ? 1 : 0;\n}\n",
    "test/old.test.js": 'import assert from "node:assert/strict";\nit("works", () => assert.ok(true));\n',
  });
  const tests = join(project.folder, "test");
  const home = join(project.base, "home");
  mkdirSync(home);
  if (isRoot) for (const path of [project.folder, home]) chownSync(path, NOBODY, NOBODY);
  chmodSync(tests, 0o555);
  const before = project.tree(/\.autotest|^home\//);
  const ended = await project.autotest(["generate"], {
    env: { ...withTools(), HOME: home },
    ...(isRoot ? { uid: NOBODY } : {}),
  });
  expect(ended.stdout + ended.stderr).toMatch(/test/);
  expect(ended.stdout + ended.stderr).toMatch(/read-only|permission|EACCES|not writable/i);
  expect(ended.code).toBe(4);
  expect(project.tree(/\.autotest|^home\//)).toEqual(before);
  expect(existsSync(join(tests, "sign.test.js"))).toBe(false);
});
