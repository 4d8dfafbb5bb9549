import type { GivenMutant, Mutant, Outcome, Probe, Scenario, Value } from "@autotest/core";
import { withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { pythonLanguage } from "./python-language.js";

async function withGiven(
  source: string,
  given: readonly GivenMutant[],
  use: (probe: Probe, mutants: readonly Mutant[]) => Promise<void>,
): Promise<void> {
  const path = "pkg/shop.py";
  await withTestContext({ files: { "pkg/__init__.py": "", [path]: source } }, async (ctx) => {
    const file = { path, text: source, hash: "" };
    const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    const request = { project: ctx.project, file, analysis, seed: 1, mutants: given };
    const opening = await pythonLanguage.openProbe(request, ctx);
    if (!opening.ok) throw new Error(opening.problem.message);
    try {
      await use(opening.probe, (await opening.probe.mutants?.()) ?? []);
    } finally {
      await opening.probe.close();
    }
  });
}

/** A change of the first `original` after `from` in the source. */
function change(source: string, original: string, replacement: string, from = ""): GivenMutant {
  const at = source.indexOf(original, source.indexOf(from));
  const position = (index: number) => {
    const lines = source.slice(0, index).split("\n");
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  };
  const id = `${original} -> ${replacement}`;
  return { id, start: position(at), end: position(at + original.length), operator: "Tool", replacement };
}

const call = (name: string, ...args: readonly Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});

function short(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === "returned") return outcome.value;
  return outcome?.kind === "raised" ? outcome.type : `stopped: ${outcome?.why}`;
}

async function resultsOf(probe: Probe, mutants: readonly Mutant[], scenario: Scenario): Promise<unknown> {
  const found: { [id: string]: unknown } = {};
  for (const { index, given } of mutants) {
    const [result] = await probe.run([scenario], { mutant: index });
    found[given ?? ""] = short(result?.observation?.outcome);
  }
  return found;
}

const PRICE = `LIMIT = 3


def price(n, rate=2, *, tax=0):
    """What it costs."""
    note = "ü𝒳"; total = n * rate + tax
    if n >= 10 and not rate < 0:
        return round(total, 1)
    while True:
        total += 1
        if total > n:
            break
    return {"total": total}.get("total", len(note))
`;

test("each change is in force alone, in the order given, with its id", async () => {
  const given = [
    change(PRICE, "break", "return"),
    change(PRICE, "rate=2", "rate=3"),
    change(PRICE, "tax=0", "tax=1"),
    change(PRICE, "* rate", "/ rate"),
    change(PRICE, ">=", ">"),
    change(PRICE, "not rate < 0", "rate < 0"),
    change(PRICE, "total, 1", "total, "),
    change(PRICE, "round(total, 1)", "None"),
    change(PRICE, "+= 1", "= 1"),
    change(PRICE, "True", "False"),
    change(PRICE, '"total", len', '"XXtotalXX", len'),
    change(PRICE, '"ü𝒳"', "None"),
  ];
  await withGiven(PRICE, given, async (probe, mutants) => {
    expect(mutants.map((mutant) => mutant.given)).toEqual(given.map(({ id }) => id));
    expect(mutants.map(({ index }) => index)).toEqual(given.map((_, at) => at));
    expect(mutants[3]).toMatchObject({
      unit: "price",
      line: 6,
      column: 28,
      operator: "Tool",
      original: "* rate",
      replacement: "/ rate",
    });
    const plain = await probe.run([call("price", 4), call("price", 10)]);
    expect(plain.map(({ observation }) => short(observation?.outcome))).toEqual([9, 20]);
    expect(await resultsOf(probe, mutants, call("price", 4))).toEqual({
      "break -> return": null,
      "rate=2 -> rate=3": 13,
      "tax=0 -> tax=1": 10,
      "* rate -> / rate": { $: "float", v: "5.0" },
      ">= -> >": 9,
      "not rate < 0 -> rate < 0": 9,
      "total, 1 -> total, ": 9,
      "round(total, 1) -> None": 9,
      "+= 1 -> = 1": "stopped: fuel",
      "True -> False": 8,
      '"total", len -> "XXtotalXX", len': 2,
      '"ü𝒳" -> None': "TypeError",
    });
    expect(await resultsOf(probe, mutants, call("price", 10))).toMatchObject({
      ">= -> >": 21,
      "not rate < 0 -> rate < 0": 21,
      "round(total, 1) -> None": null,
    });
  });
});

const MIXED = `import logging

log = logging.getLogger(__name__)
AT_IMPORT = 1 + 1


def deco(n=0):
    return lambda f: f


class Box:
    size = 1

    @staticmethod
    def fill(items, first=len("a")):
        log.debug("n %s", 1 + len(items))
        for item, _ in items:
            pass
        def inner(a=5):
            return a
        try:
            return items[1:3], f"{inner()}x"
        except ValueError:
            return None


@deco(1)
def kind(value):
    log.debug("kind %s", value)
    match value:
        case 1:
            return "one"
        case _:
            return "other"
`;

test("what cannot be switched is left out, what stands in odd places is not", async () => {
  const given = [
    change(MIXED, "1 + 1", "1 - 1"),
    change(MIXED, "size = 1", "size = 2"),
    change(MIXED, 'len("a")', "None"),
    change(MIXED, "@deco(1)", "@deco(2)"),
    change(MIXED, "return None", "return ("),
    change(MIXED, "return a", "return  a"),
    change(MIXED, "1 + len", "1 - len"),
    change(MIXED, "a=5", "a=6"),
    change(MIXED, "1:3", "0:3"),
    change(MIXED, "item, _", "item, other"),
    change(MIXED, "case 1", "case 2"),
    change(MIXED, 'case 1:\n            return "one"\n        ', ""),
    change(MIXED, 'log.debug("kind %s", value)', "return value"),
    change(MIXED, '"kind %s", value', '"kind %s", 1 / 0'),
  ];
  await withGiven(MIXED, given, async (probe, mutants) => {
    expect(mutants.map((mutant) => given.findIndex(({ id }) => id === mutant.given))).toEqual([
      6, 7, 8, 9, 10, 11, 12, 13,
    ]);
    const [, inner, slice] = mutants;
    const fill: Scenario = { arrange: [], act: { kind: "function", ref: ":Box.fill", args: [["ab", "cd"]] } };
    const results = await probe.run([fill, fill], { mutant: [inner?.index ?? -1, slice?.index ?? -1] });
    const tuple = (list: Value, text: string): Value => ({ $: "tuple", v: [list, text] });
    expect(results.map(({ observation }) => short(observation?.outcome))).toEqual([
      tuple(["cd"], "6x"),
      tuple(["ab", "cd"], "5x"),
    ]);
    expect(await resultsOf(probe, mutants.slice(4), call("kind", 1))).toEqual({
      "case 1 -> case 2": "other",
      [given[11]?.id ?? ""]: "other",
      'log.debug("kind %s", value) -> return value': 1,
      '"kind %s", value -> "kind %s", 1 / 0': "ZeroDivisionError",
    });
  });
});

test("a scenario tells which of the given changes lie on its way, and many cost little", async () => {
  const body = Array.from(
    { length: 300 },
    (_, at) => `    n = n + ${at + 1000}\n    if n < 0:\n        return ${at}\n`,
  ).join("");
  const source = `def walk(n):\n${body}    return n\n`;
  const given = Array.from({ length: 300 }, (_, at) => ({
    ...change(source, `+ ${at + 1000}`, `- ${at + 1000}`),
    id: String(at),
  }));
  await withGiven(source, given, async (probe, mutants) => {
    expect(mutants).toHaveLength(300);
    const [stops, goes] = await probe.run([call("walk", -9000), call("walk", 1)], { reach: true });
    expect(stops?.reached).toEqual([0]);
    expect(goes?.reached).toHaveLength(300);
  });
});
