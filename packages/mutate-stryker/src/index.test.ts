import { fileURLToPath } from "node:url";
import { registerTests, testMutationBackend, testPlugin } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { stryker } from "./backend.js";
import plugin from "./index.js";
import { layoutOf, linkPackages } from "./testing/open-project.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));

test("says what is wrong with its options", () => {
  const { checkOptions } = plugin();
  expect(checkOptions?.({ testRunner: "vitest" })).toEqual([]);
  expect(checkOptions?.({ testRunner: "karma", runner: 1 })?.map(({ key }) => key)).toEqual(["runner", "testRunner"]);
});

const SUITE = `const assert = require("node:assert");
const { fee } = require("../fee.js");
it("has a fee", () => { assert.equal(fee(200), 0); assert.ok(fee(10) > 0); });
`;

registerTests(
  (name, run) => test(name, { timeout: 300_000 }, run),
  testMutationBackend(stryker, {
    files: {
      "package.json": "{}",
      "fee.js": "exports.fee = function fee(amount) {\n  if (amount >= 100) return 0;\n  return amount * 2 + 5;\n};\n",
      "test/fee.js": SUITE,
    },
    path: "fee.js",
    layout: layoutOf(["test/fee.js"]),
    failing: SUITE.replace("(fee(200), 0)", "(fee(200), 1)"),
    prepare: linkPackages,
  }),
);
