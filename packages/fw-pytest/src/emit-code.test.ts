import type { Candidate, Code, Layout, TestGroup } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { emit } from "./emit.js";
import { run } from "./run.js";
import { type RealProject, realProject } from "./testing/real-project.js";
import { candidateOf, layoutOf, requestOf, unitNamed } from "./testing/requests.js";

const projects: RealProject[] = [];

afterEach(async () => {
  for (const one of projects.splice(0)) await one.dispose();
});

const SOURCE = `class Cart:
    def __init__(self):
        self.items = []

    def add(self, price):
        if price < 0:
            raise ValueError("negative price")
        self.items.append(price)
        return len(self.items)


async def later(n):
    return n + 1


def json(text):
    return text.upper()
`;

const UNITS = [
  unitNamed("Cart"),
  unitNamed("Cart.add", ["price"], { owner: "Cart" }),
  unitNamed("later"),
  unitNamed("json"),
];

function written(unit: string, title: string, lines: readonly string[], more: Partial<Code> = {}): Candidate {
  return {
    id: title,
    path: "shop/cart.py",
    unit,
    engine: "model",
    goals: [],
    title,
    scenario: { arrange: [], act: { kind: "code", lines, refs: {}, ...more } },
    assertions: [],
  };
}

const TESTS = [
  written(
    "Cart.add",
    "refuses a negative price",
    ['with pytest.raises(ValueError, match="negative"):', "    Cart().add(Decimal(-1))"],
    { refs: { Cart: ":Cart", pytest: "pytest:", Decimal: "decimal:Decimal" } },
  ),
  written(
    "Cart.add",
    "keeps texts as they are",
    [
      'text = """one',
      '  two"""',
      "",
      'assert os.path.join(text, "a", "b", "a rather long part of a path", "another one") == text + "/a/b/a rather long part of a path/another one"',
      "assert Cart().add(1) == 1",
    ],
    { refs: { Cart: ":Cart", "os.path": "os.path:" }, raw: [1] },
  ),
  written("later", "adds one", ["if True:", "    assert await later(1) == 2"], {
    refs: { later: ":later" },
    async: true,
  }),
  written(
    "json",
    "is not the module of that name",
    ["assert json('a') == 'A'", "assert module.loads('1') == 1", "monkeypatch.setattr(module, 'loads', None)"],
    { refs: { json: ":json", module: "json:" }, fixtures: ["monkeypatch"] },
  ),
  candidateOf(
    "Cart.add",
    "returns 1",
    { kind: "method", on: { $: "new", ref: ":Cart", args: [] }, name: "add", args: [3] },
    [{ basis: "observed", kind: "returns", value: 1, via: "call" }],
  ),
];

function groups(): readonly TestGroup[] {
  const units = [...new Set(TESTS.map((one) => one.unit))];
  return units.map((unit) => ({
    unit,
    entries: TESTS.filter((one) => one.unit === unit).map((one) => ({ kind: "single", test: one })),
  }));
}

async function emitAndRun(layout: Partial<Layout>, existing?: string) {
  const project = realProject({ "shop/__init__.py": "", "shop/cart.py": SOURCE, "conftest.py": "" });
  projects.push(project);
  const request = requestOf(groups(), UNITS, {
    project: project.project,
    layout: layoutOf(layout),
    ...(existing === undefined ? {} : { existing }),
  });
  const suite = emit(request);
  project.write({ "tests/test_cart.py": suite.text });
  const result = await run(
    { project: project.project, layout: request.layout, files: ["tests/test_cart.py"] },
    project.ctx,
  );
  if (result.status !== "complete") throw new Error(result.problem.message);
  const outcomes = new Map(result.tests.map((one) => [one.testId, one.message ?? one.outcome]));
  return {
    suite,
    outcomes: suite.tests.map((one) => outcomes.get(one.testId)),
    again: emit({ ...request, existing: suite.text }),
  };
}

test("tests that came as text are ordinary tests", async () => {
  const { suite, outcomes, again } = await emitAndRun({});
  expect(
    suite.text
      .split("\n")
      .slice(4)
      .join("\n")
      .replace(/\n\n\n# End of [\s\S]*$/, "\n"),
  ).toBe(`import asyncio
import json as json_module
import os.path
from decimal import Decimal

import pytest

from shop.cart import Cart, json, later


def test_cart_add_refuses_a_negative_price():
    with pytest.raises(ValueError, match="negative"):
        Cart().add(Decimal(-1))


def test_cart_add_keeps_texts_as_they_are():
    text = """one
  two"""

    assert os.path.join(
        text, "a", "b", "a rather long part of a path", "another one"
    ) == text + "/a/b/a rather long part of a path/another one"
    assert Cart().add(1) == 1


def test_cart_add_returns_1():
    assert Cart().add(3) == 1


def test_later_adds_one():
    async def scenario():
        if True:
            assert await later(1) == 2

    asyncio.run(scenario())


def test_json_is_not_the_module_of_that_name(monkeypatch):
    module = json_module
    assert json('a') == 'A'
    assert module.loads('1') == 1
    monkeypatch.setattr(module, 'loads', None)
`);
  expect(outcomes).toEqual(TESTS.map(() => "passed"));
  expect(again.text).toBe(suite.text);
});

test("in classes, with tabs, beside tests of somebody else", async () => {
  const existing =
    'from decimal import Decimal as D\nfrom json import loads as json\n\n\ndef test_old():\n    assert json("1") == D(1)\n';
  const { suite, outcomes, again } = await emitAndRun({ style: "xunit", indent: "\t" }, existing);
  expect(outcomes).toEqual(TESTS.map(() => "passed"));
  expect(suite.text).toContain(existing.slice(existing.indexOf("def test_old")));
  expect(suite.text).toContain("\t\tDecimal = D\n\t\twith pytest.raises(");
  expect(again.text).toBe(suite.text);
});
