import { expect, it } from "vitest";
import type { Plugin } from "../contracts/index.js";
import { HookError } from "../errors/hook-error.js";
import { createHooks } from "../hooks/hooks.js";
import { createToyFramework } from "../testing/toy/toy-framework.js";
import { createToyLanguage } from "../testing/toy/toy-language.js";
import { createRegistry } from "./registry.js";
import { tapPlugins } from "./tap-plugins.js";

const toy: Plugin = {
  name: "autotest-lang-toy",
  version: "1.0.0",
  apiVersion: 1,
  languages: [createToyLanguage()],
  frameworks: [createToyFramework()],
};
const typed: Plugin = {
  name: "autotest-lang-typed",
  version: "1.0.0",
  apiVersion: 1,
  languages: [{ ...createToyLanguage(), id: "typed", extensions: [".typed.toy"] }],
};
const given = (...plugins: readonly Plugin[]) =>
  createRegistry(plugins.map((plugin) => ({ plugin, origin: "given" as const })));

it("finds a language by the longest extension of a file", () => {
  const registry = given(toy, typed);
  expect(registry.languageFor("src/A.TOY")?.id).toBe("toy");
  expect(registry.languageFor("src/a.typed.toy")?.id).toBe("typed");
  expect(registry.languageFor("src/a.py")).toBeUndefined();
});

it("finds frameworks by language", () => {
  expect(
    given(toy, typed)
      .frameworksFor("toy")
      .map(({ id }) => id),
  ).toEqual(["toycheck"]);
  expect(given(toy, typed).frameworksFor("typed")).toEqual([]);
});

it("answers resolve hooks for every contribution, and only for its id", async () => {
  const hooks = createHooks();
  tapPlugins(hooks, given(toy, typed));
  expect((await hooks.resolveLanguage.promise("typed"))?.id).toBe("typed");
  expect((await hooks.resolveFramework.promise("toycheck"))?.id).toBe("toycheck");
  expect(await hooks.resolveLanguage.promise("java")).toBeUndefined();
});

it("lets a plugin answer for an id before the contribution does, whatever the order of loading", async () => {
  const override: Plugin = {
    name: "autotest-hooks-mine",
    version: "1.0.0",
    apiVersion: 1,
    apply: (hooks) =>
      hooks.resolveLanguage.tapPromise("mine", async (id) =>
        id === "toy" ? { ...createToyLanguage(), name: "Mine" } : undefined,
      ),
  };
  for (const plugins of [
    [toy, override],
    [override, toy],
  ]) {
    const hooks = createHooks();
    tapPlugins(hooks, given(...plugins));
    expect((await hooks.resolveLanguage.promise("toy"))?.name).toBe("Mine");
  }
});

it("names the plugin whose apply throws", () => {
  const bad: Plugin = {
    name: "autotest-hooks-bad",
    version: "1.0.0",
    apiVersion: 1,
    apply: () => {
      throw new TypeError("no");
    },
  };
  expect(() => tapPlugins(createHooks(), given(bad))).toThrow(HookError);
  expect(() => tapPlugins(createHooks(), given(bad))).toThrow(/autotest-hooks-bad.*"apply": no/);
});
