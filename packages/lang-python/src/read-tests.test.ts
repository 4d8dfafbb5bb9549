import { expect, test } from "vitest";
import { readTests } from "./read-tests.js";

async function read(text: string) {
  const reading = await readTests(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
}

test("reads functions of a file and of its classes, with what they use of the rest", async () => {
  const { tests, imports } = await read(`import os.path
from decimal import Decimal as D, InvalidOperation
import pytest

LIMIT = 3


def make(n):
    return Cart(n)


class TestCart:
    def test_total(self, tmp_path):
        """Says what it is for."""
        import json
        cart = make(LIMIT)
        text = """a
  b
"""
        with pytest.raises(InvalidOperation):
            cart.pay(D("x"))

        assert cart.total == json.loads("3"), text


async def test_later():
	value = await later(1)
	assert value  ==  2
`);
  expect(imports).toEqual([
    { local: "os.path", module: "os.path", name: "", origin: "standard" },
    { local: "D", module: "decimal", name: "Decimal", origin: "standard" },
    { local: "InvalidOperation", module: "decimal", name: "InvalidOperation", origin: "standard" },
    { local: "pytest", module: "pytest", name: "", origin: "other" },
    { local: "json", module: "json", name: "", origin: "standard" },
  ]);
  expect(tests).toEqual([
    {
      name: "test_total",
      lines: [
        "LIMIT = 3",
        "",
        "def make(n):",
        "    return Cart(n)",
        "",
        "cart = make(LIMIT)",
        'text = """a',
        "  b",
        '"""',
        "with pytest.raises(InvalidOperation):",
        '    cart.pay(D("x"))',
        "",
        'assert cart.total == json.loads("3"), text',
      ],
      raw: [7, 8],
      async: false,
      parameters: ["tmp_path"],
      free: ["Cart", "pytest", "InvalidOperation", "D", "json"],
      assertions: ["pytest.raises(InvalidOperation)", 'assert cart.total == json.loads("3"), text'],
      handlers: 0,
      faults: [],
    },
    {
      name: "test_later",
      lines: ["value = await later(1)", "assert value  ==  2"],
      raw: [],
      async: true,
      parameters: [],
      free: ["later"],
      assertions: ["assert value == 2"],
      handlers: 0,
      faults: [],
    },
  ]);
});

test("takes text without a function as the body of one", async () => {
  const { tests, imports } = await read("from shop import total\nassert total([1, 2]) == 3\n");
  expect(imports).toEqual([{ local: "total", module: "shop", name: "total", origin: "other" }]);
  expect(tests).toMatchObject([{ name: "", lines: ["assert total([1, 2]) == 3"], free: ["total"] }]);
});

test("says where text is no program", async () => {
  expect(await readTests("def test_a():\n    assert (1\n\nplease note:\n")).toMatchObject({ ok: false });
});

test.each([
  ["import time\ntime.sleep(3)\nassert f() == 1", "sleeps"],
  ["@pytest.mark.skip\ndef test_a():\n    assert f() == 1", "is skipped"],
  ["def test_a():\n    pytest.skip('later')", "is skipped"],
  ["assert f() == f()", "compares a value with itself"],
  ["eval('f()')\nassert f() == 1", "runs text as code"],
  ["os._exit(0)", "starts or ends processes"],
  ["shutil.rmtree('/')", "changes files"],
  ["f.__globals__['x'] = 1", "looks behind the code under test"],
])("%j %s", async (text, fault) => {
  expect((await read(text)).tests[0]?.faults).toEqual([fault]);
});

test.each([
  ["import socket", "opens the network"],
  ["from urllib.request import urlopen", "opens the network"],
  ["import subprocess as sp", "starts processes"],
  ["from shop import *", "imports everything there is"],
])("%s %s", async (text, fault) => {
  expect((await read(`${text}\nassert f() == 1`)).imports[0]?.fault).toBe(fault);
});

test("counts no assertion that always holds", async () => {
  const { tests } = await read("assert True\nassert 1 == 1\nassert (2, 'text')\nassert f(1)\n");
  expect(tests[0]?.assertions).toEqual(["assert f(1)"]);
});
