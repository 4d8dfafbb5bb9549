import { fileURLToPath } from "node:url";
import { registerTests, testPlugin } from "@autotest/core/testing";
import { test } from "vitest";
import plugin from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
