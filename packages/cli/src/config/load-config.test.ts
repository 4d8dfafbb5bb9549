import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { AutotestError } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { createProject, type TestProject } from "../fixtures/run-cli.js";
import { loadConfig } from "./load-config.js";
import { SEARCH_PLACES } from "./search-places.js";

const projects: TestProject[] = [];
const project = (files: { readonly [path: string]: string }): TestProject => {
  const made = createProject(files);
  projects.push(made);
  return made;
};
const seed = (place: string, value: number): string => {
  if (place === "package.json") return JSON.stringify({ autotest: { search: { seed: value } } });
  return place.endsWith(".json") ? `{"search": {"seed": ${value}}}` : `search:\n  seed: ${value}\n`;
};
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

test.each(SEARCH_PLACES)("reads %s", async (place) => {
  const { root } = project({ [place]: seed(place, 7) });
  expect(await loadConfig(root, undefined)).toEqual({ root, source: place, config: { search: { seed: 7 } } });
});

test("of several the first counts", async () => {
  const { root } = project(Object.fromEntries(SEARCH_PLACES.map((place, index) => [place, seed(place, index + 1)])));
  expect(await loadConfig(root, undefined)).toMatchObject({
    source: ".codex-autotest.yaml",
    config: { search: { seed: 1 } },
  });
});

test("a package.json without settings is no configuration", async () => {
  const { root } = project({ "package.json": '{ "name": "x" }' });
  expect(await loadConfig(root, undefined)).toEqual({ root, source: null, config: {} });
});

test("an empty file is an empty configuration", async () => {
  const { root } = project({ ".codex-autotest.yaml": "" });
  expect(await loadConfig(root, undefined)).toMatchObject({ root, config: {} });
});

test("looks upwards to the top of the work tree, and not beyond", async () => {
  const { root, write } = project({ ".autotestrc": seed("", 3) });
  write("repo/src/deep/a.py", "");
  mkdirSync(join(root, "repo/.git"));
  const deep = join(root, "repo/src/deep");
  expect(await loadConfig(deep, undefined)).toEqual({ root: join(root, "repo"), source: null, config: {} });
  write("repo/.autotestrc", seed("", 4));
  expect(await loadConfig(deep, undefined)).toEqual({
    root: join(root, "repo"),
    source: "../../.autotestrc",
    config: { search: { seed: 4 } },
  });
});

test("outside of a work tree only the folder itself counts", async () => {
  const { root, write } = project({ ".autotestrc": seed("", 3), "package.json": "{}" });
  write("sub/a.py", "");
  expect(await loadConfig(join(root, "sub"), undefined)).toEqual({ root: join(root, "sub"), source: null, config: {} });
});

test.each([
  ["autotest.config.mjs", "export default { search: { seed: 5 } };"],
  ["autotest.config.js", "module.exports = { search: { seed: 5 } };"],
  ["autotest.config.ts", "const seed: number = 5;\nexport default { search: { seed } };"],
])("%s runs only when it is named, and leaves nothing behind", async (name, text) => {
  const { root, tree } = project({ [name]: text });
  const before = tree();
  expect((await loadConfig(root, undefined)).source).toBe(null);
  expect(await loadConfig(root, name)).toEqual({ root, source: name, config: { search: { seed: 5 } } });
  expect(tree()).toEqual(before);
});

test("runs no code of the project: neither imports of a configuration nor a configuration of the search library", async () => {
  const plant = (to: string): string => `require("node:fs").writeFileSync(${JSON.stringify(to)}, "");`;
  const { root, write } = project({ ".autotestrc.yaml": "$import: ./evil.js\n" });
  const marks = ["a", "b"].map((name) => join(root, name));
  write("evil.js", plant(marks[0] ?? ""));
  write(".config/config.js", plant(marks[1] ?? ""));
  const before = process.cwd();
  process.chdir(root);
  try {
    await expect(loadConfig(root, undefined)).rejects.toThrow(/evil\.js would run code/);
  } finally {
    process.chdir(before);
  }
  expect(marks.filter((mark) => existsSync(mark))).toEqual([]);
});

test("wrong JSON in package.json is an error that names the file", async () => {
  const { root } = project({ "package.json": "{" });
  const error = await loadConfig(root, undefined).catch((caught: unknown) => caught);
  expect(AutotestError.isInstance(error) && [error.exitCode, error.message.split(":")[0]]).toEqual([
    2,
    "package.json is not valid JSON",
  ]);
});
