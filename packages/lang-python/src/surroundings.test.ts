import { execFileSync } from "node:child_process";
import type { Probe, Scenario, Surroundings, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { observe } from "./testing/observe.js";
import { withProbe } from "./testing/with-probe.js";

/** What came back, what was asked for and what makes it unstable. */
async function told(probe: Probe, name: string, surroundings?: Surroundings, ...args: Value[]) {
  const { outcome, asked, unstable } = await observe(probe, name, surroundings, ...args);
  const value = outcome.kind === "returned" ? outcome.value : outcome.kind === "raised" ? outcome.type : outcome.why;
  return [value, asked ?? [], unstable];
}

test("the command line, standard input and the environment", async () => {
  const source = `import os, sys
from sys import argv as kept

def options(): return sys.argv[1:]
def has(): return "-v" in sys.argv
def stale(): return kept[1:]
def forget(): sys.argv = []
def ask(): return input("name? ")
def lines(): return [line.strip() for line in sys.stdin]
def binary(): return sys.stdin.buffer.read()
def home(): return os.environ["HOME_OF"]
def quiet(): return os.getenv("QUIET"), "QUIET" in os.environ
def every(): return sorted(dict(os.environ))[:0]
def odd(): return os.environ.get("A-B")
def put(): os.environ["HOME_OF"] = "/x"
`;
  await withProbe(source, async (probe) => {
    expect(await told(probe, "options")).toMatchObject([[], ["arguments"], ["environment"]]);
    expect(await told(probe, "has")).toEqual([false, ["arguments"], ["environment"]]);
    expect(await told(probe, "options", { arguments: ["-v", "a"] })).toEqual([["-v", "a"], [], []]);
    expect(await told(probe, "has", { arguments: ["-v"] })).toEqual([true, [], []]);
    expect(await told(probe, "options", { arguments: [] })).toEqual([[], [], []]);
    expect(await told(probe, "stale", { arguments: ["-v"] })).toEqual([[], [], ["environment"]]);
    await observe(probe, "forget", { arguments: ["-v"] });
    expect((await told(probe, "options"))[1]).toEqual(["arguments"]);

    expect(await told(probe, "ask")).toEqual(["blocked", ["input"], []]);
    const asked = await observe(probe, "ask", { input: "Ann\nBob\n" });
    expect(asked).toMatchObject({ outcome: { value: "Ann" }, printed: { out: "name? " }, unstable: [], blocked: [] });
    expect(await told(probe, "ask", { input: "" })).toEqual(["EOFError", [], []]);
    expect(await told(probe, "lines", { input: "a\nb" })).toEqual([["a", "b"], [], []]);
    expect((await observe(probe, "binary", { input: "a" })).blocked).toEqual(["read standard input as bytes"]);
    expect(await told(probe, "ask")).toEqual(["blocked", ["input"], []]);

    expect(await told(probe, "home")).toEqual(["KeyError", ["environment HOME_OF"], ["environment"]]);
    expect(await told(probe, "home", { environment: { HOME_OF: "/a" } })).toEqual(["/a", [], []]);
    expect(await told(probe, "home", { environment: { HOME_OF: null } })).toEqual(["KeyError", [], []]);
    expect((await told(probe, "home"))[0]).toBe("KeyError");
    const both = (...v: Value[]): Value => ({ $: "tuple", v });
    expect(await told(probe, "quiet", { environment: { HOME_OF: "/a" } })).toEqual([
      both(null, false),
      ["environment QUIET"],
      ["environment"],
    ]);
    expect(await told(probe, "quiet", { environment: { QUIET: "1" } })).toEqual([both("1", true), [], []]);
    // Nobody asks by name for what is only listed; a name that no shell could set is not told.
    expect(await told(probe, "every")).toEqual([[], [], ["environment"]]);
    expect(await told(probe, "odd")).toEqual([null, [], ["environment"]]);
    await observe(probe, "put", { environment: { HOME_OF: "/a" } });
    expect((await told(probe, "home"))[0]).toBe("KeyError");
  });
});

test("the clock of the calendar stands still in UTC, counters do not", async () => {
  const source = `import datetime, logging, time
from datetime import timedelta, timezone

def seconds(): return time.time(), time.time_ns()
def naive(): return [str(each()) for each in (datetime.datetime.now, datetime.datetime.utcnow, datetime.datetime.today, datetime.date.today)]
def far(): return str(datetime.datetime.now(timezone(timedelta(hours=9))))
def counter(): return time.perf_counter() > time.monotonic()
def local(): return time.strftime("%Y")
def log(): logging.getLogger("x").warning("hello")
`;
  await withProbe(source, async (probe) => {
    const now = 1_700_000_000;
    expect(await told(probe, "seconds", { now })).toEqual([
      {
        $: "tuple",
        v: [
          { $: "float", v: "1700000000.0" },
          { $: "int", v: "1700000000000000000" },
        ],
      },
      [],
      [],
    ]);
    const moment = "2023-11-14 22:13:20";
    expect(await told(probe, "naive", { now })).toEqual([[moment, moment, moment, "2023-11-14"], [], []]);
    expect(await told(probe, "far", { now })).toEqual(["2023-11-15 07:13:20+09:00", [], []]);
    for (const name of ["seconds", "naive", "far"])
      expect((await told(probe, name)).slice(1)).toEqual([["now"], ["time"]]);
    for (const [name, asked] of [
      ["counter", ["tick"]],
      ["local", []],
    ] as const) {
      expect((await told(probe, name, { now })).slice(1)).toEqual([asked, ["time"]]);
      expect((await told(probe, name)).slice(1)).toEqual([asked, ["time"]]);
    }
    expect((await told(probe, "log"))[1]).toEqual([]);
  });
});

test("chance is that of a fresh interpreter with the same seed", async () => {
  const draws = `[random.random(), random.randint(1, 99), random.choice("abcdef"), random.sample(range(50), 3), random.uniform(1, 2), random.gauss(0, 1), random.shuffle(cards), cards, random.getrandbits(70)]`;
  const source = `import os, random, uuid
from random import randint
from uuid import uuid4

def draw():
    cards = list(range(9))
    return repr(${draws})
def one(): return randint(1, 10**6)
def own(): return random.Random().random()
def other(): return random.SystemRandom().random(), os.urandom(2)
def name(): return str(uuid.uuid4()), uuid4().hex
def clocked(): return uuid.uuid1().version
`;
  await withProbe(source, async (probe, python) => {
    for (const chance of [0, 3, 9]) {
      const plain = `import random; random.seed(${chance}); cards = list(range(9)); print(repr(${draws}))`;
      const expected = execFileSync(python, ["-c", plain], { encoding: "utf8" }).trim();
      await observe(probe, "draw");
      expect(await told(probe, "draw", { chance })).toEqual([expected, [], []]);
      expect(await told(probe, "draw", { chance })).toEqual([expected, [], []]);
    }
    const before = await observe(probe, "one");
    await observe(probe, "one", { chance: 3 });
    expect(await observe(probe, "one")).toEqual(before);
    expect(before).toMatchObject({ asked: ["chance"], unstable: ["random"] });
    for (const name of ["own", "other"])
      expect((await told(probe, name, { chance: 3 })).slice(1)).toEqual([[], ["random"]]);
    expect((await told(probe, "other")).slice(1)).toEqual([[], ["random"]]);
    const uuid = "12345678-1234-4678-9234-567812345678";
    const names = { $: "tuple", v: [uuid, uuid.replaceAll("-", "")] };
    expect(await told(probe, "name", { uuid })).toEqual([names, [], []]);
    expect((await told(probe, "name")).slice(1)).toEqual([["uuid"], ["random", "uuid"]]);
    expect((await told(probe, "clocked", { uuid })).slice(1)).toEqual([[], ["time", "uuid"]]);
  });
});

test("a command line tool: its exit is its own, whoever ends it", async () => {
  const source = `import argparse
import sys

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, required=True)
    options = parser.parse_args()
    print(parser.prog, options.count)

def leave(code): sys.exit(code)
`;
  await withProbe(source, async (probe) => {
    const failed = await observe(probe, "main", { arguments: ["--count", "x"] });
    expect(failed).toMatchObject({
      outcome: {
        kind: "raised",
        type: "SystemExit",
        ref: "builtins:SystemExit",
        message: "2",
        explicit: true,
        line: 7,
      },
      unstable: [],
    });
    expect(failed.printed.err).toContain("usage: program [-h] --count COUNT");
    expect(failed).not.toHaveProperty("asked");
    expect((await observe(probe, "main", { arguments: ["--count", "3"] })).printed.out).toBe("program 3\n");
    expect((await observe(probe, "main")).asked).toEqual(["arguments"]);
    const help = await observe(probe, "main", { arguments: ["--help"] });
    // Python 3.14 asks for more: whether colours are wanted.
    expect(help).toMatchObject({ outcome: { message: "0" } });
    expect(help.asked).toEqual(expect.arrayContaining(["environment COLUMNS", "environment LINES"]));
    for (const [code, message] of [
      [3, "3"],
      ["no", "no"],
      [null, ""],
    ] as const)
      expect((await observe(probe, "leave", undefined, code)).outcome).toMatchObject({
        message,
        explicit: true,
        line: 10,
      });
  });
});

test("what a recorder was called with, as it is in the end", async () => {
  const source = `def each(items, visit, *more):
    for item in items:
        visit(item, *more)
    if isinstance(items, list):
        items.append(0)

def late(visit):
    row = []
    visit(row)
    row.append(1)

def named(visit): visit(n=1)
def fail(visit):
    visit("x")
    raise ValueError("end")
`;
  const record: Value = { $: "callable", kind: "record" };
  await withProbe(source, async (probe) => {
    const changed = async (name: string, ...args: Value[]) => (await observe(probe, name, undefined, ...args)).changed;
    expect(await changed("each", { $: "tuple", v: [1, 2] }, record, "a")).toEqual([
      {
        kind: "argument",
        index: 1,
        value: [
          [1, "a"],
          [2, "a"],
        ],
      },
    ]);
    expect(await changed("each", { $: "tuple", v: [] }, record)).toEqual([]);
    expect(await changed("late", record)).toEqual([{ kind: "argument", index: 0, value: [[[1]]] }]);
    expect(await changed("named", record)).toEqual([]);
    expect(await changed("fail", record)).toEqual([{ kind: "argument", index: 0, value: [["x"]] }]);
    for (const [count, seen] of [
      [20, 1],
      [21, 0],
      [40, 0],
    ] as const)
      expect(await changed("each", { $: "tuple", v: Array(count).fill(1) }, record)).toHaveLength(seen);
  });
});

test("surroundings are taken back however a scenario ended", async () => {
  const source = `import sys
def options(code):
    if code == "exit":
        sys.exit(1)
    while code == "loop":
        pass
    if code == "write":
        open("/nowhere.txt", "w")
    return sys.argv[1:], input()
`;
  await withProbe(source, async (probe) => {
    const given: Surroundings = { arguments: ["a"], input: "b", environment: { A: "1" }, now: 1, chance: 1 };
    for (const code of ["exit", "loop", "write", "missing"]) {
      const scenario: Scenario =
        code === "missing"
          ? { surroundings: given, arrange: [], act: { kind: "function", ref: ":no_such", args: [] } }
          : { surroundings: given, arrange: [], act: { kind: "function", ref: ":options", args: [code] } };
      await probe.run([scenario]);
      expect(await told(probe, "options", undefined, "")).toEqual(["blocked", ["arguments", "input"], ["environment"]]);
    }
  });
});
