import type { ModelConnection } from "@autotest/core";
import { describe, expect, it } from "vitest";
import { type ServerFacts, serverFacts } from "./server-facts.js";

const NOTHING: ModelConnection = { api: "auto", env: {}, options: {} };

function facts(connection: Partial<ModelConnection>, model = "m"): ServerFacts & { readonly key: string | null } {
  const known = serverFacts({ ...NOTHING, ...connection }, model);
  if (!known.ok) throw new Error(known.message);
  return { ...known.facts, key: known.key };
}

describe("where requests go", () => {
  it.each<[string, Partial<ModelConnection>, Partial<ReturnType<typeof facts>>]>([
    [
      "OpenAI by default",
      { env: { OPENAI_API_KEY: "k", OPENAI_ORG_ID: "o", OPENAI_PROJECT_ID: "p" } },
      {
        baseUrl: "https://api.openai.com/v1",
        api: "responses",
        isOpenAi: true,
        headers: { authorization: "Bearer k", "openai-organization": "o", "openai-project": "p" },
      },
    ],
    [
      "another server, with the API every server has",
      { env: { OPENAI_BASE_URL: "https://llm.example.com/v1/", OPENAI_API_KEY: "k", OPENAI_ORG_ID: "o" } },
      { baseUrl: "https://llm.example.com/v1", api: "chat", isOpenAi: false, headers: { authorization: "Bearer k" } },
    ],
    [
      "the user's own configuration before the environment",
      {
        baseUrl: "https://a.example.com/v1",
        apiKey: "own",
        env: { OPENAI_BASE_URL: "https://b.example.com", OPENAI_API_KEY: "k" },
      },
      { baseUrl: "https://a.example.com/v1", key: "own" },
    ],
    [
      "the API that is asked for",
      { baseUrl: "https://a.example.com/v1", apiKey: "k", api: "responses" },
      { api: "responses", mayFallBack: false },
    ],
    [
      "a server on this machine, without the key of another",
      { baseUrl: "http://localhost:11434/v1", env: { OPENAI_API_KEY: "k" } },
      { key: null, headers: {}, isLocal: true, api: "chat", start: "ollama serve" },
    ],
    [
      "a server on this machine that has a key of its own",
      { baseUrl: "http://127.0.0.1:8000/v1", apiKey: "own" },
      { headers: { authorization: "Bearer own" }, isLocal: true },
    ],
  ])("%s", (_, connection, expected) => {
    expect(facts(connection)).toMatchObject(expected);
  });

  it.each<[string, Partial<ModelConnection>, string, { readonly [name: string]: string }]>([
    ["the new form", { baseUrl: "https://r.openai.azure.com/openai/v1/" }, "https://r.openai.azure.com/openai/v1", {}],
    [
      "a deployment and a version in the address",
      { baseUrl: "https://r.openai.azure.com/openai/deployments/d?api-version=2024-10-21" },
      "https://r.openai.azure.com/openai/deployments/d",
      { "api-version": "2024-10-21" },
    ],
    [
      "the whole address of a call",
      { baseUrl: "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=1" },
      "https://r.openai.azure.com/openai/deployments/d",
      { "api-version": "1" },
    ],
    [
      "the resource and a version: the model is the deployment",
      {
        env: {
          AZURE_OPENAI_ENDPOINT: "https://r.openai.azure.com/",
          AZURE_OPENAI_API_KEY: "az",
          OPENAI_API_VERSION: "2",
        },
      },
      "https://r.openai.azure.com/openai/deployments/my%20model",
      { "api-version": "2" },
    ],
    [
      "the resource alone",
      { env: { AZURE_OPENAI_ENDPOINT: "https://r.openai.azure.com", AZURE_OPENAI_API_KEY: "az" } },
      "https://r.openai.azure.com/openai/v1",
      {},
    ],
    [
      "a version in the options",
      { baseUrl: "https://r.cognitiveservices.azure.com/openai", options: { apiVersion: "3" } },
      "https://r.cognitiveservices.azure.com/openai/deployments/my%20model",
      { "api-version": "3" },
    ],
  ])("Azure: %s", (_, connection, baseUrl, query) => {
    expect(facts({ apiKey: "az", ...connection }, "my model")).toMatchObject({
      baseUrl,
      query,
      isAzure: true,
      headers: { "api-key": "az" },
    });
  });
});

describe("says before anything is sent", () => {
  it.each<[string, Partial<ModelConnection>, string, RegExp]>([
    ["which key is missing", {}, "no-key", /api\.openai\.com: OPENAI_API_KEY is not set/],
    ["which variable the user named", { apiKeyVariable: "MY_KEY" }, "no-key", /MY_KEY is not set/],
    ["that an address is none", { baseUrl: "localhost" }, "bad-address", /"localhost" is no address/],
    [
      "that Azure wants a version",
      { baseUrl: "https://r.openai.azure.com/openai/deployments/d", apiKey: "k" },
      "no-api-version",
      /wants an api-version/,
    ],
  ])("%s", (_, connection, code, message) => {
    const known = serverFacts({ ...NOTHING, ...connection }, "m");
    expect(known).toMatchObject({ ok: false, code });
    expect(known.ok ? "" : known.message).toMatch(message);
  });
});
