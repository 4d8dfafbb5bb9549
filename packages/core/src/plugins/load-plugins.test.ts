import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Plugin } from "../contracts/index.js";
import { PluginLoadError } from "../errors/plugin-load-error.js";
import { HOSTILE_PLUGINS } from "../testing/hostile-plugins.js";
import { installPackages } from "../testing/install-package.js";
import { isPluginName } from "./discover-plugins.js";
import { type LoadPluginsOptions, loadPlugins } from "./load-plugins.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autotest-plugins-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const reporter = (id: string) => ({ id, render: () => id });
const make =
  (name: string, fields: Partial<Plugin> = { reporters: [reporter("plain")] }) =>
  (): Plugin => ({ name, version: "1.0.0", apiVersion: 1, ...fields });
const sourceOf = (name: string, id: string): string =>
  `export default () => ({ name: "${name}", version: "1.0.0", apiVersion: 1, reporters: [{ id: "${id}", render: () => "${id}" }] });`;

async function problemsOf(options: Partial<LoadPluginsOptions> = {}): Promise<PluginLoadError["problems"]> {
  const error = await loadPlugins({ projectRoot: root, ...options }).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PluginLoadError);
  return (error as PluginLoadError).problems;
}

describe("discovery", () => {
  it("takes direct dependencies whose name fits and that carry the keyword, sorted", async () => {
    await installPackages(root, [
      { name: "@acme/autotest-report-b", source: sourceOf("@acme/autotest-report-b", "b") },
      { name: "autotest-report-a", source: sourceOf("autotest-report-a", "a") },
      { name: "autotest-report-c", source: "throw 1", manifest: { keywords: [] } },
      { name: "autotest-report-d", source: "throw 1", listed: false },
      { name: "report-e", source: "throw 1" },
    ]);
    const registry = await loadPlugins({ projectRoot: root });
    expect(registry.list()).toEqual([
      { name: "@acme/autotest-report-b", version: "1.0.0", origin: "project", contributions: ["reporter b"] },
      { name: "autotest-report-a", version: "1.0.0", origin: "project", contributions: ["reporter a"] },
    ]);
    expect(registry.reporter("a")?.render({} as never)).toBe("a");
    expect(registry.reporter("c")).toBeUndefined();
  });

  it.each([
    ["@autotest/fw-mocha", true],
    ["autotest-lang-go", true],
    ["@acme/autotest-ci-jenkins", true],
    ["@autotest/core", false],
    ["@acme/fw-mocha", false],
    ["autotest", false],
    ["my-autotest-lang-go", false],
    ["autotest-lang-", false],
  ])("%s may be a plugin: %s", (name, expected) => {
    expect(isPluginName(name)).toBe(expected);
  });

  it("works through links, as pnpm lays packages out", async () => {
    const store = join(root, "node_modules/.pnpm/autotest-report-a@1.0.0/node_modules/autotest-report-a");
    await mkdir(store, { recursive: true });
    await writeFile(
      join(store, "package.json"),
      JSON.stringify({
        name: "autotest-report-a",
        version: "1.0.0",
        type: "module",
        keywords: ["autotest-plugin"],
        exports: { ".": { import: "./main.mjs" } },
      }),
    );
    await writeFile(join(store, "main.mjs"), sourceOf("autotest-report-a", "a"));
    await symlink(store, join(root, "node_modules/autotest-report-a"));
    await writeFile(join(root, "package.json"), JSON.stringify({ dependencies: { "autotest-report-a": "*" } }));
    const registry = await loadPlugins({ projectRoot: root });
    expect(registry.plugins[0]?.path).toContain(".pnpm");
  });

  it("finds nothing in a project without package.json", async () => {
    expect(
      (await loadPlugins({ projectRoot: root, builtIn: [make("@autotest/report-x")] }))
        .list()
        .map(({ origin }) => origin),
    ).toEqual(["bundled"]);
  });

  it("names a package.json that cannot be read", async () => {
    await writeFile(join(root, "package.json"), "{");
    expect(await problemsOf()).toMatchObject([{ plugin: "package.json", code: "manifest" }]);
  });

  it("names a listed plugin that is not installed, with the project's own command", async () => {
    await writeFile(join(root, "package.json"), JSON.stringify({ devDependencies: { "autotest-report-gone": "1" } }));
    await writeFile(join(root, "pnpm-lock.yaml"), "");
    expect(await problemsOf()).toEqual([
      expect.objectContaining({ plugin: "autotest-report-gone", code: "missing", fix: "Run: pnpm install" }),
    ]);
  });
});

describe("explicit plugins", () => {
  it("switch discovery off, also as an empty list", async () => {
    await installPackages(root, [{ name: "autotest-report-a", source: "throw new Error('imported')" }]);
    expect((await loadPlugins({ projectRoot: root, explicit: [] })).list()).toEqual([]);
  });

  it("may be files of the project", async () => {
    await writeFile(join(root, "mine.mjs"), sourceOf("my-own", "mine"));
    expect((await loadPlugins({ projectRoot: root, explicit: ["./mine.mjs"] })).list()).toMatchObject([
      { name: "my-own", origin: "config" },
    ]);
  });

  it("that are missing are all named, with what to run", async () => {
    await writeFile(join(root, "yarn.lock"), "");
    expect(await problemsOf({ explicit: ["autotest-report-x", "./nowhere.mjs"] })).toEqual([
      {
        plugin: "autotest-report-x",
        code: "missing",
        message: "is not installed in this project",
        fix: "Run: yarn add -D autotest-report-x",
      },
      {
        plugin: "./nowhere.mjs",
        code: "missing",
        message: "does not exist",
        fix: expect.stringContaining('"plugins"'),
      },
    ]);
  });

  it("that are bundled need not be installed", async () => {
    const registry = await loadPlugins({
      projectRoot: root,
      explicit: ["@autotest/report-x"],
      builtIn: [make("@autotest/report-x")],
    });
    expect(registry.list()).toMatchObject([{ name: "@autotest/report-x", origin: "bundled" }]);
  });
});

describe("origins", () => {
  it("a project's own copy wins over the bundled one", async () => {
    await installPackages(root, [{ name: "@autotest/report-x", source: sourceOf("@autotest/report-x", "own") }]);
    const registry = await loadPlugins({ projectRoot: root, builtIn: [make("@autotest/report-x")] });
    expect(registry.list()).toEqual([
      { name: "@autotest/report-x", version: "1.0.0", origin: "project", contributions: ["reporter own"] },
    ]);
  });

  it("a plugin handed in by the caller wins over both", async () => {
    await installPackages(root, [{ name: "@autotest/report-x", source: "throw new Error('imported')" }]);
    const registry = await loadPlugins({
      projectRoot: root,
      given: [make("@autotest/report-x")],
      builtIn: [make("@autotest/report-x")],
    });
    expect(registry.list()).toMatchObject([{ origin: "given" }]);
  });
});

describe("what must not load", () => {
  for (const hostile of HOSTILE_PLUGINS) {
    it(`a plugin that ${hostile.what}`, async () => {
      await installPackages(root, [hostile]);
      const problems = await problemsOf();
      expect(problems).toMatchObject([
        { plugin: hostile.name, code: hostile.problem, message: expect.stringMatching(hostile.says) },
      ]);
    });
  }

  it("all problems of all plugins come in one error that names each", async () => {
    await installPackages(root, HOSTILE_PLUGINS);
    const error = await loadPlugins({ projectRoot: root }).catch((reason: unknown) => reason);
    expect(PluginLoadError.isInstance(error)).toBe(true);
    for (const { name } of HOSTILE_PLUGINS) expect((error as Error).message).toContain(name);
    expect(error).toMatchObject({ code: "plugin-load", exitCode: 2 });
  });

  it("two plugins that claim one id, naming both", async () => {
    const problems = await problemsOf({ given: [make("autotest-report-a"), make("autotest-report-b")] });
    expect(problems).toMatchObject([
      { plugin: "autotest-report-b", code: "clash", message: 'claims reporter "plain", and so does autotest-report-a' },
    ]);
  });

  it("two languages that claim one extension", async () => {
    const language = (id: string) =>
      ({ id, name: id, extensions: [".x"], analyze() {}, openProbe() {}, print() {}, check() {} }) as never;
    const problems = await problemsOf({
      given: [
        make("autotest-lang-a", { languages: [language("a")] }),
        make("autotest-lang-b", { languages: [language("b")] }),
      ],
    });
    expect(problems).toMatchObject([{ message: "claims files ending in .x, and so does autotest-lang-a" }]);
  });

  it("clashes are told together with the other problems", async () => {
    const problems = await problemsOf({
      explicit: ["autotest-report-gone"],
      given: [make("autotest-report-a"), make("autotest-report-b")],
    });
    expect(problems.map(({ code }) => code)).toEqual(["missing", "clash"]);
  });
});

it("what is registered is frozen, but not the contributions themselves", async () => {
  const registry = await loadPlugins({ projectRoot: root, given: [make("autotest-report-a")] });
  expect(Object.isFrozen(registry)).toBe(true);
  expect(Object.isFrozen(registry.plugins[0]?.plugin)).toBe(true);
  expect(Object.isFrozen(registry.reporters)).toBe(true);
  expect(Object.isFrozen(registry.reporters[0])).toBe(false);
});
