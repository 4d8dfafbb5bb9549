import { execFileSync } from "node:child_process";
import type { Observation, Probe, ProbeOpening, Scenario, Value } from "@autotest/core";
import { type TestContext, withTestContext } from "@autotest/core/testing";
import { describe, expect, test } from "vitest";
import { pythonLanguage } from "./python-language.js";

async function open(ctx: TestContext, path: string, fuel?: number): Promise<ProbeOpening> {
  const text = await ctx.fs.readText(`${ctx.project.root}/${path}`);
  const file = { path, text, hash: "" };
  const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
  if (!analysis.ok) throw new Error(analysis.reason);
  return pythonLanguage.openProbe(
    { project: ctx.project, file, analysis, seed: 1, ...(fuel === undefined ? {} : { fuel }) },
    ctx,
  );
}

async function withProbe<T>(
  files: { readonly [path: string]: string },
  path: string,
  use: (probe: Probe, ctx: TestContext) => Promise<T>,
): Promise<T> {
  return withTestContext({ files }, async (ctx) => {
    const opening = await open(ctx, path);
    if (!opening.ok) throw new Error(`${opening.problem.code}: ${opening.problem.message}`);
    try {
      return await use(opening.probe, ctx);
    } finally {
      await opening.probe.close();
    }
  });
}

function call(name: string, ...args: readonly Value[]): Scenario {
  return { arrange: [], act: { kind: "function", ref: `:${name}`, args } };
}

async function observe(probe: Probe, scenario: Scenario): Promise<Observation> {
  const [result] = await probe.run([scenario]);
  if (!result?.observation) throw new Error("no observation");
  return result.observation;
}

const float = (v: string): Value => ({ $: "float", v });

test("knows what a constructor takes that hands on all it is given, and one that takes any number", async () => {
  const source = `from typing import overload

class Base:
    def __init__(self, width: int, label=""):
        self.width = width

class Wide(Base):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)

class Span:
    @overload
    def __init__(self, stop: int): ...
    def __init__(self, *ends):
        self.ends = ends
`;
  await withProbe({ "span.py": source }, "span.py", async (probe, ctx) => {
    const parameters = new Map(probe.opened.classes.map((info) => [info.name, info.parameters]));
    expect(parameters.get("Wide")).toEqual(parameters.get("Base"));
    expect(parameters.get("Wide")?.map(({ name }) => name)).toEqual(["width", "label"]);
    expect(parameters.get("Span")).toMatchObject([{ name: "ends", rest: true, optional: true }]);
    const file = { path: "span.py", text: source, hash: "" };
    const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
    const span = analysis.ok ? analysis.units.find(({ name }) => name === "Span") : undefined;
    expect(span?.parameters.map(({ name, kind }) => [name, kind])).toEqual([["ends", "rest"]]);
  });
});

test("sees long texts and lists whole, and what a function was given", async () => {
  const source = `def page(lines):
    return "line\\n" * lines

def days(count):
    return list(range(count))

def apply(function):
    return function(1, "b")
`;
  await withProbe({ "page.py": source }, "page.py", async (probe) => {
    const value = async (scenario: Scenario): Promise<unknown> => {
      const { outcome } = await observe(probe, scenario);
      return outcome.kind === "returned" ? outcome.value : outcome;
    };
    expect(await value(call("page", 1000))).toBe("line\n".repeat(1000));
    expect(await value(call("page", 10_000))).toMatchObject({ $: "opaque", text: "str of length 50000" });
    expect(await value(call("days", 366))).toHaveLength(366);
    expect(await value(call("apply", { $: "callable", kind: "echo" }))).toEqual({ $: "tuple", v: [1, "b"] });
  });
});

test("has no goals in declarations that only say which arguments go together", async () => {
  const source = `from typing import overload

@overload
def twice(n: int) -> int: ...
@overload
def twice(n: str) -> str: ...
def twice(n):
    return n + n
`;
  await withProbe({ "twice.py": source }, "twice.py", async (probe) => {
    expect(probe.opened.goals.map(({ unit, line }) => [unit, line])).toEqual([["twice", 7]]);
  });
});

test("numbers goals and says which a scenario met", async () => {
  const source = `"""Doc."""
from __future__ import annotations


def grade(score: int, strict=False):
    """Grades."""
    if score > 50 and not strict:
        return "pass"
    for step in range(score):
        if step == 3:
            raise ValueError("three")
    return "fail" if score else "none"
`;
  await withProbe({ "grade.py": source }, "grade.py", async (probe) => {
    const told = probe.opened.goals.map(({ kind, unit, line, entry, condition, arm }) => [
      kind,
      unit,
      line,
      entry,
      condition,
      arm,
    ]);
    expect(told).toEqual([
      ["branch", "grade", 5, 7, "", "entry"],
      ["branch", "grade", 7, 8, "score > 50 and not strict", "true"],
      ["branch", "grade", 7, undefined, "score > 50 and not strict", "false"],
      ["branch", "grade", 7, undefined, "score > 50 and not strict", "right"],
      ["branch", "grade", 9, 10, "for step in range(score)", "body"],
      ["branch", "grade", 9, undefined, "for step in range(score)", "exit"],
      ["branch", "grade", 10, 11, "step == 3", "true"],
      ["branch", "grade", 10, undefined, "step == 3", "false"],
      ["exception", "grade", 11, undefined, 'raise ValueError("three")', "raise"],
      ["branch", "grade", 12, undefined, "score", "true"],
      ["branch", "grade", 12, undefined, "score", "false"],
    ]);
    const results = await probe.run([call("grade", 60), call("grade", 0), call("grade", 4), call("grade", 4)], {
      reply: "novelty",
      compares: true,
    });
    expect(results.map(({ hit, novel }) => [hit, novel])).toEqual([
      [[0, 1, 3], true],
      [[0, 2, 5, 10], true],
      [[0, 2, 4, 6, 7, 8], true],
      [[], false],
    ]);
    expect(results[2]?.compares).toContainEqual({ op: "==", left: 0, right: 3, line: 10 });
    expect(results[2]?.observation?.outcome).toMatchObject({
      kind: "raised",
      ref: "builtins:ValueError",
      explicit: true,
      line: 11,
      message: "three",
    });
    expect(results[3]?.observation).toBeUndefined();
  });
});

test("describes classes and annotations as the runtime resolves them", async () => {
  const files = {
    "shop/__init__.py": "",
    "shop/base.py":
      "import enum\nclass Color(enum.Enum):\n    RED = 1\nclass Base:\n    def __init__(self, name: str): self.name = name\n",
    "shop/cart.py":
      "from __future__ import annotations\nfrom abc import ABC, abstractmethod\nfrom .base import Base, Color\nclass Shape(ABC):\n    @abstractmethod\n    def area(self): ...\nclass Cart(Base):\n    @classmethod\n    def from_text(cls, text: str) -> Cart: return cls(text)\n    def paint(self, color: Color, at: dict[str, list[int]] = None): return color\n",
  };
  await withProbe(files, "shop/cart.py", async (probe) => {
    const classes = new Map(probe.opened.classes.map((each) => [each.ref, each]));
    expect([...classes.keys()].sort()).toEqual([":Cart", ":Shape", "shop.base:Base", "shop.base:Color"]);
    expect(classes.get(":Cart")).toMatchObject({
      abstract: false,
      bases: ["Base"],
      factories: [":Cart.from_text"],
      parameters: [{ name: "name", optional: false, shapes: [{ kind: "text" }] }],
    });
    expect(classes.get(":Shape")?.abstract).toBe(true);
    expect(classes.get("shop.base:Color")?.members).toEqual([{ $: "ref", ref: "shop.base:Color.RED" }]);
    expect(probe.opened.shapes["Cart.paint"]).toMatchObject({
      color: [{ kind: "enum", ref: "shop.base:Color" }],
      at: [{ kind: "map", element: { kind: "list" } }],
    });
    const cart: Value = { $: "new", ref: ":Cart", args: ["x"] };
    const painted = await observe(probe, {
      arrange: [{ name: "cart", value: cart }],
      act: {
        kind: "method",
        on: { $: "var", name: "cart" },
        name: "paint",
        args: [{ $: "ref", ref: "shop.base:Color.RED" }],
      },
    });
    expect(painted.outcome).toEqual({ kind: "returned", value: { $: "ref", ref: "shop.base:Color.RED" }, via: "call" });
    const made = await observe(probe, { arrange: [], act: { kind: "new", ref: ":Cart", args: ["x"] } });
    expect(made.outcome).toEqual({
      kind: "returned",
      value: { $: "object", type: "Cart", ref: ":Cart", fields: { name: "x" } },
      via: "call",
    });
  });
});

const ACTS = `import os, sys

state = []

def write(): open("/tmp/autotest-should-not-exist", "w")
def write_low(): os.open("/tmp/autotest-should-not-exist", os.O_WRONLY | os.O_CREAT)
def spawn():
    import subprocess
    return subprocess.check_output("ls", shell=True)
def connect():
    import socket
    try: socket.create_connection(("127.0.0.1", 9))
    except OSError: return "refused"
def scratch():
    path = os.path.join(os.environ["TMPDIR"], "a.txt")
    with open(path, "w") as file: file.write("x")
    return open(path).read()
def loop():
    while True:
        try:
            while True: pass
        except: pass
def recurse(n): return recurse(n + 1)
def pattern():
    import re
    return re.match("(a+)+$", "a" * 40 + "b")
def leave(): os._exit(3)
def end(): raise SystemExit(2)
def memory(megabytes): return len("x" * (megabytes << 20))
def count():
    n = 0
    while True:
        yield n
        n += 1
async def wait(seconds):
    import asyncio
    await asyncio.sleep(seconds)
    return seconds
async def never():
    import asyncio
    await asyncio.Future()
async def both():
    yield 1
    yield 2
def change(xs, d=None):
    xs.append(1)
    print("added", file=sys.stderr)
def remember(): state.append(1); return len(state)
def clock():
    import datetime, time
    return time.time() > 0 and datetime.datetime.now().year
def draw():
    import random
    return random.randint(0, 10**9)
def lookup(d): return d["missing"]
def parse(text): return int(text)
def arguments(): return sys.argv[1:]
def forget(): sys.argv = []
def ask(): return input("name? ")
def first(): return next(sys.stdin)
def show():
    print(object())
    return str(object()), id(state), "id=%d" % id(state)
`;

function lineOf(start: string): number {
  return ACTS.split("\n").findIndex((line) => line.startsWith(start)) + 1;
}

describe("an act", () => {
  test("opens no descriptor that belongs to the process around it", async () => {
    const source = "def read(number):\n    with open(number) as file:\n        return file.read()\n";
    await withProbe({ "read.py": source }, "read.py", async (probe) => {
      for (const number of [0, 2, 97]) {
        const { blocked } = await observe(probe, call("read", number));
        expect(blocked).toEqual([`use file descriptor ${number}`]);
      }
    });
  });

  test("finds memoised functions as new, also those of other files of the project", async () => {
    const memo = "import functools\n\n@functools.lru_cache(None)\ndef load(n):\n    print('loading')\n    return n\n";
    const files = { "memo.py": memo, "shop.py": "import memo\n\ndef price(n):\n    return memo.load(n)\n" };
    await withProbe(files, "shop.py", async (probe) => {
      const seen = await probe.run([call("price", 3), call("price", 3)], { reply: "full" });
      expect(seen.map(({ observation }) => observation?.printed.out)).toEqual(["loading\n", "loading\n"]);
    });
  });

  test("has printed only what goes to the stream of the moment", async () => {
    const source = "import sys\n\ndef show(text, to=sys.stdout):\n    print(text, file=to)\n    print('done')\n";
    await withProbe({ "show.py": source }, "show.py", async (probe) => {
      expect((await observe(probe, call("show", "x"))).printed.out).toBe("done\n");
    });
  });

  test("never leaves a trace outside the scratch folder", async () => {
    await withProbe({ "acts.py": ACTS }, "acts.py", async (probe, ctx) => {
      expect((await observe(probe, call("write"))).outcome).toMatchObject({ kind: "stopped", why: "blocked" });
      expect(await observe(probe, call("write_low"))).toMatchObject({
        outcome: { why: "blocked" },
        blocked: ["write /tmp/autotest-should-not-exist"],
      });
      expect(await ctx.fs.exists("/tmp/autotest-should-not-exist")).toBe(false);
      expect((await observe(probe, call("spawn"))).outcome).toMatchObject({ kind: "stopped", why: "blocked" });
      expect(await observe(probe, call("connect"))).toMatchObject({
        outcome: { kind: "returned", value: "refused" },
        blocked: ["look up 127.0.0.1:9"],
      });
      expect((await observe(probe, call("scratch"))).outcome).toMatchObject({ kind: "returned", value: "x" });
      // Under a test runner there is nobody to ask.
      for (const name of ["ask", "first"])
        expect(await observe(probe, call(name))).toMatchObject({
          outcome: { kind: "stopped", why: "blocked" },
          blocked: ["read standard input"],
        });
    });
  });

  test("is stopped when it does not end by itself", async () => {
    await withProbe({ "acts.py": ACTS }, "acts.py", async (probe) => {
      const why = async (name: string, ...args: Value[]): Promise<unknown> => {
        const { outcome } = await observe(probe, call(name, ...args));
        return outcome.kind === "stopped" ? outcome.why : outcome.kind;
      };
      expect(await why("loop")).toBe("fuel");
      expect(await why("recurse", 0)).toBe("fuel");
      expect(await why("pattern")).toBe("time");
      expect(await why("leave")).toBe("exit");
      expect(await why("end")).toBe("raised");
      expect(await why("memory", 1 << 14)).toBe("memory");
      expect(await why("memory", 140)).toBe("memory");
      expect(await why("memory", 64)).toBe("returned");
      expect(await why("never")).toBe("pending");
      expect(await why("no_such_function")).toBe("arrange");
    });
  });

  test("leaves no trace of its own in what belongs to the interpreter", async () => {
    const source =
      "import sys\nfrom sys import modules as known\n\ndef load(name):\n    __import__(name)\n    sys.marked = name\n    return name in known\n";
    await withProbe({ "loads.py": source }, "loads.py", async (probe) => {
      for (const name of ["colorsys", "netrc", "colorsys"])
        expect((await observe(probe, call("load", name))).outcome).toMatchObject({ kind: "returned", value: true });
      expect(probe.work).toBe(3);
    });
  });

  test("may be given less fuel, and costs what it passes", async () => {
    const count = "def count(n):\n    total = 0\n    while total < n:\n        total = total + 1\n    return total\n";
    await withProbe({ "counts.py": count }, "counts.py", async (probe) => {
      const run = async (fuel?: number) => {
        const before = probe.work;
        const [result] = await probe.run([call("count", 1000)], { compares: true, ...(fuel ? { fuel } : {}) });
        return [result?.observation?.outcome.kind, Math.round((probe.work - before) / 100)];
      };
      expect(await run()).toEqual(["returned", 10]);
      expect(await run(100)).toEqual(["stopped", 1]);
      const [long] = await probe.run([call("count", 30_000)], { compares: true });
      expect(long?.observation?.outcome).toMatchObject({ kind: "returned", value: 30_000 });
      expect(long?.compares).toHaveLength(400);
    });
  });

  test("is awaited and iterated, and tells what it changed, printed and looked at", async () => {
    await withProbe({ "acts.py": ACTS }, "acts.py", async (probe) => {
      const counted = await observe(probe, call("count"));
      expect(counted.outcome).toEqual({
        kind: "returned",
        value: Array.from({ length: 20 }, (_, n) => n),
        via: "iterate",
        more: true,
      });
      expect((await observe(probe, call("wait", 3600))).outcome).toEqual({
        kind: "returned",
        value: 3600,
        via: "await",
      });
      expect((await observe(probe, call("both"))).outcome).toEqual({
        kind: "returned",
        value: [1, 2],
        via: "await-iterate",
      });
      const changed = await observe(probe, call("change", [0], {}));
      expect(changed.changed).toEqual([{ kind: "argument", index: 0, value: [0, 1] }]);
      expect(changed.printed).toEqual({ out: "", err: "added\n" });
      expect((await observe(probe, call("clock"))).unstable).toEqual(["time"]);
      const world = { epoch: 864_000_000, seed: 7 };
      const drawn = await probe.run([call("draw"), call("clock"), call("draw")], { world });
      expect(drawn[0]?.observation?.outcome).toEqual(drawn[2]?.observation?.outcome);
      expect(drawn[0]?.observation?.outcome).not.toEqual((await observe(probe, call("draw"))).outcome);
      expect(drawn[1]?.observation?.outcome).toMatchObject({ value: 1970 });
      // Addresses and the command line are other ones in every process: so they are in every world.
      await observe(probe, call("forget"));
      for (const name of ["arguments", "show"]) {
        const here = await observe(probe, call(name));
        const [there, again] = await probe.run([call(name), call(name)], { world });
        expect(here.unstable).toEqual([name === "show" ? "id" : "environment"]);
        expect(there?.observation?.outcome).not.toEqual(here.outcome);
        if (name === "show") expect(there?.observation?.printed).not.toEqual(here.printed);
        expect(again).toEqual(there);
      }
      const [missed] = await probe.run([call("lookup", { a: 1 })], { compares: true });
      expect(missed?.compares).toEqual([{ op: "key", left: "missing", right: ["a"], line: lineOf("def lookup") }]);
      const [parsed] = await probe.run([call("parse", "x")], { compares: true });
      expect(parsed?.compares).toMatchObject([{ op: "parse", left: "x", right: "int" }]);
    });
  });

  test("says which classes were compared, and of other things only whether they are the same", async () => {
    const code = "def same(a, b):\n    return type(a) is type(b) and issubclass(type(a), (int, str)) and a is b\n";
    await withProbe({ "same.py": code }, "same.py", async (probe) => {
      const act = { kind: "function", ref: "same:same", args: [1, 2] } as const;
      const other = { ...act, args: [1, "a"] };
      const [alike, different] = await probe.run(
        [
          { arrange: [], act },
          { arrange: [], act: other },
        ],
        { compares: true },
      );
      const classes = (left: string, right: string): unknown => ({
        op: "==",
        left: { $: "ref", ref: `builtins:${left}` },
        right: { $: "ref", ref: `builtins:${right}` },
        line: 2,
      });
      expect(alike?.compares).toEqual([classes("int", "int"), classes("int", "str")]);
      expect(different?.compares).toEqual([classes("int", "str")]);
    });
  });

  test("pays for the files it opens, and not for the memory that those before it left in cycles", async () => {
    const code = [
      "import os",
      "def peek():",
      "    open(os.path.join(os.path.dirname(__file__), 'data.txt')).close()",
      "def knot():",
      "    loop = ['x' * (60 << 20)]",
      "    loop.append(loop)",
      "    return len(loop)",
      "",
    ].join("\n");
    await withProbe({ "costs.py": code, "data.txt": "a".repeat(650_000) }, "costs.py", async (probe) => {
      const act = (name: string, ...args: Value[]) => ({ kind: "function", ref: `costs:${name}`, args }) as const;
      const before = probe.work;
      await probe.run([{ arrange: [], act: act("peek") }]);
      expect(probe.work - before).toBeGreaterThan(3_000);
      const results = await probe.run(Array.from({ length: 4 }, () => ({ arrange: [], act: act("knot") })));
      expect(results.map(({ observation }) => observation?.outcome.kind)).toEqual(Array(4).fill("returned"));
    });
  });

  test("gives away no address, not even of what is built in", async () => {
    await withProbe({ "place.py": "def place(): return [id([]), id(()), id(1)]\n" }, "place.py", async (probe) => {
      const { outcome, unstable } = await observe(probe, call("place"));
      const [made] = outcome.kind === "returned" && Array.isArray(outcome.value) ? outcome.value : [];
      expect(outcome).toMatchObject({ value: [made, made, made] });
      expect(unstable).toEqual(["id"]);
    });
  });

  test("says which pattern was looked for, in whatever way the function that does so is named", async () => {
    const code = [
      "import re",
      "from re import search as look",
      'find = re.compile("b+").search',
      "",
      "def first(text):",
      '    return re.match("a+", text)',
      "def second(text):",
      '    return find(text) or look("c+", text, flags=re.I)',
      "def third(text):",
      '    return re.compile("d+").sub("", text)',
      "def fourth(text):",
      '    return re.compile("e + [ #] # more", re.X).match(text)',
      "",
    ].join("\n");
    await withProbe({ "words.py": code }, "words.py", async (probe) => {
      const act = (name: string) => ({ kind: "function", ref: `words:${name}`, args: ["x"] }) as const;
      const calls = ["first", "second", "third", "fourth"].map((name) => ({ arrange: [], act: act(name) }));
      const results = await probe.run(calls, { compares: true });
      const match = (right: string, line: number): unknown => ({ op: "match", left: "x", right, line });
      expect(results.map(({ compares }) => compares)).toEqual([
        [match("a+", 6)],
        [match("b+", 8), match("c+", 8)],
        [match("d+", 10)],
        [match("e+[ #]", 12)], // Blanks and comments of a verbose pattern match nothing.
      ]);
    });
  });

  test("that changes the module is followed by a fresh one", async () => {
    await withProbe({ "acts.py": ACTS }, "acts.py", async (probe) => {
      const value = async (): Promise<unknown> => (await observe(probe, call("remember"))).outcome;
      expect(await value()).toMatchObject({ value: 1 });
      expect(await value()).toMatchObject({ value: 1 });
    });
  });
});

describe("importing", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["exits", "import sys\nsys.exit(3)\n", "import-exits"],
    ["leaves", "import os\nos._exit(3)\n", "import-exits"],
    ["loops", "while True:\n    pass\n", "import-hangs"],
    ["forks", "import os\nos.fork()\n", "import-failed"],
    ["binds", "import socket\nsocket.socket().bind(('127.0.0.1', 0))\n", "import-failed"],
    ["deletes", "import os\nos.remove('victim.txt')\n", "import-failed"],
    ["raises", "raise ValueError('one\\ntwo')\n", "import-failed"],
    ["misses", "import no_such_module_here\n", "import-failed"],
  ];
  test.each(cases)("a module that %s is a problem, not a crash", async (name, source, code) => {
    await withTestContext({ files: { [`${name}.py`]: source, "victim.txt": "here" } }, async (ctx) => {
      const opening = await open(ctx, `${name}.py`);
      expect(opening).toMatchObject({ ok: false, problem: { code } });
      expect(await ctx.fs.readText(`${ctx.project.workspace}/victim.txt`)).toBe("here");
    });
  });

  test("a module that prints or tries an effect opens, and says so", async () => {
    const source =
      "print('hello')\ntry:\n    open('/tmp/autotest-should-not-exist', 'w')\nexcept OSError:\n    pass\ndef f(): return 1\n";
    await withProbe({ "noisy.py": source }, "noisy.py", async (probe) => {
      expect(probe.opened.effects).toEqual(["write /tmp/autotest-should-not-exist", "printed to stdout: hello"]);
    });
  });

  test("no other module of the project is loaded, whatever it is called", async () => {
    const bad = "raise SystemExit('loaded')\n";
    const files = {
      "target.py": "import json\ndef f(x): return json.dumps(x)\n",
      "worker.py": bad,
      "observe.py": bad,
      "json.py": "def dumps(x): return 'ours'\n",
    };
    await withProbe(files, "target.py", async (probe) => {
      expect((await observe(probe, call("f", 1))).outcome).toMatchObject({ kind: "returned" });
    });
  });
});

const STANDARD = [
  "textwrap",
  "shlex",
  "colorsys",
  "bisect",
  "configparser",
  "statistics",
  "calendar",
  "difflib",
  "heapq",
] as const;

test("real modules load, and behave as they do untouched", async () => {
  const read =
    "import importlib, json, sys; print(json.dumps({n: open(importlib.import_module(n).__file__, encoding='utf-8').read() for n in sys.argv[1:]}))";
  const sources = JSON.parse(
    execFileSync("python3", ["-c", read, ...STANDARD], { encoding: "utf8", maxBuffer: 1 << 24 }),
  ) as Record<string, string>;
  const files = Object.fromEntries(STANDARD.map((name) => [`copies/${name}.py`, sources[name]!]));
  const scenarios: { readonly [name: string]: readonly (readonly [string, readonly Value[]])[] } = {
    textwrap: [
      ["wrap", ["hello big wide-open world", 7]],
      ["shorten", ["hello world foo", 8]],
      ["dedent", ["  a\n   b\n"]],
    ],
    shlex: [
      ["split", ['a \'b c\' "d\\"e" # f']],
      ["quote", ["a b'c"]],
      ["join", [["a", "b c"]]],
    ],
    colorsys: [
      ["rgb_to_hsv", [float("0.2"), float("0.4"), float("0.9")]],
      ["hls_to_rgb", [float("0.5"), float("0.3"), float("0.7")]],
    ],
    bisect: [["bisect_left", [[1, 2, 2, 3], 2]]],
    statistics: [
      ["median", [[3, 1, 2]]],
      ["pstdev", [[1, 2, 3, 4]]],
      ["multimode", ["aabb"]],
    ],
    calendar: [
      ["isleap", [2024]],
      ["isleap", [1900]],
      ["month", [2024, 2]],
    ],
    difflib: [
      ["get_close_matches", ["appel", ["ape", "apple", "peach"]]],
      [
        "ndiff",
        [
          ["a\n", "b\n"],
          ["a\n", "c\n"],
        ],
      ],
    ],
    heapq: [
      ["nsmallest", [2, [5, 1, 4]]],
      [
        "merge",
        [
          [1, 4],
          [2, 3],
        ],
      ],
    ],
  };
  await withTestContext({ files }, async (ctx) => {
    for (const name of STANDARD) {
      const opening = await open(ctx, `copies/${name}.py`);
      if (!opening.ok) throw new Error(`${name}: ${opening.problem.message}`);
      expect(opening.probe.opened.goals.length).toBeGreaterThan(20);
      const calls = scenarios[name] ?? [];
      const own = await opening.probe.run(
        calls.map(([unit, args]) => call(unit, ...args)),
        { compares: true },
      );
      const original = await opening.probe.run(
        calls.map(([unit, args]) => ({ arrange: [], act: { kind: "function", ref: `${name}:${unit}`, args } })),
      );
      expect(own.map(({ observation }) => observation?.outcome)).toEqual(
        original.map(({ observation }) => observation?.outcome),
      );
      expect(own.every(({ observation }) => observation?.outcome.kind === "returned")).toBe(true);
      await opening.probe.close();
    }
  });
});

test("objects say what their properties, length and text are, after the act and never before", async () => {
  const source = `import random

class Token:
    def __init__(self, value):
        self._value = value
        self._asked = 0

    @property
    def value(self):
        self._asked += 1
        return self._value

    @property
    def asked(self):
        return self._asked

    @property
    def luck(self):
        return random.random()

    @property
    def secret(self):
        return open("/etc/passwd").read()

    def __len__(self):
        return len(self._value)

    def __str__(self):
        return "<" + self._value + ">"

    def grow(self):
        self._value += "!"

def token(value):
    return Token(value)
`;
  await withProbe({ "token.py": source }, "token.py", async (probe) => {
    const made = await observe(probe, call("token", "ab"));
    expect(made.outcome).toMatchObject({
      value: { $: "object", fields: { value: "ab", asked: 1, ":len": 2, ":str": "<ab>" } },
    });
    expect(made.unstable).toEqual([]);
    expect(made.blocked).toEqual([]);
    const { changed } = await observe(probe, {
      arrange: [{ name: "token", call: { kind: "new", ref: ":Token", args: ["ab"] } }],
      act: { kind: "method", on: { $: "var", name: "token" }, name: "grow", args: [] },
    });
    expect(changed).toMatchObject([{ kind: "variable", name: "token", value: { fields: { asked: 1, ":len": 3 } } }]);
  });
});

test("an object tells its own name and documentation, as a function does", async () => {
  const source = `class Field:
    def __init__(self, doc):
        self.__doc__ = doc
        self._own = 1

def field(doc):
    return Field(doc)
`;
  await withProbe({ "field.py": source }, "field.py", async (probe) => {
    const { outcome } = await observe(probe, call("field", "What it is."));
    expect(outcome).toMatchObject({ value: { $: "object", fields: { __doc__: "What it is." } } });
  });
});

test("an error tells what it carries, where the file raises it", async () => {
  const files = {
    "a.py":
      "class Bad(Exception):\n    def __init__(self, code, rest):\n        super().__init__(code)\n        self.code, self.rest, self._own = code, rest, 1\n    @property\n    def status(self): return len(self.code)\n    def __repr__(self): return 'Bad(' + self.code + ')'\ndef fail(code): raise Bad(code, [])\ndef plain(): raise ValueError('no')\ndef own(): return {}['x']\n",
  };
  await withProbe(files, "a.py", async (probe) => {
    const fieldsOf = async (scenario: Scenario): Promise<unknown> => {
      const { outcome } = await observe(probe, scenario);
      return outcome.kind === "raised" ? outcome.fields : outcome.kind;
    };
    expect(await fieldsOf(call("fail", "ab"))).toEqual({ code: "ab", status: 2, ":repr": "Bad(ab)" });
    expect(await fieldsOf(call("fail", "a\nb"))).toEqual({ status: 3 });
    expect([await fieldsOf(call("plain")), await fieldsOf(call("own"))]).toEqual([undefined, undefined]);
  });
});

test("ends a wait for what no thread is there to do at once, and leaves alone what another thread does", async () => {
  const source = `import queue
import threading

def take(items, timeout=None):
    waiting = queue.Queue()
    for item in items:
        waiting.put(item)
    return waiting.get(timeout=timeout)

def peek():
    return threading.Event().wait(0.1)

def unowned():
    threading.Condition().wait(1)

def hand_over(item):
    waiting = queue.Queue()
    thread = threading.Thread(target=waiting.put, args=(item,))
    thread.start()
    found = waiting.get()
    thread.join()
    return found
`;
  await withProbe({ "wait.py": source }, "wait.py", async (probe) => {
    const outcome = async (scenario: Scenario): Promise<unknown> => (await observe(probe, scenario)).outcome;
    expect(await outcome(call("take", [7]))).toMatchObject({ kind: "returned", value: 7 });
    // Nobody waits for NaN seconds: a real queue would try again for ever.
    expect(await outcome(call("take", [], { $: "float", v: "nan" }))).toMatchObject({ kind: "stopped" });
    expect(await outcome(call("take", []))).toMatchObject({ kind: "stopped", why: "pending" });
    expect(await outcome(call("take", [], 60))).toMatchObject({ kind: "stopped", why: "pending" });
    expect(await outcome(call("take", [], 0.1))).toMatchObject({ kind: "raised", type: "Empty" });
    expect(await outcome(call("peek"))).toMatchObject({ kind: "returned", value: false });
    expect(await outcome(call("unowned"))).toMatchObject({ kind: "raised", type: "RuntimeError" });
    expect(await outcome(call("hand_over", "x"))).toMatchObject({ kind: "returned", value: "x" });
  });
});
