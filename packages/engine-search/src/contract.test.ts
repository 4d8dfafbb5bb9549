import { fileURLToPath } from "node:url";
import { registerTests, testPlugin } from "@autotest/core/testing";
import { test } from "vitest";
import plugin from "./index.js";

// What an engine promises is tested beside the languages it searches, in the repository's `tests/engine-contract.test.ts`.
registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
