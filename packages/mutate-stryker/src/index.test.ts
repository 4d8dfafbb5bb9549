import { fileURLToPath } from "node:url";
import { registerTests, testPlugin } from "@autotest/core/testing";
import { expect, test } from "vitest";
import plugin from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));

test("says what is wrong with its options", () => {
  const { checkOptions } = plugin();
  expect(checkOptions?.({ testRunner: "vitest" })).toEqual([]);
  expect(checkOptions?.({ testRunner: "karma", runner: 1 })?.map(({ key }) => key)).toEqual(["runner", "testRunner"]);
});
