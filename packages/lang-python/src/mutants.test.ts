import type { Mutant, Outcome, Probe, Scenario, Value } from "@autotest/core";
import { withTestContext } from "@autotest/core/testing";
import { describe, expect, test } from "vitest";
import { pythonLanguage } from "./python-language.js";

async function withMutants(
  source: string,
  use: (probe: Probe, mutants: readonly Mutant[]) => Promise<void>,
  files: { readonly [path: string]: string } = {},
): Promise<void> {
  const path = "pkg/shop.py";
  await withTestContext({ files: { "pkg/__init__.py": "", ...files, [path]: source } }, async (ctx) => {
    const file = { path, text: source, hash: "" };
    const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    const opening = await pythonLanguage.openProbe({ project: ctx.project, file, analysis, seed: 1 }, ctx);
    if (!opening.ok) throw new Error(opening.problem.message);
    try {
      await use(opening.probe, (await opening.probe.mutants?.()) ?? []);
    } finally {
      await opening.probe.close();
    }
  });
}

const call = (name: string, ...args: readonly Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});

/** What every mutant makes of one call: `original -> replacement` to the result in short. */
async function resultsOf(
  probe: Probe,
  mutants: readonly Mutant[],
  scenario: Scenario,
): Promise<{ readonly [change: string]: unknown }> {
  const found: { [change: string]: unknown } = {};
  for (const { index, original, replacement } of mutants) {
    const [result] = await probe.run([scenario], { mutant: index });
    expect(result).toMatchObject({ hit: [], novel: false });
    found[`${original} -> ${replacement}`] = short(result?.observation?.outcome);
  }
  return found;
}

function short(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === "returned") return outcome.value;
  return outcome?.kind === "raised" ? outcome.type : `stopped: ${outcome?.why}`;
}

const words = (mutants: readonly Mutant[]): readonly string[] =>
  mutants.map(({ operator, original, replacement }) => `${operator}: ${original} -> ${replacement}`);

describe("changes of expressions", () => {
  test("each is in force alone, and none without being asked for", async () => {
    const source = "LIMIT = 3 + 4\n\n\ndef price(n, rate=2):\n    if n < 10:\n        return n * rate\n    return -1\n";
    await withMutants(source, async (probe, mutants) => {
      expect(mutants.every(({ unit }) => unit === "price")).toBe(true);
      expect(mutants.map(({ index }) => index)).toEqual(mutants.map((_, at) => at));
      const plain = { observation: { outcome: { kind: "returned", value: -1 } } };
      expect((await probe.run([call("price", 10)]))[0]).toMatchObject(plain);
      expect(await resultsOf(probe, mutants, call("price", 10))).toEqual({
        "2 -> 3": -1,
        "n < 10 -> n <= 10": 20,
        "10 -> 9": -1,
        "10 -> 11": 20,
        "return n * rate -> return None": -1,
        "n * rate -> n / rate": -1,
        "return -1 -> return None": null,
        "-1 -> +1": 1,
        "1 -> 2": -2,
      });
      expect(await resultsOf(probe, mutants.slice(0, 1), call("price", 5))).toEqual({ "2 -> 3": 15 });
      expect(await resultsOf(probe, mutants.slice(0, 1), call("price", 5, 2))).toEqual({ "2 -> 3": 10 });
      expect((await probe.run([call("price", 10)]))[0]).toMatchObject(plain);
      const boundary = mutants.find(({ operator }) => operator === "boundary");
      expect(boundary).toMatchObject({ line: 5, column: 8, original: "n < 10", replacement: "n <= 10" });
    });
  });

  test("logic, arguments, text, conditions, lambdas, comprehensions, f-strings", async () => {
    const source = `def f(a, b, c, items=()):
    if a and b and c:
        return "Yes"
    first = max(a, b)
    picked = [x for x in items if x.ok]
    key = lambda x: x
    return f"{first + 1}{c!r:>4}", picked, not key, "one" if a else "two", a.strip().split(",", 1)
`;
    await withMutants(source, async (_, mutants) => {
      expect(words(mutants)).toEqual([
        "condition: a and b and c -> not (a and b and c)",
        "logic: a and b and c -> (a or b) and c",
        "logic: a and b and c -> a and b or c",
        'return: return "Yes" -> return None',
        "text: \"Yes\" -> 'XXYesXX'",
        "text: \"Yes\" -> 'yes'",
        "text: \"Yes\" -> 'YES'",
        "assignment: first = max(a, b) -> first = None",
        "argument: max(a, b) -> max(None, b)",
        "argument: max(a, b) -> max(b)",
        "argument: max(a, b) -> max(a, None)",
        "argument: max(a, b) -> max(a)",
        "argument: max(a, b) -> max(b, a)",
        "assignment: picked = [x for x in items if x.ok] -> picked = None",
        "condition: x.ok -> not x.ok",
        "assignment: key = lambda x: x -> key = None",
        "return: lambda x: x -> lambda x: None",
        expect.stringMatching(/^return: .* -> return None$/),
        "arithmetic: first + 1 -> first - 1",
        "number: 1 -> 2",
        "negation: not key -> key",
        "condition: \"one\" if a else \"two\" -> 'one' if a and False else 'two'",
        "condition: \"one\" if a else \"two\" -> 'one' if a or True else 'two'",
        ...["one", "two"].flatMap((one) => [
          `text: "${one}" -> 'XX${one}XX'`,
          `text: "${one}" -> '${one.toUpperCase()}'`,
        ]),
        "argument: a.strip().split(\",\", 1) -> a.strip().rsplit(',', 1)",
        'argument: a.strip().split(",", 1) -> a.strip().split(None, 1)',
        'argument: a.strip().split(",", 1) -> a.strip().split(1)',
        "argument: a.strip().split(\",\", 1) -> a.strip().split(',', None)",
        "argument: a.strip().split(\",\", 1) -> a.strip().split(',')",
        "argument: a.strip().split(\",\", 1) -> a.strip().split(1, ',')",
        "text: \",\" -> 'XX,XX'",
        "number: 1 -> 2",
      ]);
    });
  });
});

test("statements: calls left out, jumps, augmented assignments, endless loops", async () => {
  const source = `def walk(items):
    total = []
    for item in items:
        if item == 2:
            continue
        if item == 9:
            break
        total.append(item)
    count = 0
    while True:
        count += 3
        if count > 5:
            return total, count
`;
  await withMutants(source, async (probe, mutants) => {
    const results = await resultsOf(probe, mutants, call("walk", [1, 2, 3, 9, 4]));
    const tuple = (list: Value, count: number): Value => ({ $: "tuple", v: [list, count] });
    expect(results).toMatchObject({
      "continue -> break": tuple([1], 6),
      "break -> return": null,
      "total.append(item) -> ": tuple([], 6),
      "count += 3 -> count = 3": "stopped: fuel",
      "count += 3 -> count -= 3": "stopped: fuel",
      "True -> False": null,
    });
  });
});

test("tells which mutants lie on the way of a scenario", async () => {
  const source = "def sign(n):\n    if n < 0:\n        return 'minus'\n    return 'plus'\n";
  await withMutants(source, async (probe, mutants) => {
    const [minus, plus] = await probe.run([call("sign", -1), call("sign", 1)], { reach: true });
    const linesOf = (indexes: readonly number[] | undefined): readonly number[] => [
      ...new Set(indexes?.map((index) => mutants[index]?.line ?? 0)),
    ];
    expect(linesOf(minus?.reached)).toEqual([2, 3]);
    expect(linesOf(plus?.reached)).toEqual([2, 4]);
    expect(minus?.hit.length).toBeGreaterThan(0);
    expect(plus?.observation?.outcome).toMatchObject({ value: "plus" });
  });
});

test("leaves alone what no test should notice", async () => {
  const source = `import logging

logger = logging.getLogger(__name__)


class Box:
    """A box."""

    kind = "plain"

    def __repr__(self):
        return "<Box>"

    def fill(self, n):
        """Fills it."""
        logger.debug("filling %s", n + 1)
        return n + 0


@staticmethod
def outer(n=len("abc")):
    return n
`;
  await withMutants(source, async (_, mutants) => {
    expect(words(mutants)).toEqual([
      'return: return "<Box>" -> return None',
      "return: return n + 0 -> return None",
      "number: 0 -> 1",
      "return: return n -> return None",
    ]);
  });
});

test("runs a mutant per scenario; what one leaves behind in the module is not there for the next", async () => {
  const source = "seen = []\n\n\ndef note(n):\n    if n > 9:\n        seen.append(n)\n    return len(seen) + 1\n";
  await withMutants(source, async (probe, mutants) => {
    const mutant = mutants.map(({ index }) => index);
    const results = await probe.run(
      mutants.map(() => call("note", 10)),
      { mutant },
    );
    const found = mutants.map(({ original, replacement }, at) => [
      `${original} -> ${replacement}`,
      short(results[at]?.observation?.outcome),
    ]);
    expect(found).toContainEqual(["n > 9 -> n >= 9", 2]);
    expect(found).toContainEqual(["9 -> 10", 1]);
    expect(found).toContainEqual(["seen.append(n) -> ", 1]);
    expect(found).toContainEqual(["len(seen) + 1 -> len(seen) - 1", 0]);
    expect(found).toContainEqual(["1 -> 2", 3]);
  });
});

test("results kept by a memoised function do not hide a change; other modules of the project see the changed classes", async () => {
  const source = `from functools import lru_cache
from . import helper


class Cart:
    pass


@lru_cache(maxsize=None)
def double(n):
    return n * 2


def made():
    return isinstance(helper.make(), Cart)
`;
  const helper = "def make():\n    from .shop import Cart\n    return Cart()\n";
  await withMutants(
    source,
    async (probe, mutants) => {
      await probe.run([call("double", 4), call("made")], { reach: true });
      const times = mutants.find(({ operator }) => operator === "arithmetic") as Mutant;
      const batch = [call("double", 4), call("made")];
      const results = await probe.run(batch, { mutant: times.index });
      expect(results.map(({ observation }) => short(observation?.outcome))).toEqual([{ $: "float", v: "2.0" }, true]);
      expect((await probe.run(batch)).map(({ observation }) => short(observation?.outcome))).toEqual([8, true]);
    },
    { "pkg/helper.py": helper },
  );
});
