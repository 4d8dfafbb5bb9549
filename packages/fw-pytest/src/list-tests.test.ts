import { afterEach, expect, test } from "vitest";
import { listTests } from "./list-tests.js";
import { printName } from "./print-name.js";
import { type RealProject, realProject } from "./testing/real-project.js";

const TEXT = `import pytest
from unittest.mock import Mock
from shop import total


def test_total():
    assert total([1]) == 1


# Why this is so.
@pytest.mark.skip
def test_nothing():
    total([])


class TestMore:
    def test_same(self):
        x = total([1])
        assert x == x
        assert True

    @pytest.mark.parametrize("n", [1, 2])
    def test_table(self, n):
        with pytest.raises(ValueError):
            total(n)


class TestMock:
    def test_echo(self):
        load = Mock(return_value="ä😀")
        assert load() == "ä😀"
`;

let project: RealProject | null = null;
afterEach(async () => project?.dispose());

async function list(text: string) {
  project = realProject({});
  const listing = await listTests(text, "tests/test_shop.py", project.project, project.ctx);
  if (!listing.ok) throw new Error(listing.reason);
  return listing.tests;
}

test("finds every test with what it asserts", async () => {
  const tests = await list(TEXT);
  expect(tests.map(({ testIds, rowsBegin }) => rowsBegin ?? testIds[0])).toEqual([
    "tests/test_shop.py::test_total",
    "tests/test_shop.py::test_nothing",
    "tests/test_shop.py::TestMore::test_same",
    "tests/test_shop.py::TestMore::test_table[",
    "tests/test_shop.py::TestMock::test_echo",
  ]);
  expect(tests.map(({ assertions }) => assertions.map(({ strength, empty }) => [strength, empty]))).toEqual([
    [["exact", undefined]],
    [],
    [
      ["exact", "compares-itself"],
      ["any", "constant"],
    ],
    [["part", undefined]],
    [["exact", "mock-echo"]],
  ]);
  expect(tests.map(({ skipped }) => skipped)).toEqual([false, true, false, false, false]);
});

test.each([
  ["as it is", TEXT],
  ["with a byte-order mark and carriage returns", `\uFEFF${TEXT.replaceAll("\n", "\r\n")}`],
])("removes a test by syntax, all else byte for byte: %s", async (_how, text) => {
  const tests = await list(text);
  const without = (index: number): string =>
    text.slice(0, tests[index]!.removal.start) + text.slice(tests[index]!.removal.end);
  const end = text.includes("\r") ? "\r\n" : "\n";
  expect(without(1)).toBe(text.replace(/(\r?\n)\r?\n# Why[\s\S]*?total\(\[\]\)\r?\n/, ""));
  expect(without(4)).toBe(text.slice(0, text.indexOf(`${end}${end}class TestMock`)));
  expect(tests.map(({ name }) => text.slice(name.start, name.end))).toContain("test_echo");
});

test("says which line cannot be read", async () => {
  project = realProject({});
  expect(await listTests("def test_a(:\n", "test_a.py", project.project, project.ctx)).toMatchObject({
    ok: false,
    line: 1,
  });
});

test("makes a name of words", () => {
  expect(printName("Rejects an empty cart!")).toBe("test_rejects_an_empty_cart");
  expect(printName("test_it")).toBe("test_it");
  expect(printName(" ? ")).toBeNull();
});
