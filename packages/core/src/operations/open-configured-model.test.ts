import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Config } from "../config/index.js";
import type { ModelConnection, ModelProvider } from "../contracts/index.js";
import { ANSWER, failure, memoryCache, QUESTION, scripted, stillContext } from "../language-model/testing.js";
import { createRegistry } from "../plugins/registry.js";
import { createHttp } from "../ports/http.js";
import { checkModel } from "./check-model.js";
import { type ModelSurroundings, openConfiguredModel } from "./open-configured-model.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "autotest-model-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A provider that keeps how it was opened, in surroundings with a network and two variables. */
function surround(model = scripted([ANSWER])): {
  readonly around: ModelSurroundings;
  readonly opened: ModelConnection[];
} {
  const opened: ModelConnection[] = [];
  const provider: ModelProvider = {
    id: "scripted",
    variables: ["SCRIPTED_KEY", "SCRIPTED_OTHER"],
    open(connection) {
      opened.push(connection);
      return model;
    },
    check: ({ env }) =>
      env.SCRIPTED_KEY ? null : { code: "no-key", message: "There is no key.", hint: "set SCRIPTED_KEY" },
  };
  const plugin = { name: "@x/autotest-model-scripted", version: "1", apiVersion: 1, models: [provider] } as const;
  const registry = createRegistry([{ plugin, origin: "given" }]);
  const variables: { readonly [name: string]: string } = { SCRIPTED_KEY: "k", MINE: "own", UNRELATED: "secret" };
  const around: ModelSurroundings = {
    root,
    registry,
    resolve: async (id) => registry.model(id),
    clock: stillContext().clock,
    cache: memoryCache(),
    http: createHttp(),
    variable: (name) => variables[name],
    budget: {},
  };
  return { around, opened };
}
const named = (model: Config["model"] = {}): Config => ({ model: { name: "some-model", ...model } });

it("is nothing without a name, or without a network", async () => {
  const { around, opened } = surround();
  expect(await openConfiguredModel({}, around)).toBeNull();
  expect(await openConfiguredModel({ model: { provider: "scripted" } }, around)).toBeNull();
  expect(await openConfiguredModel(named(), { ...around, http: null })).toBeNull();
  expect(opened).toEqual([]);
});

it("gives the provider its own variables, the key the user points to, and its own settings, and nothing else", async () => {
  const { around, opened } = surround();
  const config: Config = {
    model: { name: "some-model", apiKeyVariable: "MINE", baseUrl: "http://localhost:1/v1", effort: "low" },
    options: { "model-scripted": { a: 1 }, "model-other": { b: 2 } },
  };
  const model = await openConfiguredModel(config, around);
  expect(opened).toEqual([
    {
      api: "auto",
      apiKey: "own",
      apiKeyVariable: "MINE",
      baseUrl: "http://localhost:1/v1",
      env: { SCRIPTED_KEY: "k" },
      options: { a: 1 },
    },
  ]);
  expect(model).toMatchObject({ provider: "scripted", name: "some-model", parameters: { effort: "low" } });
});

it.each<[string, Config, Partial<ModelSurroundings>, RegExp]>([
  ["a provider nobody installed", named({ provider: "other" }), {}, /unknown model provider: other/],
  ["a limit in money without a price", named({ budget: { usd: 1 } }), {}, /needs the price of some-model/],
  ["the same limit from the command line", named(), { budget: { usd: 1 } }, /needs the price of some-model/],
])("says that it cannot work with %s", async (_, config, more, message) => {
  await expect(openConfiguredModel(config, { ...surround().around, ...more })).rejects.toThrow(message);
});

it("refuses a run that costs something, where nobody can be asked and no budget is set", async () => {
  const around = { ...surround().around, withoutBudget: "refuse" as const };
  await expect(openConfiguredModel(named(), around)).rejects.toThrow(/no budget is set/);
  const prices = { "some-model": { input: 0, output: 0 } };
  for (const [config, more] of [
    [named({ budget: { seconds: 60 } }), {}],
    [named(), { budget: { tokens: 10 } }],
    [named({ prices }), {}],
    [named({ cache: "replay" }), {}],
    [named(), { onPrompt: () => undefined }],
    [named(), { withoutBudget: undefined }],
  ] as const)
    expect(await openConfiguredModel(config, { ...around, ...more })).not.toBeNull();
});

it("asks the person before such a run goes far, and nobody under a budget", async () => {
  const prices = { "some-model": { input: 20_000, output: 0 } };
  const { around } = surround();
  const withoutBudget = async (): Promise<boolean> => false;
  const open = (budget: ModelSurroundings["budget"]) =>
    openConfiguredModel(named({ prices }), { ...around, withoutBudget, budget });
  const guarded = await open({});
  expect(await guarded?.complete(QUESTION, stillContext())).toMatchObject({ problem: { code: "not-confirmed" } });
  const limited = await open({ usd: 50 });
  expect(await limited?.complete({ ...QUESTION, attempt: 2 }, stillContext())).toMatchObject({ ok: true });
});

it("holds what one run asks for, in place of the configuration", async () => {
  const { around } = surround();
  const config = named({ budget: { tokens: 10 }, prices: { "some-model": { input: 1, output: 1 } } });
  const strict = await openConfiguredModel(config, around);
  expect(await strict?.complete(QUESTION, stillContext())).toMatchObject({ kind: "budget" });
  const wide = await openConfiguredModel(config, { ...around, budget: { tokens: 10_000 } });
  expect(await wide?.complete(QUESTION, stillContext())).toMatchObject({ ok: true });
});

it("asks what runs in this process for nothing, one question at a time", async () => {
  let [running, most] = [0, 0];
  const slow = async (): Promise<typeof ANSWER> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return ANSWER;
  };
  const { around } = surround(scripted([slow]));
  const resolve: ModelSurroundings["resolve"] = async (id) => {
    const found = await around.resolve(id);
    return found && { ...found, inProcess: true };
  };
  const config = named({ provider: "scripted", budget: { usd: 1 }, parallel: 8 });
  const model = await openConfiguredModel(config, { ...around, resolve });
  const questions = [1, 2, 3].map((attempt) => model?.complete({ ...QUESTION, attempt }, stillContext()));
  for (const response of await Promise.all(questions)) expect(response).toMatchObject({ ok: true });
  expect(most).toBe(1);
  expect(model?.spent()).toMatchObject({ requests: 3, inputTokens: 300, outputTokens: 150, usd: 0 });
});

it("records into the project, and replays from there without network, key or server", async () => {
  const { around } = surround();
  const recording = await openConfiguredModel(named({ cache: "record" }), around);
  await recording?.complete(QUESTION, stillContext());
  expect(readdirSync(join(root, ".autotest", "recordings"))).toEqual([expect.stringMatching(/^src-a-py-total-1-/)]);
  const { around: bare, opened } = surround(scripted([failure("fatal")]));
  const replay = await openConfiguredModel(named({ cache: "replay", budget: { usd: 1 } }), { ...bare, http: null });
  expect(await replay?.complete(QUESTION, stillContext())).toMatchObject({
    ok: true,
    text: "fine",
    source: "recording",
  });
  expect(opened[0]?.env).toEqual({});
});

it.each([".autotest", join(".autotest", "recordings")])("records nothing through a link at %s", async (place) => {
  const outside = mkdtempSync(join(tmpdir(), "autotest-outside-"));
  if (place !== ".autotest") mkdirSync(join(root, ".autotest"));
  symlinkSync(outside, join(root, place));
  try {
    const model = await openConfiguredModel(named({ cache: "record" }), surround().around);
    expect(await model?.complete(QUESTION, stillContext())).toMatchObject({ ok: true });
    expect(readdirSync(outside)).toEqual([]);
    expect(existsSync(outside)).toBe(true);
  } finally {
    rmSync(outside, { recursive: true });
  }
});

it("doctor says what is configured, and what is missing", async () => {
  const { around } = surround();
  expect(await checkModel({}, around)).toMatchObject({ ok: true, detail: /offline/ });
  expect(await checkModel(named(), around)).toMatchObject({ ok: true, detail: "some-model of scripted" });
  expect(await checkModel(named(), { ...around, variable: () => undefined })).toMatchObject({
    ok: false,
    required: false,
    detail: "some-model of scripted: There is no key.",
    fix: "set SCRIPTED_KEY",
  });
  const resolve: ModelSurroundings["resolve"] = async (id) => {
    const found = await around.resolve(id);
    return found && { ...found, describe: () => "91 MB" };
  };
  expect(await checkModel(named({ provider: "scripted" }), { ...around, resolve })).toMatchObject({
    ok: true,
    detail: "some-model of scripted, 91 MB",
  });
  expect(await checkModel(named({ provider: "other" }), around)).toMatchObject({
    ok: false,
    detail: /unknown model provider/,
  });
});
