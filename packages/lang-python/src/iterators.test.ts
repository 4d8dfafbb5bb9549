import type { Change, Probe, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { print } from "./print.js";
import { observe } from "./testing/observe.js";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `from itertools import count, islice

def skip(items, n): next(islice(items, n, n), None)
def first(items): return next(items, None)
def lazy(items): return ((item, 1) for item in items)
def held(items): return [map(str, items)]
def same(items): return items
def endless(items):
    next(items)
    return (next(items, n) for n in count())
def twenty(items):
    yield from range(19)
    yield next(items)
    next(items)
def fail(items):
    next(items)
    raise ValueError("end")
`;

const iterator = (...v: Value[]): Value => ({ $: "iterator", v });
const left = (...value: Value[]): readonly Change[] => [{ kind: "argument", index: 0, value }];

test("what is left of an iterator once the result is used up, where something was taken", async () => {
  await withProbe(SOURCE, async (probe: Probe) => {
    const changed = async (name: string, ...args: Value[]) => (await observe(probe, name, undefined, ...args)).changed;
    expect(await changed("skip", iterator(1, "b", [3]), 2)).toEqual(left([3]));
    expect(await changed("skip", iterator(1, 2), 9)).toEqual(left());
    expect(await changed("skip", iterator(1, 2), 0)).toEqual([]);
    expect(await changed("skip", iterator(), 2)).toEqual([]);
    expect(await changed("first", iterator(1, 2))).toEqual(left(2));
    expect(await changed("lazy", iterator(1, 2))).toEqual(left());
    expect(await changed("same", iterator(1, 2))).toEqual(left());
    expect(await changed("held", iterator(1, 2))).toEqual([]);
    expect(await changed("fail", iterator(1, 2))).toEqual(left(2));
    expect(await changed("skip", [1, 2, 3], 2)).toEqual([]);
  });
});

test("nothing is said of what a test would take another number of items from", async () => {
  const many = Array<Value>(30).fill(1);
  await withProbe(SOURCE, async (probe: Probe) => {
    const changed = async (name: string, ...args: Value[]) => (await observe(probe, name, undefined, ...args)).changed;
    expect(await changed("endless", iterator(1, 2, 3))).toEqual([]);
    expect(await changed("twenty", iterator(1, 2, 3))).toEqual([]);
    expect(await changed("skip", iterator(...many), 10)).toEqual(left(...many.slice(0, 20)));
    expect(await changed("skip", iterator(...many), 9)).toEqual([]);
  });
});

test("an iterator is written as a person makes one", () => {
  const scope = { use: (ref: string) => ref, quote: "double" } as const;
  expect(print(iterator(1, "b"), scope)).toBe('iter([1, "b"])');
  expect(print(iterator(), scope)).toBe("iter([])");
});
