import type { Observation, Probe, Surroundings, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { observe as observeIn } from "./testing/observe.js";
import { withProbe } from "./testing/with-probe.js";

type Files = NonNullable<Surroundings["files"]>;

const observe = (probe: Probe, name: string, files?: Files, ...args: Value[]): Promise<Observation> =>
  observeIn(probe, name, files === undefined ? undefined : { files }, ...args);

/** What came back and what was asked for. */
async function told(probe: Probe, name: string, files?: Files, ...args: Value[]) {
  const { outcome, asked } = await observe(probe, name, files, ...args);
  const value = outcome.kind === "returned" ? outcome.value : outcome.kind === "raised" ? outcome.type : outcome.why;
  return [value, asked ?? []];
}

const file = (path: string, text: string | null) => ({ kind: "file", path, text });

test("the files of a scenario are there to be read, and gone afterwards", async () => {
  const source = `import os
from pathlib import Path

def load(path):
    with open(path, newline="") as file:
        return file.read()
def size(path): return os.stat(path).st_size
def names(): return sorted(os.listdir())
def here(): return os.getcwd()
def whole(path): return str(Path(path).resolve())
def is_whole(path): return os.path.isabs(os.path.abspath(path))
`;
  await withProbe(source, async (probe) => {
    const files = { "data.csv": "a,b\r\n1,é\n", "in/deep/x.txt": "", "no.txt": null };
    expect(await told(probe, "load", files, "data.csv")).toEqual(["a,b\r\n1,é\n", []]);
    expect(await told(probe, "load", files, "in/deep/x.txt")).toEqual(["", []]);
    expect(await told(probe, "load", files, "no.txt")).toEqual(["FileNotFoundError", []]);
    expect(await told(probe, "size", files, "data.csv")).toEqual([10, []]);
    expect(await told(probe, "names", files)).toEqual([["data.csv", "in"], []]);
    expect(await told(probe, "names", {})).toEqual([[], []]);
    expect(await told(probe, "names")).toEqual([["tool.py"], []]);
    expect(await told(probe, "load", undefined, "data.csv")).toEqual(["FileNotFoundError", ["file data.csv"]]);
    expect(await told(probe, "load", undefined, "tool.py")).toEqual([source, ["file tool.py"]]);
    expect(await told(probe, "load", undefined, "./.env")).toEqual(["FileNotFoundError", ["file .env"]]);
    // Where the folder is, is another place every time; that it is somewhere is not.
    expect((await observe(probe, "here", {})).unstable).toEqual(["environment"]);
    expect((await observe(probe, "whole", {}, "a")).unstable).toEqual(["environment"]);
    expect((await observe(probe, "is_whole", {}, "a")).unstable).toEqual([]);
    expect((await observe(probe, "is_whole", undefined, "a")).unstable).toEqual(["environment"]);
    expect((await observe(probe, "load", files, "data.csv")).changed).toEqual([]);
  });
});

test("what the code writes, changes and removes is told", async () => {
  const source = `import os
import shutil

def save(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
def remove(path): os.remove(path)
def move(old, new): os.rename(old, new)
def fill(count):
    for number in range(count):
        with open("f%d" % number, "w") as file:
            file.write(str(number))
def odd():
    with open("a.bin", "wb") as file:
        file.write(b"\\xff\\xfe")
    os.symlink("a.txt", "link.txt")
    os.mkdir("empty")
    with open("long.txt", "w") as file:
        file.write("x" * 2001)
def fail():
    with open("log.txt", "w") as file:
        file.write("began")
    raise ValueError("end")
async def later():
    with open("log.txt", "a") as file:
        file.write("!")
def lines():
    for number in range(2):
        with open("log.txt", "a") as file:
            file.write(str(number))
        yield number
def keep():
    file = open("log.txt", "w")
    file.write("unflushed")
    return file
def up(): return open("../other.txt", "w")
def leave(): os.chdir("in"); return open("x.txt").read()
def drop(): shutil.rmtree("in")
`;
  await withProbe(source, async (probe) => {
    const changed = async (name: string, files: Files, ...args: Value[]) =>
      (await observe(probe, name, files, ...args)).changed;
    const write = await observe(probe, "save", {}, "out/a.txt", "é\r\n");
    expect(write).toMatchObject({ outcome: { kind: "returned" }, blocked: [], unstable: [] });
    expect(write.changed).toEqual([file("out/a.txt", "é\r\n")]);
    expect(write.asked).toEqual(["file out", "file out/a.txt"]);
    expect((await observe(probe, "save", { "out/a.txt": null }, "out/a.txt", "")).asked).toBeUndefined();
    expect(await changed("save", { "a.txt": "old" }, "a.txt", "new")).toEqual([file("a.txt", "new")]);
    expect(await changed("save", { "a.txt": "old" }, "a.txt", "old")).toEqual([]);
    expect(await changed("remove", { "a.txt": "old", "b.txt": "" }, "a.txt")).toEqual([file("a.txt", null)]);
    expect(await changed("move", { "b.txt": "x" }, "b.txt", "a.txt")).toEqual([
      file("a.txt", "x"),
      file("b.txt", null),
    ]);
    expect(await changed("fill", {}, 9)).toEqual([0, 1, 2, 3, 4].map((number) => file(`f${number}`, `${number}`)));
    expect(await changed("odd", { "a.txt": "" })).toEqual([]);
    expect(await changed("fail", {})).toEqual([file("log.txt", "began")]);
    expect(await changed("later", { "log.txt": "?" })).toEqual([file("log.txt", "?!")]);
    expect(await changed("lines", {})).toEqual([file("log.txt", "01")]);
    expect(await changed("keep", {})).toEqual([file("log.txt", "")]);
    expect(await changed("leave", { "in/x.txt": "" })).toEqual([]);
    const drop = await observe(probe, "drop", { "in/deep/x.txt": "a" });
    expect(drop.changed).toEqual([file("in/deep/x.txt", null)]);
    expect(drop).not.toHaveProperty("asked");
    expect((await observe(probe, "drop")).asked).toEqual(["file in"]);
    expect(await observe(probe, "save", undefined, "a.txt", "b")).toMatchObject({
      outcome: { why: "blocked" },
      blocked: ["mkdir .", "write a.txt"],
      changed: [],
      asked: ["file a.txt"],
    });
    expect(await observe(probe, "remove", undefined, "a.txt")).toMatchObject({ asked: ["file a.txt"] });
  });
});

test("who looks for a file asks for it; libraries on their own behalf do not", async () => {
  const source = `import inspect
import io
import os
import traceback
from os import stat as look
from os.path import exists
from pathlib import Path

def asks(path): return [bool(each(path)) for each in (os.path.exists, exists, os.path.isfile, os.path.isdir, os.path.islink)]
def plain(path): return look(path).st_size
def path(path): return Path(path).exists()
def path_file(path): return Path(path).is_file()
def listed(path): return os.listdir(path)
def walked(path): return list(os.walk(path))
def low(path): return os.open(path, os.O_RDONLY)
def raw(path): return io.FileIO(path)
def many():
    return [exists("f%02d" % number) for number in range(30)]
def trace():
    try:
        exec(compile("1 / 0", "template", "exec"))
    except ZeroDivisionError:
        return len(traceback.format_exc()) > 0
def loads():
    import colorsys
    return colorsys.__name__
def moved(path):
    os.chdir("/")
    return exists(path)
`;
  await withProbe(source, async (probe) => {
    const asks = async (name: string, ...args: Value[]) => (await told(probe, name, undefined, ...args))[1];
    for (const name of ["asks", "plain", "path", "path_file", "listed", "walked", "low", "raw"]) {
      expect([name, await asks(name, "in/data.csv")]).toEqual([name, ["file in/data.csv"]]);
      expect((await told(probe, name, { "in/data.csv": null }, "in/data.csv"))[1]).toEqual([]);
    }
    expect(await asks("asks", "./my file-1.txt")).toEqual(["file my file-1.txt"]);
    const strange = [
      "/etc/hosts",
      "../a",
      "a/../b",
      "a/./b",
      ".",
      "",
      "..env",
      "~/a",
      "a/b/c/d",
      "a\nb",
      "x".repeat(50),
    ];
    for (const path of strange) expect([path, await asks("asks", path)]).toEqual([path, []]);
    expect((await told(probe, "asks", { "in/x": "" }, "in"))[1]).toEqual([]);
    expect(await asks("many")).toHaveLength(12);
    for (const name of ["trace", "loads"]) expect([name, await asks(name)]).toEqual([name, []]);
    expect(await asks("moved", "etc")).toEqual([]);
  });
});

test("strange paths are refused, and the next scenario finds all as it was", async () => {
  const source = `import os

def names(): return sorted(os.listdir())
def spin(how):
    open("left.txt", "w").close()
    os.mkdir("left")
    os.chdir("left")
    while how == "loop":
        pass
    if how == "exit":
        os._exit(1)
    if how == "write":
        open("/nowhere.txt", "w")
    raise ValueError(how)
def count(): return len(os.listdir(os.environ["TMPDIR"]))
`;
  await withProbe(source, async (probe) => {
    const strange = ["/a", "../a", "a/../b", "a//b", "a/", "", ".", "a\\b", "C:a", "a\u0000", "a\nb"];
    for (const path of strange) {
      const { outcome, changed } = await observe(probe, "names", { "ok.txt": "", [path]: "x" });
      expect([path, outcome]).toMatchObject([path, { kind: "stopped", why: "arrange" }]);
      expect(changed).toEqual([]);
      expect((await told(probe, "names"))[0]).toEqual(["tool.py"]);
    }
    expect((await told(probe, "names", { a: "", "a/b": "" }))[0]).toBe("arrange");
    expect((await told(probe, "names", { a: "\ud800" }))[0]).toBe("arrange");
    for (const how of ["loop", "exit", "write", "raise"]) {
      await observe(probe, "spin", {}, how);
      expect((await told(probe, "names"))[0]).toEqual(["tool.py"]);
      expect((await told(probe, "names", {}))[0]).toEqual([]);
    }
    expect((await told(probe, "count"))[0]).toBe(0);
    expect((await told(probe, "count", {}))[0]).toBe(1);
  });
});

test("which numbers the system gave files decides nothing", async () => {
  const source = `import os
import shutil

def number(path): return os.stat(path).st_ino
def text(path): return str(os.stat(path).st_dev)
def first_is_less(path, other): return os.stat(path).st_ino < os.stat(other).st_ino
def same(path, other):
    with open(other) as file:
        return os.path.samestat(os.stat(path=path), os.fstat(fd=file.fileno()))
def entries(path):
    return [entry.inode() == os.stat(entry.path).st_ino for entry in os.scandir(path)]
def drop(path): shutil.rmtree(path)
`;
  await withProbe(source, async (probe) => {
    const files = { "a.txt": "", "b.txt": "", "in/deep/c.txt": "" };
    const given = async (name: string, ...args: Value[]) => {
      const { outcome, unstable } = await observe(probe, name, files, ...args);
      return outcome.kind === "returned" ? [outcome.value, ...unstable] : outcome.kind;
    };
    expect(await given("number", "a.txt")).toEqual([0, "environment"]);
    expect(await given("text", "a.txt")).toContain("environment");
    for (const [path, other] of [
      ["a.txt", "b.txt"],
      ["b.txt", "a.txt"],
    ])
      expect(await given("first_is_less", path as string, other as string)).toEqual([true]);
    expect(await given("same", "a.txt", "a.txt")).toEqual([true]);
    expect(await given("same", "a.txt", "b.txt")).toEqual([false]);
    expect(await given("entries", "in")).toEqual([[true]]);
    expect((await observe(probe, "drop", files, "in")).changed).toEqual([
      { kind: "file", path: "in/deep/c.txt", text: null },
    ]);
  });
});
