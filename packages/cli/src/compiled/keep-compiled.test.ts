import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject, runCli, type TestProject } from "../fixtures/run-cli.js";

// A file that does not parse loads the compiler and starts nothing.
let project: TestProject;
let cache: string;
beforeAll(() => {
  project = createProject({ "package.json": "{}", "broken.js": "exports.double = (n => n *\n" });
  cache = realpathSync(mkdtempSync(join(tmpdir(), "autotest-cache-")));
});
afterAll(() => {
  project.remove();
  rmSync(cache, { recursive: true });
});

/** The compiled code of every file, by the name it is kept under. */
function kept(folder: string): ReadonlyMap<string, string> {
  const compiled = join(folder, "autotest", "compiled");
  const paths = readdirSync(compiled, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(paths.map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), "latin1")]));
}

async function run(env: { readonly [name: string]: string }): Promise<unknown> {
  const { stdout, stderr } = await runCli(["generate", "--dry-run", "--json"], { cwd: project.root, env });
  expect(stdout, stderr).not.toBe("");
  const { skipped } = JSON.parse(stdout);
  expect(skipped).toMatchObject([{ path: "broken.js", code: "syntax" }]);
  return skipped;
}

test("what was compiled is kept for the next run, which comes to the same; what is damaged is made again", async () => {
  const first = await run({ XDG_CACHE_HOME: cache });
  const made = kept(cache);
  expect(made.size).toBeGreaterThan(0);
  expect(await run({ XDG_CACHE_HOME: cache })).toEqual(first);
  expect(kept(cache)).toEqual(made);
  const compiled = join(cache, "autotest", "compiled");
  const files = readdirSync(compiled, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) writeFileSync(join(parentPath, name), "no code");
  expect(await run({ XDG_CACHE_HOME: cache })).toEqual(first);
  expect([...kept(cache).keys()]).toEqual([...made.keys()]);
});

test("nothing is kept in the project, nor for who does not want it", async () => {
  mkdirSync(join(project.root, ".cache"));
  await run({ XDG_CACHE_HOME: join(realpathSync(project.root), ".cache") });
  expect(readdirSync(join(project.root, ".cache"))).toEqual([]);
  const other = join(cache, "other");
  await run({ XDG_CACHE_HOME: other, NODE_DISABLE_COMPILE_CACHE: "1" });
  expect(readdirSync(cache)).not.toContain("other");
});
