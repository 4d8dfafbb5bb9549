import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../errors/config-error.js";
import { defaultConfig } from "./default-config.js";
import { configJsonSchema, type ParseConfigOptions, parseConfig } from "./parse-config.js";
import { pluginOptions, shortName } from "./plugin-options.js";

async function failure(data: unknown, options?: ParseConfigOptions): Promise<ConfigError> {
  const error = await parseConfig(data, "x.yaml", options).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return error as ConfigError;
}

const FULL = {
  $schema: "https://example.com/config.schema.json",
  languages: ["python", "javascript"],
  frameworks: ["pytest", "mocha"],
  include: ["src", "lib/a.py"],
  exclude: ["**/*.gen.py"],
  tests: { directory: "tests/unit", style: "bdd", placement: "mirror" },
  engines: ["search"],
  search: { seconds: 2.5, calls: 100, seed: 0 },
  concurrency: 4,
  sandbox: "require",
  plugins: ["autotest-lang-go", "./tools/plugin.mjs"],
  prompts: { unit_test: "Write {framework} tests for {language}: {code} {} {x: 1}", kill_mutant: "Kill {diff}" },
  model: { provider: "openai", name: "some-model" },
  mutate: { backend: "stryker", minimum: 80 },
  options: { "fw-pytest": { anything: null, nested: { a: [1] } } },
  overrides: [{ files: ["legacy/**"], tests: { style: "xunit" }, search: { seconds: 1 }, engines: ["search"] }],
} as const;

describe("takes", () => {
  it("every documented key, as written", async () => {
    expect(await parseConfig(FULL, "x.yaml")).toEqual(FULL);
  });

  it.each([[undefined], [null], [{}]])("nothing at all: %j", async (data) => {
    expect(await parseConfig(data, "x.yaml")).toEqual({});
  });

  it("keys with nothing behind them as left out", async () => {
    expect(
      await parseConfig({ search: null, tests: { style: null }, options: { "fw-x": { keep: null } } }, "x.yaml"),
    ).toEqual({ tests: {}, options: { "fw-x": { keep: null } } });
  });

  it("the default configuration", async () => {
    expect(await parseConfig(defaultConfig(), "defaults")).toEqual(defaultConfig());
  });
});

describe("refuses, saying where and what would fit", () => {
  it.each<[string, unknown, string]>([
    ["an unknown key", { frameworx: "pytest" }, "frameworx: unknown key (did you mean framework?)"],
    ["swapped letters", { serach: {} }, "serach: unknown key (did you mean search?)"],
    ["an unknown key inside", { search: { second: 1 } }, "search.second: unknown key (did you mean seconds?)"],
    ["a key of another place", { seconds: 3 }, "seconds: unknown key (did you mean search.seconds?)"],
    ["isolation switched off", { sandbox: "off" }, "sandbox: a project file may not switch isolation off"],
    [
      "a file of this machine",
      { model: { name: "/srv/models/a.gguf" } },
      "model.name: is a path; a project file may not",
    ],
    ["a file of its user", { model: { name: "~/a.gguf" } }, "model.name: is a path; a project file may not"],
    ["a file outside", { model: { name: "models/../../a.gguf" } }, "model.name: is a path; a project file may not"],
    ["a file on a drive", { model: { name: "C:\\a.gguf" } }, "model.name: is a path; a project file may not"],
    [
      "an unknown key in a list",
      { overrides: [{ files: ["a"] }, { files: ["b"], stile: 1 }] },
      "overrides[1].stile: unknown key; known keys: files, framework, tests, engines, search, prompts",
    ],
    ["a wrong type", { search: { seconds: "ten" } }, 'search.seconds: must be a number, is "ten"'],
    ["a text instead of a list", { include: "src" }, 'include: must be a list, is "src"'],
    ["a list instead of keys", { search: [1] }, "search: must be a group of keys, is a list"],
    [
      "a wrong word",
      { tests: { style: "bbd" } },
      'tests.style: must be one of auto, bdd, tdd, xunit, is "bbd" (did you mean bdd?)',
    ],
    ["too little", { search: { seconds: 0 } }, "search.seconds: must be more than 0"],
    ["too much", { concurrency: 1000 }, "concurrency: must be at most 64"],
    ["not whole", { concurrency: 1.5 }, "concurrency: must be a whole number, is 1.5"],
    ["an empty list", { engines: [] }, "engines: must not be empty"],
    ["no files", { overrides: [{}] }, "overrides[0].files: is missing"],
    ["not an id", { language: "Python 3" }, "language: must be an id: lower-case words joined by hyphens"],
    ["a path outside", { include: ["../other"] }, "include[0]: must be a path inside the project"],
    [
      "an absolute test folder",
      { tests: { directory: "/tmp/tests" } },
      "tests.directory: must be a path inside the project",
    ],
    ["one and many", { language: "python", languages: ["python"] }, "language: leave out either language or languages"],
    [
      "a slip in a template",
      { prompts: { unit_test: "for {langauge}" } },
      "prompts.unit_test: has {langauge}, did you mean {language}? The names are {language} {framework} {code} {diff}",
    ],
    ["no group at all", "text", ': must be a group of keys, is "text"'],
    [
      "a server chosen by the project",
      { model: { baseUrl: "https://evil.example" } },
      "model.baseUrl: may be set only in the user's own configuration",
    ],
    [
      "a key source chosen by the project",
      { model: { apiKeyVariable: "AWS_SECRET" } },
      "model.apiKeyVariable: may be set only in the user's own configuration",
    ],
  ])("%s", async (_, data, message) => {
    const error = await failure(data);
    expect(error.message).toContain(message.startsWith(":") ? `x.yaml${message}` : `x.yaml: ${message}`);
    expect(error).toMatchObject({ code: "config-invalid", exitCode: 2, source: "x.yaml" });
    expect(error.message.split("\n").length).toBeLessThanOrEqual(3);
  });

  it("everything at once", async () => {
    const error = await failure({ nope: 1, search: { seconds: "x" }, concurrency: 0 });
    expect(error.issues.map(({ key }) => key).sort()).toEqual(["concurrency", "nope", "search.seconds"]);
  });
});

describe("secrets", () => {
  const KEY = `sk-${"a1B2".repeat(8)}`;
  it.each<[string, unknown]>([
    ["model.apiKey", { model: { apiKey: "anything" } }],
    ["api_key", { api_key: "anything" }],
    ["options.model-x.token", { options: { "model-x": { token: "abc" } } }],
    ["options.model-x.clientSecret", { options: { "model-x": { clientSecret: "abc" } } }],
    ["prompts.unit_test", { prompts: { unit_test: `use ${KEY}` } }],
    ["include[1]", { include: ["a", KEY] }],
    [
      "overrides[0].prompts.kill_mutant",
      { overrides: [{ files: ["a"], prompts: { kill_mutant: `ghp_${"a".repeat(36)}` } }] },
    ],
  ])("at %s are refused with exit code 9, without being shown", async (key, data) => {
    const error = await failure(data);
    expect(error).toMatchObject({ code: "config-secret", exitCode: 9, issues: [{ key }] });
    for (const secret of [KEY, "anything", "abc", "ghp_"]) expect(error.message + error.hint).not.toContain(secret);
  });

  it("pointers to one, and harmless words, are none", async () => {
    const config = {
      options: {
        x: { apiKey: "${OPENAI_API_KEY}", maxTokens: 100, tokens: "a", keyboard: "qwerty", description: "sk-short" },
      },
    };
    expect(await parseConfig(config, "x.yaml")).toEqual(config);
  });

  it("may stand in the user's own file, in their one place", async () => {
    const config = { model: { apiKey: KEY, baseUrl: "http://localhost:11434/v1", apiKeyVariable: "MY_KEY" } };
    expect(await parseConfig(config, "home", { trusted: true })).toEqual(config);
    expect(await failure({ prompts: { unit_test: KEY } }, { trusted: true })).toMatchObject({ exitCode: 9 });
  });
});

describe("the JSON Schema", () => {
  it("describes every key, and knows the same keys as the reader", async () => {
    const schema = (await configJsonSchema()) as {
      properties: Record<string, { description?: string }>;
      additionalProperties: boolean;
    };
    expect(Object.keys(schema.properties).sort()).toEqual([...Object.keys(FULL), "language", "framework"].sort());
    for (const [key, node] of Object.entries(schema.properties)) expect(node.description, key).toBeTruthy();
    expect(schema.additionalProperties).toBe(false);
  });

  it("has the defaults of the default configuration", async () => {
    const schema = (await configJsonSchema()) as {
      properties: Record<string, { default?: unknown; properties?: Record<string, { default?: unknown }> }>;
    };
    for (const [key, value] of Object.entries(defaultConfig())) {
      const node = schema.properties[key]!;
      if (node.properties === undefined) expect(node.default, key).toEqual(value);
      else
        for (const [inner, part] of Object.entries(value as object))
          expect(node.properties[inner]?.default, `${key}.${inner}`).toEqual(part);
    }
  });

  it("is the one that is shipped", async () => {
    const shipped = new URL("../../dist/config.schema.json", import.meta.url);
    expect(JSON.parse(readFileSync(shipped, "utf8"))).toEqual(JSON.parse(JSON.stringify(await configJsonSchema())));
  });
});

describe("options of plugins", () => {
  it.each([
    ["@autotest/fw-pytest", "fw-pytest"],
    ["autotest-fw-ava", "fw-ava"],
    ["@acme/autotest-fw-ava", "fw-ava"],
    ["my-own", "my-own"],
  ])("%s is called %s", (name, expected) => {
    expect(shortName(name)).toBe(expected);
  });

  it("carry what `tests` says to frameworks, below their own settings", () => {
    const plugin = (name: string, frameworks: number) => ({
      name,
      version: "1",
      apiVersion: 1 as const,
      frameworks: new Array<never>(frameworks),
    });
    const config = {
      tests: { directory: "spec", style: "tdd", placement: "auto" },
      options: { "fw-b": { style: "bdd", extra: 1 }, "lang-x": { a: 1 } },
    } as const;
    expect(
      pluginOptions(config, [plugin("@autotest/fw-a", 1), plugin("@autotest/fw-b", 1), plugin("@autotest/lang-x", 0)]),
    ).toEqual({
      "fw-a": { testDirectory: "spec", style: "xunit" },
      "fw-b": { testDirectory: "spec", style: "bdd", extra: 1 },
      "lang-x": { a: 1 },
    });
    expect(pluginOptions({}, [plugin("@autotest/fw-a", 1)])).toEqual({ "fw-a": {} });
  });
});
