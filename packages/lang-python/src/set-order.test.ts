import type { Scenario, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `
def kinds(values):
    found = set()
    for value in values:
        found.add(type(value))
    return [kind.__name__ for kind in found]
def joined(words): return "".join({word for word in words})
def both(words): return list(set(words) | {"a", "b"})
def told(words): return repr(frozenset(words)), str(set(words)), repr(set())
def first(words):
    rest = set(words)
    return rest.pop(), len(rest)
def numbers(values): return list({value + 1 for value in values})
def kept(words): return {word for word in words}, frozenset(words), type(set(words)).__name__
def equal(words): return set(words) == frozenset(words), set(words) <= set(words).copy(), len({frozenset(words): 1})
def sure(words): return sorted(set(words)), max(set(words)), isinstance(set(words), set)
def empty():
    return set().pop()
`;
const WORDS: Value = ["x", "y", "z"];
const CALLS: readonly (readonly [string, Value])[] = [
  ["kinds", [1, "x", { $: "float", v: "1.5" }]],
  ["joined", WORDS],
  ["both", WORDS],
  ["told", WORDS],
  ["first", WORDS],
  ["numbers", [7, 3, 5]],
  ["kept", WORDS],
  ["equal", WORDS],
  ["sure", WORDS],
];

test("in every world of an even seed sets come in another order, but where every process has the same one", async () => {
  await withProbe(SOURCE, async (probe) => {
    const batch = CALLS.map(
      ([name, words]): Scenario => ({
        arrange: [],
        act: { kind: "function", ref: `:${name}`, args: [words] },
      }),
    );
    const show = async (seed?: number): Promise<ReadonlyMap<string, unknown>> => {
      const results = await probe.run(batch, seed === undefined ? {} : { world: { epoch: 1_000_000_000_000, seed } });
      return new Map(results.map(({ observation }, index) => [CALLS[index]?.[0] ?? "", observation?.outcome]));
    };
    const home = await show();
    const away = await show(2);
    expect(await show()).toEqual(home);
    const differ = CALLS.map(([name]) => name).filter((name) => !equal(home.get(name), away.get(name)));
    expect(differ).toEqual(["kinds", "joined", "both", "told", "first"]);
    expect([...away.values()]).not.toContainEqual(expect.objectContaining({ kind: "stopped" }));
    const [empty] = await probe.run([{ arrange: [], act: { kind: "function", ref: ":empty", args: [] } }], {
      world: { epoch: 1, seed: 2 },
    });
    expect(empty?.observation?.outcome).toMatchObject({ kind: "raised", type: "KeyError" });
  });
});

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
