import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Project } from "../contracts/index.js";
import { createNodeContext, type NodeContext } from "../ports/create-node-context.js";
import { mendWorkspace, noteStaged } from "./mend-workspace.js";
import { openWorkspace } from "./workspace.js";

let ctx: NodeContext;
let project: Project;
const inCopy = (path: string): string => join(project.workspace, path);

beforeEach(async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "autotest-mend-")));
  mkdirSync(join(root, "src"));
  mkdirSync(join(root, "node_modules"));
  writeFileSync(join(root, "src", "a.py"), "a");
  writeFileSync(join(root, "b.py"), "b");
  writeFileSync(join(root, ".env"), "KEY=value");
  ctx = createNodeContext({ cwd: root });
  project = { root, workspace: await openWorkspace(root, ctx), options: {} };
});
afterEach(async () => {
  await ctx.dispose();
  rmSync(project.root, { recursive: true });
});

it("leaves a copy alone that is as it was, and never copies personal files", async () => {
  writeFileSync(inCopy("test_new.py"), "ours");
  noteStaged(project, "test_new.py");
  expect(await mendWorkspace(project, ["src/a.py"], ctx)).toBe(false);
  expect(existsSync(inCopy("test_new.py"))).toBe(true);
  expect(existsSync(inCopy(".env"))).toBe(false);
});

it("copies again what was deleted, and nothing else", async () => {
  writeFileSync(inCopy("b.py"), "changed by a test");
  rmSync(inCopy("src"), { recursive: true });
  expect(await mendWorkspace(project, [], ctx)).toBe(true);
  expect(readFileSync(inCopy("src/a.py"), "utf8")).toBe("a");
  expect(readFileSync(inCopy("b.py"), "utf8")).toBe("changed by a test");
  rmSync(inCopy("src/a.py"));
  expect(await mendWorkspace(project, ["src/a.py"], ctx)).toBe(true);
  expect(existsSync(inCopy("src/a.py"))).toBe(true);
  rmSync(project.workspace, { recursive: true });
  expect(await mendWorkspace(project, [], ctx)).toBe(true);
  expect([existsSync(inCopy("src/a.py")), existsSync(inCopy("node_modules"))]).toEqual([true, true]);
});

it("removes what was planted at the top", async () => {
  writeFileSync(inCopy("conftest.py"), "raise SystemExit");
  mkdirSync(inCopy("output"));
  expect(await mendWorkspace(project, [], ctx)).toBe(true);
  expect([existsSync(inCopy("conftest.py")), existsSync(inCopy("output"))]).toEqual([false, true]);
});
