import type { Mutant, Outcome, Probe, Scenario, Value } from "@autotest/core";
import { afterAll, describe, expect, test } from "vitest";
import { instrument } from "./instrument.js";
import { loadTypeScript } from "./load-typescript.js";
import { parseText } from "./parse-file.js";
import { type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";
import { nameUnits } from "./unit-names.js";

const opened: (Probe | TemporaryProject)[] = [];
afterAll(async () => {
  for (const item of opened) await ("close" in item ? item.close() : item.remove());
});

async function open(path: string, text: string): Promise<{ probe: Probe; mutants: readonly Mutant[] }> {
  const project = temporaryProject({ [path]: text });
  const probe = await project.probe(path);
  opened.push(probe, project);
  return { probe, mutants: (await probe.mutants?.()) ?? [] };
}

/** The changes of a text, without running anything. */
async function list(text: string): Promise<readonly Mutant[]> {
  const typescript = loadTypeScript();
  const source = parseText(typescript, "one.js", text);
  const mutated = { listed: [] };
  instrument(typescript, source, nameUnits(typescript, source), mutated);
  return mutated.listed;
}

const call = (name: string, ...args: readonly Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});

function short(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === "returned") return outcome.value;
  return outcome?.kind === "raised" ? outcome.type : `stopped: ${outcome?.why}`;
}

/** What every mutant makes of one call: `original -> replacement` to the result in short. */
async function resultsOf(
  probe: Probe,
  mutants: readonly Mutant[],
  scenario: Scenario,
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { index, original, replacement } of mutants) {
    const [result] = await probe.run([scenario], { mutant: index });
    expect(result).toMatchObject({ hit: [], novel: false });
    found[`${original} -> ${replacement}`] = short(result?.observation?.outcome);
  }
  return found;
}

const words = (mutants: readonly Mutant[]): readonly string[] =>
  mutants.map(({ operator, original, replacement }) => `${operator}: ${original} -> ${replacement}`);

test("each is in force alone, and none without being asked for", async () => {
  const source =
    "export const LIMIT = 3 + 4;\nexport function price(n, rate = 2) {\n  if (n < 10) return n * rate;\n  return -1;\n}\n";
  const { probe, mutants } = await open("shop.mjs", source);
  expect(mutants.every(({ unit }) => unit === "price")).toBe(true);
  expect(mutants.map(({ index }) => index)).toEqual(mutants.map((_, at) => at));
  expect(mutants.find(({ original }) => original === "n < 10")).toMatchObject({ line: 3, column: 7 });
  expect(await resultsOf(probe, mutants, call("price", 10))).toEqual({
    "{ if (n < 10) return n * rate; return -1; } -> {}": { $: "undefined" },
    "n < 10 -> true": 20,
    "n < 10 -> false": -1,
    "n < 10 -> (n) >= (10)": 20,
    "n < 10 -> (n) <= (10)": 20,
    "n * rate -> (n) / (rate)": -1,
    "-1 -> +1": 1,
  });
  const [plain] = await probe.run([call("price", 10)]);
  expect(short(plain?.observation?.outcome)).toBe(-1);
});

test("changed code gets fewer steps than the search, and so does what it is compared with", async () => {
  const source =
    "export function sum(n) {\n  let all = 0;\n  for (let at = 0; at < n; at++) all += at;\n  return all;\n}\n";
  const { probe } = await open("sum.mjs", source);
  const outcomes = async (n: number): Promise<readonly unknown[]> => {
    const results = [
      ...(await probe.run([call("sum", n)])),
      ...(await probe.run([call("sum", n)], { reach: true })),
      ...(await probe.run([call("sum", n)], { mutant: 0 })),
    ];
    return results.map(({ observation }) => short(observation?.outcome));
  };
  expect(await outcomes(3)).toEqual([3, 3, { $: "undefined" }]);
  expect((await outcomes(9000)).slice(0, 2)).toEqual([40_495_500, "stopped: fuel"]);
});

test("one batch mixes changes, and ends where one leaves something behind", async () => {
  const source =
    "exports.seen = () => exports.log.length;\nexports.log = [];\nexports.add = (a, b) => { if (a > 9) exports.log.push(a); return a + b; };\n";
  const { probe, mutants } = await open("mixed.cjs", source);
  const at = (original: string, replacement: string): number =>
    mutants.findIndex((each) => each.original === original && each.replacement === replacement);
  const chosen = [at("a + b", "(a) - (b)"), at("a > 9", "true"), at("a + b", "(a) - (b)")];
  const results = await probe.run([call("add", 1, 2), call("add", 1, 2), call("add", 5, 2)], { mutant: chosen });
  expect(results.map(({ observation }) => short(observation?.outcome))).toEqual([-1, 3, 3]);
  // The second filled a list the module exports: the third ran in a child that has not seen it.
  const [seen] = await probe.run([call("seen")], { mutant: chosen[2] as number });
  expect(short(seen?.observation?.outcome)).toBe(0);
});

test("what a run left in the variables of the module is not there in the next, under the same change or another", async () => {
  const source = `let only, { list } = { list: [] };
const known = new Map(), table = { a: 1 };
class Box { static made = 0; }
const sealed = Object.seal([1]), odd = new Proxy({}, { getPrototypeOf() { throw 1; } });
exports.get = (key) => {
  only ??= "none";
  known.set(key, 1);
  list.push(key);
  table[key] = 2;
  Box.made++;
  sealed[0] = key;
  return only;
};
exports.state = () => [only ?? null, known.size, list.length, Object.keys(table).length, Box.made];`;
  const { probe, mutants } = await open("lazy.cjs", source);
  const changed = mutants.findIndex(({ original }) => original === '"none"');
  const [first] = await probe.run([call("get", "b")], { mutant: changed });
  expect(short(first?.observation?.outcome)).not.toBe("none");
  const [same] = await probe.run([call("state")], { mutant: changed });
  expect(short(same?.observation?.outcome)).toEqual([null, 0, 0, 1, 0]);
  const [after, fresh] = await probe.run([call("state"), call("get", "b")], { reach: true });
  expect(short(after?.observation?.outcome)).toEqual([null, 0, 0, 1, 0]);
  expect(short(fresh?.observation?.outcome)).toBe("none");
});

test("a run says which places it passed, and meets goals as ever", async () => {
  const { probe, mutants } = await open(
    "shop.cjs",
    "exports.pick = (a) => { if (a) { return 'one'; } else { return 'two'; } };\n",
  );
  const [one, two] = await probe.run([call("pick", true), call("pick", false)], { reach: true });
  const said = (reached: readonly number[] | undefined): readonly string[] =>
    (reached ?? []).map((index) => mutants[index]?.original ?? "");
  expect(said(one?.reached)).toContain("'one'");
  expect(said(one?.reached)).not.toContain("'two'");
  expect(said(two?.reached)).toContain("'two'");
  expect(one?.hit.length).toBeGreaterThan(1);
  expect(short(two?.observation?.outcome)).toBe("two");
});

describe("operators", () => {
  test.each([
    ["a && b ? 1 : 0", ["condition: a && b -> true", "condition: a && b -> false", "logic: a && b -> (a) || (b)"]],
    ["a ?? b", ["logic: a ?? b -> (a) && (b)"]],
    [
      "a.some((x) => x > 0)",
      [
        "call: a.some((x) => x > 0) -> a.every((x) => x > 0)",
        "return: x > 0 -> undefined",
        "condition: x > 0 -> true",
        "condition: x > 0 -> false",
        "comparison: x > 0 -> (x) <= (0)",
        "boundary: x > 0 -> (x) >= (0)",
      ],
    ],
    [
      "a.trim().startsWith('b')",
      ["call: a.trim().startsWith('b') -> a.trim().endsWith('b')", "call: a.trim() -> a", "text: 'b' -> \"\""],
    ],
    ["Math.min(a, b)", ["call: Math.min(a, b) -> Math.max(a, b)"]],
    ["a?.b.c", ["condition: a?.b.c -> a.b.c"]],
    ["a?.[b]()", ["condition: a?.[b]() -> a[b]()"]],
    ["[a, !b, true]", ["argument: [a, !b, true] -> []", "negation: !b -> b", "negation: true -> false"]],
    ["({ a, b: a++ })", ["argument: { a, b: a++ } -> {}", "arithmetic: a++ -> a--"]],
    [
      "a > 1 && (b || !a)",
      [
        "condition: a > 1 && (b || !a) -> true",
        "condition: a > 1 && (b || !a) -> false",
        "logic: a > 1 && (b || !a) -> (a > 1) || ((b || !a))",
        "condition: a > 1 -> true",
        "comparison: a > 1 -> (a) <= (1)",
        "boundary: a > 1 -> (a) >= (1)",
        "condition: b || !a -> true",
        "logic: b || !a -> (b) && (!a)",
        "negation: !a -> a",
      ],
    ],
    ["[].map(() => ({ a }))", ['argument: [] -> ["mutated"]', "return: ({ a }) -> undefined", "argument: { a } -> {}"]],
    [
      "/^[a-z]\\d+?(?!x)[^b]{2,}$/i",
      [
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /[a-z]\\d+?(?!x)[^b]{2,}$/i",
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /^[^a-z]\\d+?(?!x)[^b]{2,}$/i",
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /^[a-z]\\D+?(?!x)[^b]{2,}$/i",
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /^[a-z]\\d(?!x)[^b]{2,}$/i",
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /^[a-z]\\d+?(?=x)[^b]{2,}$/i",
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /^[a-z]\\d+?(?!x)[b]{2,}$/i",
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /^[a-z]\\d+?(?!x)[^b]$/i",
        "text: /^[a-z]\\d+?(?!x)[^b]{2,}$/i -> /^[a-z]\\d+?(?!x)[^b]{2,}/i",
      ],
    ],
    ["/a/", []],
    ["() => {}", []],
    ["`${a}` + 'x'", ['text: `${a}` -> ""', "text: 'x' -> \"\""]],
  ])("%s", async (expression, expected) => {
    const listed = await list(`export function f(a, b) { return ${expression}; }\n`);
    expect(words(listed).slice(1)).toEqual(expected);
  });

  test("a clause of a switch falls through, unless it declares something", async () => {
    const source =
      "exports.name = (n) => { let all = ''; switch (n) { case 1: all += 'a'; break; case 2: const b = 'b'; all += b; default: all += 'c'; } return all; };\n";
    const { probe, mutants } = await open("clause.cjs", source);
    const clauses = mutants.filter(({ operator, replacement }) => operator === "statement" && replacement === "");
    expect(clauses.map(({ original }) => original)).toEqual(["case 1: all += 'a'; break;", "default: all += 'c';"]);
    expect(await resultsOf(probe, clauses, call("name", 1))).toEqual({
      "case 1: all += 'a'; break; -> ": "bc",
      "default: all += 'c'; -> ": "a",
    });
  });

  test("leave out what changes nothing or is for people", async () => {
    const listed = await list(
      'export function f(a) { "use strict"; console.log("seen " + a); if (typeof a === "string") { a = a * 1; } return a - 0; }\n',
    );
    expect(words(listed).filter((text) => !/^(statement|condition|comparison)/.test(text))).toEqual([]);
  });
});

test("every change of an awkward file can be loaded and run, typed or not", async () => {
  const source = `
export class Shelf<T extends { size?: number }> extends Array<number> {
  static made = 1 + 1;
  #left = 2 * 3;
  constructor(private readonly item: T, readonly name: string = "shelf") { super(); this.#left += name.length }
  get left(): number { return this.item.size ?? this.#left }
  *all(): Generator<string> { for (const key of ["a", "b"]) { yield key + "!" } }
  async later(): Promise<string | undefined> { return await Promise.resolve(this.item?.size?.toFixed(1)) }
}
export function walk(items: number[], deep = [1, 2]) {
  let count = 0
  ;[count] = [items.length]
  outer: for (let i = 0; i < items.length; i++) { while (true) { if (i > 2) break outer; else count++; break } }
  do { count-- } while (count > 100)
  switch (count) { case 1: return "one"; case 2: return "two" }
  try { if (!items[0]) throw new RangeError("none") } catch { return \`\${deep.length}\` } finally { count = 0 }
  delete (items as any)[0]
  const nothing = (_: number) => {}
  nothing(1)
  return items.filter((x) => x as unknown as boolean).slice(1)
}
`;
  const { probe, mutants } = await open("src/shelf.ts", source);
  expect(mutants.length).toBeGreaterThan(40);
  const scenarios = [
    call("walk", [1, 2, 3, 4]),
    call("walk", []),
    { arrange: [], act: { kind: "new", ref: ":Shelf", args: [{}] } } as const,
  ];
  const plain = await probe.run(scenarios);
  const beside = await probe.run(scenarios, { reach: true });
  expect(beside.map((result) => result.observation?.outcome)).toEqual(
    plain.map((result) => result.observation?.outcome),
  );
  let killed = 0;
  for (const { index } of mutants) {
    const results = await probe.run(scenarios, { mutant: index });
    if (results.some((result, at) => short(result.observation?.outcome) !== short(plain[at]?.observation?.outcome)))
      killed++;
  }
  expect(killed).toBeGreaterThan(15);
  expect((await probe.run(scenarios)).map((result) => result.observation)).toEqual(
    plain.map((result) => result.observation),
  );
});

test("says so when the file cannot be loaded with the changes in it, and goes on without them", async () => {
  const { probe, mutants } = await open(
    "picky.js",
    `exports.f = (n) => n + 1;\nif (/\\.x\\(0\\)/.test(exports.f)) throw new Error("somebody changed me");\n`,
  );
  expect(mutants).toEqual([]);
  expect(probe.problems).toMatchObject([
    { message: expect.stringMatching(/^small changes to picky\.js .*changed me/) },
  ]);
  const [result] = await probe.run([call("f", 1)], { reach: true });
  expect([short(result?.observation?.outcome), result?.reached]).toEqual([2, []]);
});
