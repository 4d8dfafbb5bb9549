import { fileURLToPath } from "node:url";
import { registerTests, testFramework, testPlugin } from "@autotest/core/testing";
import { test } from "vitest";
import plugin, { pytest } from "./index.js";
import { fakePython } from "./testing/fake-language.js";
import { PYTHON } from "./testing/real-project.js";
import { candidateOf } from "./testing/requests.js";

const SOURCE = `def total(prices):
    if not prices:
        raise ValueError("no prices")
    return sum(prices)


def label(count):
    return "one" if count == 1 else "many"
`;

const EXISTING = `"""Tests of prices, by hand."""
import pytest

from shop.prices import label


def test_label_of_none():
    assert label(0) == 'many'
`;

registerTests(
  test,
  testFramework(pytest, {
    language: fakePython,
    options: { "lang-python": { interpreter: PYTHON } },
    files: {
      "pytest.ini": "[pytest]\ntestpaths = tests\npythonpath = .\n",
      "shop/__init__.py": "",
      "shop/prices.py": SOURCE,
    },
    path: "shop/prices.py",
    candidates: [
      candidateOf("total", "adds up", { kind: "function", ref: ":total", args: [[1, 2]] }, [
        { basis: "observed", kind: "returns", value: 3, via: "call" },
      ]),
      candidateOf("total", "raises ValueError when there are none", { kind: "function", ref: ":total", args: [[]] }, [
        {
          basis: "declared",
          kind: "raises",
          ref: "builtins:ValueError",
          type: "ValueError",
          message: "no prices",
          via: "call",
        },
      ]),
      ...([1, 2, 3] as const).map((count) =>
        candidateOf("label", `returns a word for ${count}`, { kind: "function", ref: ":label", args: [count] }, [
          { basis: "observed", kind: "returns", value: count === 1 ? "one" : "many", via: "call" },
        ]),
      ),
    ],
    existing: EXISTING,
  }),
);

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
