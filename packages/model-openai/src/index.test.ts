import { fileURLToPath } from "node:url";
import type { ModelConnection } from "@autotest/core";
import { registerTests, testModel, testPlugin } from "@autotest/core/testing";
import { test } from "vitest";
import plugin, { openai } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));

for (const api of ["chat", "responses"] as const) {
  for (const stream of [true, false]) {
    const connect = (baseUrl: string): ModelConnection => ({
      baseUrl,
      api,
      apiKey: "the-key-of-this-test",
      env: {},
      options: { stream },
    });
    registerTests(test, testModel(openai, { name: `${api}, ${stream ? "streamed" : "in one piece"}`, connect }));
  }
}
