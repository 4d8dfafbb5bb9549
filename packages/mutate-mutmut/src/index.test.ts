import { fileURLToPath } from "node:url";
import { registerTests, testMutationBackend, testPlugin } from "@autotest/core/testing";
import { test } from "vitest";
import { mutmut } from "./backend.js";
import plugin from "./index.js";
import { layoutOf, PYTHON } from "./testing/layout-of.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));

const SUITE = "from fee import fee\n\n\ndef test_fee():\n    assert fee(200) == 0\n    assert fee(10) > 0\n";

registerTests(
  test,
  testMutationBackend(mutmut, {
    files: {
      "fee.py": "def fee(amount):\n    if amount >= 100:\n        return 0\n    return amount * 2 + 5\n",
      "tests/test_fee.py": SUITE,
    },
    path: "fee.py",
    layout: layoutOf(["tests/test_fee.py"]),
    failing: SUITE.replace("== 0", "== 1"),
    options: { "lang-python": { interpreter: PYTHON } },
  }),
);
