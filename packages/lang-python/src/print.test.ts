import type { Observation, PrintScope, Scenario, Value } from "@autotest/core";
import { VALUE_SAMPLES, withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { dialect } from "./dialect.js";
import { print } from "./print.js";
import { pythonLanguage } from "./python-language.js";

const SOURCE =
  "import json\n\n\ndef same(value):\n    return value\n\n\ndef evaluate(source, imports):\n    names = {}\n    for line in imports:\n        exec(line, names)\n    return eval(source, names)\n";

/** Imports every ref under its dotted path. */
function collectingScope(quote: "single" | "double"): { readonly scope: PrintScope; readonly imports: Set<string> } {
  const imports = new Set<string>();
  const use = (ref: string): string => {
    const [module, name] = ref.split(":") as [string, string];
    imports.add(`import ${module}`);
    return `${module}.${name}`;
  };
  return { scope: { use, quote }, imports };
}

const OWN: readonly Value[] = [
  "a".repeat(101),
  { $: "float", v: "1e-07" },
  { $: "float", v: "1.0" },
  "tab\there 'single' \"double\" \\ \u0000 \u200b \ud83d\ude00",
  "\ud800",
  {
    $: "map",
    v: [
      ["10", 1],
      [{ $: "tuple", v: [1, 2] }, null],
    ],
  },
  { $: "set", v: ["a", "b"] },
  { $: "frozenset", v: [] },
  {
    $: "new",
    ref: "datetime:datetime",
    args: [2024, 2, 29, 1, 2, 3],
    kwargs: { tzinfo: { $: "ref", ref: "datetime:timezone.utc" } },
  },
  { $: "new", ref: "datetime:timedelta", args: [], kwargs: { days: -1, seconds: 5 } },
  { $: "new", ref: "decimal:Decimal", args: ["1.50"] },
  { $: "new", ref: "re:compile", args: ["(\\w+)\\s", 2] },
  { $: "new", ref: "collections:deque", args: [[1, 2], 3] },
  { $: "ref", ref: "builtins:Ellipsis" },
  { $: "ref", ref: "builtins:ValueError" },
];

const SAMPLES: readonly Value[] = [
  ...OWN,
  ...(["plain", "float", "int", "bytes", "tuple", "set", "frozenset", "map"] as const).flatMap(
    (tag) => VALUE_SAMPLES[tag],
  ),
  ...[
    "datetime:date",
    "datetime:time",
    "decimal:Decimal",
    "fractions:Fraction",
    "uuid:UUID",
    "builtins:complex",
    "builtins:range",
    "builtins:slice",
    "builtins:bytearray",
    "re:Pattern",
  ].flatMap((ref) => dialect.samples[ref] ?? []),
];

test("what is printed evaluates, in real Python, to what building the value gives", async () => {
  await withTestContext({ files: { "echo.py": SOURCE } }, async (ctx) => {
    const file = { path: "echo.py", text: SOURCE, hash: "" };
    const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    const opening = await pythonLanguage.openProbe({ project: ctx.project, file, analysis, seed: 1 }, ctx);
    if (!opening.ok) throw new Error(opening.problem.message);
    const call = (name: string, args: readonly Value[]): Scenario => ({
      arrange: [],
      act: { kind: "function", ref: `:${name}`, args },
    });
    for (const quote of ["single", "double"] as const) {
      const direct = await opening.probe.run(SAMPLES.map((value) => call("same", [value])));
      const evaluated = await opening.probe.run(
        SAMPLES.map((value) => {
          const { scope, imports } = collectingScope(quote);
          return call("evaluate", [print(value, scope), [...imports]]);
        }),
      );
      const outcomes = (results: readonly { readonly observation?: Observation }[]): unknown =>
        results.map(({ observation }) => observation?.outcome);
      expect(outcomes(evaluated)).toEqual(outcomes(direct));
    }
    const back = await opening.probe.run(OWN.map((value) => call("same", [value])));
    expect(
      back.map(({ observation }) => observation?.outcome.kind === "returned" && observation.outcome.value),
    ).toEqual(OWN);
    await opening.probe.close();
  });
});

test("prints as a person would write it", () => {
  const { scope } = collectingScope("double");
  expect(print({ $: "new", ref: "re:compile", args: ["\\d+"] }, scope)).toBe('re.compile(r"\\d+")');
  expect(print('say "hi"', scope)).toBe("'say \"hi\"'");
  expect(print({ $: "tuple", v: [1] }, scope)).toBe("(1,)");
  expect(print({ $: "callable", kind: "constant", v: 1 }, scope)).toBe("lambda *_, **__: 1");
  expect(print({ a: [1, { $: "float", v: "inf" }] }, scope)).toBe('{"a": [1, float("inf")]}');
  expect(print({ $: "var", name: "cart" }, scope)).toBe("cart");
  expect(print("a".repeat(101), scope)).toBe('"a" * 101');
  expect(print(["ab".repeat(20), "a".repeat(29)], scope)).toBe(`["ab" * 20, "${"a".repeat(29)}"]`);
});
