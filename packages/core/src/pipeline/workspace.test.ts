import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createNodeContext, type NodeContext } from "../ports/create-node-context.js";
import { startWorkspace } from "./workspace.js";

let top: string;
let ctx: NodeContext;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "autotest-monorepo-")));
  write("apps/shop/src/cart.js", "");
  write("apps/shop/package.json", "{}");
  write("node_modules/hoisted/index.js", "module.exports = 7;");
  write("tsconfig.base.json", "{}");
  ctx = createNodeContext({ cwd: join(top, "apps", "shop") });
});
afterEach(async () => {
  await ctx.dispose();
  rmSync(top, { recursive: true });
});

const load = (folder: string): unknown => createRequire(join(folder, "src", "cart.js"))("hoisted");

it("reaches the packages of the monorepo around a project, and the settings it inherits", async () => {
  write("package.json", '{ "workspaces": ["apps/*"] }');
  const workspace = await startWorkspace(join(top, "apps", "shop"), ctx);
  await workspace.filled;
  expect(load(workspace.folder)).toBe(7);
  expect(readFileSync(join(workspace.folder, "..", "..", "tsconfig.base.json"), "utf8")).toBe("{}");
  await ctx.fs.remove(workspace.top);
  expect(existsSync(workspace.folder)).toBe(false);
  expect(existsSync(join(top, "node_modules", "hoisted", "index.js"))).toBe(true);
});

it("reaches nothing above a project that belongs to no monorepo, nor above the repository", async () => {
  write("package.json", "{}");
  const alone = await startWorkspace(join(top, "apps", "shop"), ctx);
  expect(() => load(alone.folder)).toThrow(/Cannot find module/);
  write("package.json", '{ "workspaces": ["apps/*"] }');
  write("apps/shop/.git/HEAD", "");
  const repository = await startWorkspace(join(top, "apps", "shop"), ctx);
  expect(() => load(repository.folder)).toThrow(/Cannot find module/);
  await Promise.all([alone.filled, repository.filled]);
});
