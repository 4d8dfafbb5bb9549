import { execFileSync } from "node:child_process";
import type { Assertion, Call, Candidate, Surroundings, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { emit } from "./emit.js";
import { PYTHON, realProject } from "./testing/real-project.js";
import { candidateOf, requestOf, unitNamed } from "./testing/requests.js";

const SOURCE = `import csv
import os
import sys
from pathlib import Path


def load(path):
    if not os.path.exists(path):
        raise ValueError(f"no such file: {path}")
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def has(path):
    return os.path.isfile(path)


def save(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write(text)
    return len(text)


def copy():
    source, target = sys.argv[1:]
    text = open(source).read()
    print(f"{len(text)} characters")
    open(target, "w").write(text)


async def later(path):
    return open(path).read()


def fail(path):
    open(path, "w").write("began")
    raise ValueError("end")


class Log:
    def __enter__(self):
        self.file = open("log.txt", "w")
        return "open"

    def __exit__(self, *_):
        self.file.close()
`;

const UNITS = [
  unitNamed("load", ["path"]),
  unitNamed("has", ["path"]),
  unitNamed("save", ["path", "text"]),
  unitNamed("copy"),
  unitNamed("later", ["path"], { async: true }),
  unitNamed("fail", ["path"]),
  unitNamed("Log"),
  unitNamed("Log.__enter__", [], { owner: "Log" }),
];

const call = (name: string, ...args: Value[]): Call => ({ kind: "function", ref: `:${name}`, args });
const returns = (value: Value, via: "call" | "await" = "call"): Assertion => ({
  ...{ basis: "observed", kind: "returns", value, via },
});
const raises = (message: string): Assertion => ({
  ...{ basis: "observed", kind: "raises", ref: "builtins:ValueError", type: "ValueError", message, via: "call" },
});
const holds = (path: string, text: string): Assertion => ({
  ...{ basis: "observed", kind: "file", path, text, via: "call" },
});

function within(surroundings: Surroundings, candidate: Candidate): Candidate {
  return { ...candidate, scenario: { ...candidate.scenario, surroundings } } as Candidate;
}

const LONG = "a fairly long line of text that wraps, ".concat("and some more of it\nthe second line\n");

const TESTS: readonly Candidate[] = [
  within(
    { files: { "data.csv": "a,b\n1,2\n" } },
    candidateOf("load", "returns rows", call("load", "data.csv"), [
      returns([
        ["a", "b"],
        ["1", "2"],
      ]),
    ]),
  ),
  within(
    { files: { "in/deep/data.csv": "é\r\n", "in/b.csv": LONG, "in/c.csv": "ü" } },
    candidateOf("load", "returns text of any kind", call("load", "in/deep/data.csv"), [returns([["é"]])]),
  ),
  within(
    { files: { "data.csv": null } },
    candidateOf("load", "raises when it is missing", call("load", "data.csv"), [raises("no such file: data.csv")]),
  ),
  within(
    { files: { "data.csv": "" } },
    candidateOf("has", "returns true when it is there", call("has", "data.csv"), [returns(true)]),
  ),
  within({ files: {} }, candidateOf("has", "returns false", call("has", "data.csv"), [returns(false)])),
  within(
    { files: { "out/a.txt": null } },
    candidateOf("save", "writes it", call("save", "out/a.txt", LONG), [returns(LONG.length), holds("out/a.txt", LONG)]),
  ),
  within(
    { files: { "a.txt": "old" } },
    candidateOf("save", "writes what is no plain text", call("save", "a.txt", "é\r\n"), [holds("a.txt", "é\r\n")]),
  ),
  within({ files: {} }, candidateOf("save", "writes umlauts", call("save", "a.txt", "ü"), [holds("a.txt", "ü")])),
  within(
    { arguments: ["a.txt", "b.txt"], files: { "a.txt": "abc", "b.txt": null } },
    candidateOf("copy", "copies", call("copy"), [
      { basis: "observed", kind: "prints", text: "3 characters\n", via: "call" },
      holds("b.txt", "abc"),
    ]),
  ),
  within(
    { files: { "a.txt": "abc" } },
    candidateOf("later", "awaits", call("later", "a.txt"), [returns("abc", "await")]),
  ),
  within(
    { files: {} },
    candidateOf("fail", "leaves the beginning", call("fail", "a.txt"), [raises("end"), holds("a.txt", "began")]),
  ),
  within(
    { files: {} },
    candidateOf(
      "Log.__enter__",
      "makes a file",
      { kind: "method", on: { $: "var", name: "log" }, name: "__enter__", args: [] },
      [returns("open"), holds("log.txt", "")],
      [{ name: "log", call: { kind: "new", ref: ":Log", args: [] } }],
    ),
  ),
];

const suite = (): string => {
  const file = { path: "shop/cart.py", text: SOURCE, hash: "0123456789abcdef" };
  const groups = TESTS.map((one) => ({ unit: one.unit, entries: [{ kind: "single" as const, test: one }] }));
  return emit(requestOf(groups, UNITS, { file })).text;
};

test("each test makes the folder it needs, in the words of pytest", () => {
  const lines = suite().split("\n").slice(4);
  expect(lines.join("\n").replace(/\n\n\n# End of [\s\S]*$/, "\n")).toBe(`import asyncio
from pathlib import Path

import pytest

from shop.cart import Log, copy, fail, has, later, load, save


def test_load_returns_rows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("data.csv").write_text("a,b\\n1,2\\n")

    assert load("data.csv") == [["a", "b"], ["1", "2"]]


def test_load_returns_text_of_any_kind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in/deep").mkdir(parents=True)
    Path("in/deep/data.csv").write_bytes(b"\\xc3\\xa9\\r\\n")
    Path("in/b.csv").write_text(
        "a fairly long line of text that wraps, and some more of it\\nthe second line\\n"
    )
    Path("in/c.csv").write_text("ü", encoding="utf-8")

    assert load("in/deep/data.csv") == [["é"]]


def test_load_raises_when_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ValueError, match=r"^no such file: data\\.csv$"):
        load("data.csv")


def test_has_returns_true_when_it_is_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("data.csv").write_text("")

    assert has("data.csv") is True


def test_has_returns_false(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert has("data.csv") is False


def test_save_writes_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = save(
        "out/a.txt",
        "a fairly long line of text that wraps, and some more of it\\nthe second line\\n",
    )
    assert result == 75
    assert Path("out/a.txt").read_text() == "a fairly long line of text that wraps, and some more of it\\nthe second line\\n"


def test_save_writes_what_is_no_plain_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("old")

    save("a.txt", "é\\r\\n")
    assert Path("a.txt").read_bytes() == b"\\xc3\\xa9\\r\\n"


def test_save_writes_umlauts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    save("a.txt", "ü")
    assert Path("a.txt").read_text(encoding="utf-8") == "ü"


def test_copy_copies(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("abc")
    monkeypatch.setattr("sys.argv", ["program", "a.txt", "b.txt"])

    copy()
    assert capsys.readouterr().out == "3 characters\\n"
    assert Path("b.txt").read_text() == "abc"


def test_later_awaits(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("abc")

    assert asyncio.run(later("a.txt")) == "abc"


def test_fail_leaves_the_beginning(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ValueError, match="^end$"):
        fail("a.txt")
    assert Path("a.txt").read_text() == "began"


def test_log_enter_makes_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with Log() as result:
        assert result == "open"
        assert Path("log.txt").read_text() == ""
`);
});

test("what is written passes, whatever the machine takes for text", async () => {
  const project = realProject({ "shop/__init__.py": "", "shop/cart.py": SOURCE, "tests/__init__.py": "" });
  try {
    project.write({ "tests/test_cart.py": suite() });
    const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider"];
    const env = { PATH: process.env.PATH ?? "", LC_ALL: "C", PYTHONUTF8: "0", PYTHONCOERCECLOCALE: "0" };
    const told = execFileSync(PYTHON, args, { cwd: project.root, env, encoding: "utf8" });
    expect(told).toContain(`${TESTS.length} passed`);
  } finally {
    await project.dispose();
  }
});
