import { execFileSync } from "node:child_process";
import type { Assertion, Call, Candidate, EmitRequest, Surroundings, TestGroup, Value } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { emit } from "./emit.js";
import { PYTHON, type RealProject, realProject } from "./testing/real-project.js";
import { candidateOf, layoutOf, requestOf, unitNamed } from "./testing/requests.js";

const projects: RealProject[] = [];

afterEach(async () => {
  for (const one of projects.splice(0)) await one.dispose();
});

/** What pytest says of a project of these files. */
function runs(files: { readonly [path: string]: string }, zone: string): string {
  const project = realProject({ "tests/__init__.py": "", ...files });
  projects.push(project);
  const env = { PATH: process.env.PATH ?? "", TZ: zone, DEBUG: "1" };
  const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider"];
  return execFileSync(PYTHON, args, { cwd: project.root, env, encoding: "utf8" });
}

const SOURCE = `import os
import random
import sys
import time
import uuid
from datetime import date, datetime as moment_type, timedelta, timezone
from time import time as seconds
from uuid import uuid4


def options():
    return sys.argv[1:]


def greet():
    print("Hello " + input("name? "))


def place():
    return os.environ["PLACE"], os.environ.get("DEBUG")


def dice():
    return random.randint(1, 6), random.sample(range(50), 3)


def stamp():
    return [str(moment_type.now()), str(moment_type.utcnow()), str(moment_type.now(timezone(timedelta(hours=9))))]


def day():
    return str(date.today()), isinstance(moment_type.now(), moment_type)


def is_past(moment):
    return isinstance(moment, moment_type) and moment < moment_type.now()


def clocks():
    return seconds(), time.time(), time.time_ns()


def name():
    return str(uuid.uuid4()), uuid4().version


async def later():
    return sys.argv[1:]


def leave():
    sys.exit(int(input()))


def each(items, visit):
    for item in items:
        visit(item, -item)


class Box:
    def __init__(self, item):
        self.item = item

    def __lshift__(self, visit):
        visit(self.item)
        return self.item

    def words(self):
        return [self.item, *sys.argv[1:]]

    def __enter__(self):
        return input()

    def __exit__(self, *_):
        return None
`;

const UNITS = [
  ...["options", "greet", "place", "dice", "stamp", "day", "clocks", "name", "leave"].map((name) => unitNamed(name)),
  unitNamed("is_past", ["moment"]),
  unitNamed("later", [], { async: true }),
  unitNamed("each", ["items", "visit"]),
  unitNamed("Box", ["item"]),
  ...["__lshift__", "words", "__enter__"].map((name) => unitNamed(`Box.${name}`, [], { owner: "Box" })),
];

const call = (name: string, ...args: Value[]): Call => ({ kind: "function", ref: `:${name}`, args });
const returns = (value: Value, via: "call" | "await" = "call"): Assertion => ({
  ...{ basis: "observed", kind: "returns", value, via },
});
const tuple = (...v: Value[]): Value => ({ $: "tuple", v });
const record: Value = { $: "callable", kind: "record" };
const called = (index: number, value: Value): Assertion => ({
  ...{ basis: "observed", kind: "argument", index, value, via: "call" },
});
const UUID = "12345678-1234-4678-9234-567812345678";

function within(surroundings: Surroundings, candidate: Candidate): Candidate {
  return { ...candidate, scenario: { ...candidate.scenario, surroundings } } as Candidate;
}

function single(...tests: Candidate[]): readonly TestGroup[] {
  return tests.map((one) => ({ unit: one.unit, entries: [{ kind: "single", test: one }] }));
}

function request(tests: readonly Candidate[], changes: Partial<EmitRequest> = {}): EmitRequest {
  const file = { path: "shop/cart.py", text: SOURCE, hash: "0123456789abcdef" };
  return requestOf(single(...tests), UNITS, { file, ...changes });
}

/** The suite without header and footer. */
function bodyOf(tests: readonly Candidate[], changes: Partial<EmitRequest> = {}): string {
  const lines = emit(request(tests, changes)).text.split("\n").slice(4);
  return lines.join("\n").replace(/\n\n\n# End of [\s\S]*$/, "\n");
}

const MOMENT = "2023-11-14 22:13:20";
const STAMP = within(
  { now: 1_700_000_000 },
  candidateOf("stamp", "gives three texts", call("stamp"), [returns([MOMENT, MOMENT, "2023-11-15 07:13:20+09:00"])]),
);
const OPTIONS = within(
  { arguments: ["--verbose"] },
  candidateOf("options", "returns what follows the name", call("options"), [returns(["--verbose"])]),
);

const EACH = candidateOf("each", "visits every item", call("each", [1, 2], record), [
  called(1, [
    [1, -1],
    [2, -2],
  ]),
]);
const box: Value = { $: "new", ref: ":Box", args: ["x"] };
const variable: Value = { $: "var", name: "box" };

const TESTS: readonly Candidate[] = [
  OPTIONS,
  within(
    { input: "Ann\n" },
    candidateOf("greet", "prints the name", call("greet"), [
      { basis: "observed", kind: "prints", text: "name? Hello Ann\n", via: "call" },
    ]),
  ),
  within(
    { environment: { PLACE: "/nowhere", DEBUG: null } },
    candidateOf("place", "reads both", call("place"), [returns(tuple("/nowhere", null))]),
  ),
  within({ chance: 3 }, candidateOf("dice", "rolls", call("dice"), [returns(tuple(2, [37, 34, 8]))])),
  STAMP,
  within({ now: 86_399 }, candidateOf("day", "says the day", call("day"), [returns(tuple("1970-01-01", true))])),
  within(
    { now: 86_399 },
    candidateOf("is_past", "compares", call("is_past", { $: "new", ref: "datetime:datetime", args: [1970, 1, 1] }), [
      returns(true),
    ]),
  ),
  within(
    { now: 86_399 },
    candidateOf("clocks", "agree", call("clocks"), [
      returns(tuple({ $: "float", v: "86399.0" }, { $: "float", v: "86399.0" }, 86_399_000_000_000)),
    ]),
  ),
  within({ uuid: UUID }, candidateOf("name", "is random", call("name"), [returns(tuple(UUID, 4))])),
  within({ arguments: ["a"] }, candidateOf("later", "awaits", call("later"), [returns(["a"], "await")])),
  within(
    { input: "3" },
    candidateOf("leave", "ends with that code", call("leave"), [
      { basis: "observed", kind: "raises", ref: "builtins:SystemExit", type: "SystemExit", message: "3", via: "call" },
    ]),
  ),
  EACH,
  candidateOf("Box.__lshift__", "hands it on", { kind: "method", on: box, name: "__lshift__", args: [record] }, [
    returns("x"),
    called(0, [["x"]]),
  ]),
  within(
    { arguments: ["y"] },
    candidateOf(
      "Box.words",
      "begins with the item",
      { kind: "method", on: variable, name: "words", args: [] },
      [returns(["x", "y"])],
      [{ name: "box", value: box }],
    ),
  ),
  within(
    { input: "open\n" },
    candidateOf(
      "Box.__enter__",
      "asks",
      { kind: "method", on: variable, name: "__enter__", args: [] },
      [returns("open")],
      [{ name: "box", call: { kind: "new", ref: ":Box", args: ["x"] } }],
    ),
  ),
];

test("each test sets what it needs, in the words of pytest", () => {
  expect(bodyOf(TESTS)).toBe(`import asyncio
import random
from datetime import date, datetime
from io import StringIO
from uuid import UUID

import pytest

from shop.cart import (
    Box,
    clocks,
    day,
    dice,
    each,
    greet,
    is_past,
    later,
    leave,
    name,
    options,
    place,
    stamp,
)


def freeze_clock(monkeypatch, moment):
    """Stops the clock of shop.cart at \`moment\`, which is in UTC."""

    class AnyDatetime(type):
        def __instancecheck__(cls, value):
            return isinstance(value, datetime)

    class FrozenDatetime(datetime, metaclass=AnyDatetime):
        @classmethod
        def now(cls, tz=None):
            utc = cls.fromisoformat(f"{moment}+00:00")
            return utc.astimezone(tz) if tz else utc.replace(tzinfo=None)

        @classmethod
        def utcnow(cls):
            return cls.fromisoformat(moment)

    class FrozenDate(date):
        @classmethod
        def today(cls):
            return cls.fromisoformat(moment[:10])

    seconds = datetime.fromisoformat(f"{moment}+00:00").timestamp()
    monkeypatch.setattr("shop.cart.moment_type", FrozenDatetime)
    monkeypatch.setattr("shop.cart.date", FrozenDate)
    monkeypatch.setattr("time.time", lambda: seconds)
    monkeypatch.setattr("shop.cart.seconds", lambda: seconds)
    monkeypatch.setattr("time.time_ns", lambda: int(seconds) * 10**9)


def test_options_returns_what_follows_the_name(monkeypatch):
    monkeypatch.setattr("sys.argv", ["program", "--verbose"])

    assert options() == ["--verbose"]


def test_greet_prints_the_name(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("Ann\\n"))

    greet()
    assert capsys.readouterr().out == "name? Hello Ann\\n"


def test_place_reads_both(monkeypatch):
    monkeypatch.setenv("PLACE", "/nowhere")
    monkeypatch.delenv("DEBUG", raising=False)

    assert place() == ("/nowhere", None)


def test_dice_rolls():
    random.seed(3)

    assert dice() == (2, [37, 34, 8])


def test_stamp_gives_three_texts(monkeypatch):
    freeze_clock(monkeypatch, "2023-11-14 22:13:20")

    result = stamp()
    assert result == [
        "2023-11-14 22:13:20",
        "2023-11-14 22:13:20",
        "2023-11-15 07:13:20+09:00",
    ]


def test_day_says_the_day(monkeypatch):
    freeze_clock(monkeypatch, "1970-01-01 23:59:59")

    assert day() == ("1970-01-01", True)


def test_is_past_compares(monkeypatch):
    freeze_clock(monkeypatch, "1970-01-01 23:59:59")

    assert is_past(datetime(1970, 1, 1)) is True


def test_clocks_agree(monkeypatch):
    freeze_clock(monkeypatch, "1970-01-01 23:59:59")

    assert clocks() == (86399.0, 86399.0, 86399000000000)


def test_name_is_random(monkeypatch):
    monkeypatch.setattr(
        "uuid.uuid4", lambda: UUID("12345678-1234-4678-9234-567812345678")
    )
    monkeypatch.setattr(
        "shop.cart.uuid4", lambda: UUID("12345678-1234-4678-9234-567812345678")
    )

    assert name() == ("12345678-1234-4678-9234-567812345678", 4)


def test_later_awaits(monkeypatch):
    monkeypatch.setattr("sys.argv", ["program", "a"])

    assert asyncio.run(later()) == ["a"]


def test_leave_ends_with_that_code(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("3"))

    with pytest.raises(SystemExit, match="^3$"):
        leave()


def test_each_visits_every_item():
    calls = []

    each([1, 2], lambda *args: calls.append(args))
    assert calls == [(1, -1), (2, -2)]


def test_box_lshift_hands_it_on():
    calls = []

    result = Box("x").__lshift__(lambda *args: calls.append(args))
    assert result == "x"
    assert calls == [("x",)]


def test_box_words_begins_with_the_item(monkeypatch):
    monkeypatch.setattr("sys.argv", ["program", "y"])
    box = Box("x")

    assert box.words() == ["x", "y"]


def test_box_enter_asks(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("open\\n"))

    with Box("x") as result:
        assert result == "open"
`);
});

test.each(["UTC", "Asia/Tokyo", "America/New_York"])("what is written passes where the clock is that of %s", (zone) => {
  const { text } = emit(request(TESTS));
  const files = { "shop/__init__.py": "", "shop/cart.py": SOURCE, "tests/test_cart.py": text };
  expect(runs(files, zone)).toContain(`${TESTS.length} passed`);
});

const FREEZER = /^def freeze_clock\w*\(monkeypatch, moment\):$/gm;
const EDITED = '    freeze_clock(monkeypatch, "2024-01-01 00:00:00")\n';

test("the function that stops the clock comes and goes with the tests that call it", () => {
  const first = emit(request([OPTIONS])).text;
  expect(first).not.toMatch(FREEZER);
  const both = emit(request([OPTIONS, STAMP], { existing: first })).text;
  expect(both.match(FREEZER)).toHaveLength(1);
  expect(both.indexOf("def freeze_clock")).toBeLessThan(both.indexOf("def test_options"));
  expect(emit(request([OPTIONS, STAMP], { existing: both })).text).toBe(both);
  const gone = emit(request([OPTIONS], { existing: both })).text;
  expect(gone).toBe(first);
});

test("a person's test keeps the function it calls, and its imports", () => {
  const both = emit(request([OPTIONS, STAMP])).text;
  const edited = both.replace(/^ {4}freeze_clock\(.*\n/m, EDITED);
  const { text } = emit(request([OPTIONS], { existing: edited }));
  expect(text).toContain(EDITED);
  expect(text.match(FREEZER)).toHaveLength(1);
  expect(text).toContain("from datetime import date, datetime\n");
});

test("in a file of somebody else's it takes a free name, and one that is there already is used", () => {
  const theirs = "def freeze_clock(moment):\n    return moment\n";
  const named = emit(request([STAMP], { existing: theirs })).text;
  expect(named).toContain("def stop_clock(monkeypatch, moment):");
  expect(named).toContain('    stop_clock(monkeypatch, "2023-11-14 22:13:20")');
  const { header: _, ...plain } = request([STAMP], { existing: "def test_mine():\n    assert True\n" });
  const once = emit(plain).text;
  const other = { ...STAMP, title: "gives them again" } as Candidate;
  const twice = emit({ ...plain, groups: single(other), existing: once }).text;
  expect(twice.match(FREEZER)).toHaveLength(1);
  expect(twice.match(/^ {4}freeze_clock\(/gm)).toHaveLength(2);
});

test("test classes share it too", () => {
  const text = bodyOf([STAMP], { layout: layoutOf({ style: "xunit" }) });
  expect(text).toContain("        def utcnow(cls):\n            return cls.fromisoformat(moment)\n");
  expect(text).toContain("class TestStamp:\n    def test_gives_three_texts(self, monkeypatch):\n        freeze_clock(");
});

test("where only functions tell the time, the test replaces them itself", () => {
  const file = { path: "shop/cart.py", text: "import time\n\n\ndef stamp():\n    return time.time()\n", hash: "" };
  const text = bodyOf([within({ now: 5 }, { ...STAMP, assertions: [returns(5)] } as Candidate)], { file });
  expect(text).toContain(
    '(monkeypatch):\n    monkeypatch.setattr("time.time", lambda: 5.0)\n\n    assert stamp() == 5\n',
  );
});

test("the list of calls is no parameter of the same name", () => {
  const units = [unitNamed("each", ["calls", "visit"])];
  const { text } = emit({ ...request([EACH]), analysis: { ...request([]).analysis, units } });
  expect(text).toContain("    recorded_calls = []\n");
  expect(text).toContain("    assert recorded_calls == [(1, -1), (2, -2)]\n");
});

test("a module that its package hides behind a function is found where Python keeps it", () => {
  const source = "from time import time\n\n\ndef cart():\n    return time()\n";
  const file = { path: "shop/cart.py", text: source, hash: "" };
  const timed = within({ now: 5 }, candidateOf("cart", "says when", call("cart"), [returns(5)]));
  const { text } = emit({
    ...request([timed], { file }),
    analysis: { ...request([]).analysis, units: [unitNamed("cart")] },
  });
  expect(text).toContain('    monkeypatch.setattr(sys.modules["shop.cart"], "time", lambda: 5.0)\n');
  expect(
    runs({ "shop/__init__.py": "from .cart import cart\n", "shop/cart.py": source, "tests/test_cart.py": text }, "UTC"),
  ).toContain("1 passed");
});

test("what the module remembers is put in place for the test, and told afterwards by its place", () => {
  const source = `known = {}


def register(name, value):
    known[name] = value


class Session:
    count = 0

    def __init__(self):
        Session.count += 1
        self.number = Session.count
`;
  const file = { path: "shop/cart.py", text: source, hash: "" };
  const state = { known: { a: 1 } };
  const after: Assertion = {
    ...{ basis: "observed", kind: "state", name: "known", value: { a: 1, b: 2 }, via: "call" },
  };
  const made: Candidate = candidateOf("Session", "has number 6", { kind: "new", ref: ":Session", args: [] }, [
    { basis: "observed", kind: "field", on: "result", name: "number", value: 6, via: "call" },
  ]);
  const tests = [
    within({ state }, candidateOf("register", "adds a name", call("register", "b", 2), [after])),
    within({ state: { "Session.count": 5 } }, made),
  ];
  const { text } = emit({
    ...request(tests, { file }),
    analysis: { ...request([]).analysis, units: [unitNamed("register", ["name", "value"]), unitNamed("Session")] },
  });
  expect(text).toContain(`
import shop.cart
from shop.cart import Session, register


def test_register_adds_a_name(monkeypatch):
    monkeypatch.setattr("shop.cart.known", {"a": 1})

    register("b", 2)
    assert shop.cart.known == {"a": 1, "b": 2}


def test_session_has_number_6(monkeypatch):
    monkeypatch.setattr("shop.cart.Session.count", 5)

    result = Session()
    assert result.number == 6
`);
  const clean = "import shop.cart\n\n\ndef test_clean():\n    assert shop.cart.known == {}\n";
  const files = {
    "shop/__init__.py": "",
    "shop/cart.py": source,
    "tests/test_cart.py": text,
    "tests/test_z.py": clean,
  };
  expect(runs(files, "UTC")).toContain("3 passed");
});

test("counters give the same in every run, under each name the file has for them", () => {
  const source = `import time
from time import monotonic, perf_counter_ns as fine

clock = monotonic


def passed():
    return time.perf_counter(), time.perf_counter(), monotonic(), clock(), fine(), fine()
`;
  const float = (v: string): Value => ({ $: "float", v });
  const given = [float("1.5"), float("3.0"), float("1.5"), float("3.0"), 1_500_000_000, 3_000_000_000];
  const passed = within({ tick: 1.5 }, candidateOf("passed", "counts", call("passed"), [returns(tuple(...given))]));
  const file = { path: "shop/cart.py", text: source, hash: "0123456789abcdef" };
  const { text } = emit(requestOf(single(passed), [unitNamed("passed")], { file }));
  expect(text).toContain(`import time
from itertools import count

from shop.cart import passed


def test_passed_counts(monkeypatch):
    monkeypatch.setattr("time.monotonic", count(1.5, 1.5).__next__)
    monkeypatch.setattr("shop.cart.monotonic", time.monotonic)
    monkeypatch.setattr("shop.cart.clock", time.monotonic)
    monkeypatch.setattr("time.perf_counter", count(1.5, 1.5).__next__)
    monkeypatch.setattr("shop.cart.fine", count(15 * 10**8, 15 * 10**8).__next__)
`);
  expect(runs({ "shop/__init__.py": "", "shop/cart.py": source, "tests/test_cart.py": text }, "UTC")).toContain(
    "1 passed",
  );
});
