import type { Observation, Probe, Surroundings, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { observe } from "./testing/observe.js";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `from collections import defaultdict

known = {}
total: int = 0
groups = defaultdict(list)
seen = set()
names = ("a",)
owner = object()
settings = {"mode": "fast", "never": "changed"}

def register(name, value):
    known[name] = value

def lookup(name):
    return known.get(name)

def add(amount):
    global total
    total += amount
    return total

def is_new(item):
    if item in seen:
        return False
    seen.add(item)
    return True

def group(key): groups[key].append(1)
def mode(): return settings["mode"]

class Session:
    count = 0
    def __init__(self): Session.count += 1
    def number(self): return self.count

def start(): return Session().number()
`;

const value = ({ outcome }: Observation): unknown => (outcome.kind === "returned" ? outcome.value : outcome);
const run = (probe: Probe, name: string, state?: Surroundings["state"], ...args: Value[]): Promise<Observation> =>
  observe(probe, name, state === undefined ? undefined : { state }, ...args);

test("no scenario sees what an earlier one left in the module", async () => {
  await withProbe(SOURCE, async (probe) => {
    expect(value(await run(probe, "add", undefined, 2))).toBe(2);
    expect(value(await run(probe, "add", undefined, 2))).toBe(2);
    const both = await probe.run(
      [["register", "a", 1] as const, ["lookup", "a"] as const].map(([name, ...args]) => ({
        arrange: [],
        act: { kind: "function", ref: `:${name}`, args },
      })),
    );
    expect(both[1]?.observation?.outcome).toMatchObject({ kind: "returned", value: null });
  });
});

test("a variable that was seen changing is asked for by all that name it, and by no other", async () => {
  await withProbe(SOURCE, async (probe) => {
    expect((await run(probe, "lookup", undefined, "a")).asked).toBeUndefined();
    for (const [name, ...args] of [
      ["register", "a", 1],
      ["add", 1],
      ["group", "x"],
      ["start"],
      ["is_new", "a"],
    ] as const)
      await run(probe, name, undefined, ...args);
    expect((await run(probe, "lookup", undefined, "a")).asked).toEqual(["state known"]);
    expect((await run(probe, "group", undefined, "a")).asked).toEqual(["state groups"]);
    expect((await run(probe, "start")).asked).toEqual(["state Session.count"]);
    // `seen.add` is no use of the function `add`.
    expect((await run(probe, "is_new", undefined, "a")).asked).toEqual(["state seen"]);
    expect((await run(probe, "mode")).asked).toBeUndefined();
    expect((await run(probe, "lookup", { known: {} }, "a")).asked).toBeUndefined();
  });
});

test("what is set is there for one scenario, and what became of it is told", async () => {
  await withProbe(SOURCE, async (probe) => {
    const given = await run(probe, "lookup", { known: { a: 3 } }, "a");
    expect([value(given), given.changed]).toEqual([3, []]);
    expect(value(await run(probe, "lookup", undefined, "a"))).toBe(null);
    const changed = (await run(probe, "register", { known: { a: 3 } }, "b", 4)).changed;
    expect(changed).toEqual([{ kind: "state", name: "known", value: { a: 3, b: 4 } }]);
    const rebound = await run(probe, "add", { total: 5 }, 2);
    expect([value(rebound), rebound.changed]).toEqual([7, [{ kind: "state", name: "total", value: 7 }]]);
    const counted = await run(probe, "start", { "Session.count": 8 });
    expect([value(counted), counted.changed]).toEqual([9, [{ kind: "state", name: "Session.count", value: 9 }]]);
    expect(value(await run(probe, "start"))).toBe(1);
  });
});

test("variables that hold plain data can be set, with what they are declared to be", async () => {
  await withProbe(SOURCE, async ({ opened: { state = {} } }) => {
    expect(Object.keys(state)).toEqual(["known", "total", "groups", "seen", "settings", "Session.count"]);
    expect(state.total).toEqual({ value: 0, shapes: [{ kind: "int", source: "annotation" }] });
    expect(state.known).toEqual({ value: {}, shapes: [] });
  });
});
