import type { GivenMutant, Mutant, Outcome, Probe, Scenario, Value } from "@autotest/core";
import { afterAll, expect, test } from "vitest";
import { temporaryProject } from "./testing/temporary-project.js";

const opened: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const one of opened) await one.close();
});

/** `[text, replacement, operator]`: what a tool changed; the text may be marked as in `a «+» b`, to say which one is meant. */
type Change = readonly [text: string, replacement: string, operator?: string];

function givenIn(source: string, changes: readonly Change[]): readonly GivenMutant[] {
  const position = (offset: number): GivenMutant["start"] => {
    const before = source.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  return changes.map(([text, replacement, operator = "Other"], index) => {
    const [before = "", marked = text] = text.includes("«") ? text.split(/[«»]/) : ["", text];
    const whole = text.replaceAll(/[«»]/g, "");
    const at = source.indexOf(whole);
    if (at < 0 || source.indexOf(whole, at + 1) >= 0) throw new Error(`not there once: ${whole}`);
    const start = at + before.length;
    return { id: `m${index}`, operator, replacement, start: position(start), end: position(start + marked.length) };
  });
}

interface Opened {
  readonly probe: Probe;
  readonly mutants: readonly Mutant[];
}

function open(path: string, source: string, changes: readonly Change[]): Promise<Opened> {
  return openWith(path, source, givenIn(source, changes));
}

async function openWith(path: string, source: string, given: readonly GivenMutant[]): Promise<Opened> {
  const project = temporaryProject({ [path]: source });
  const probe = await project.probe(path, given);
  opened.push(probe);
  const mutants = (await probe.mutants?.()) ?? [];
  expect(probe.problems).toEqual([]);
  return { probe, mutants };
}

const call = (name: string, ...args: readonly Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});

function short(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === "returned") return outcome.value;
  return outcome?.kind === "raised" ? outcome.type : `stopped: ${outcome?.why}`;
}

/** What one call gives as the code is, and under each mutant. */
async function outcomes(probe: Probe, mutants: readonly Mutant[], scenario: Scenario): Promise<readonly unknown[]> {
  const all = [
    ...(await probe.run([scenario])),
    ...(await probe.run(
      mutants.map(() => scenario),
      { mutant: mutants.map(({ index }) => index) },
    )),
  ];
  return all.map(({ observation }) => short(observation?.outcome));
}

test("exactly the changes given, in their order, each under its id; and a scenario kills the one it is for", async () => {
  const source = `exports.grade = (points) => {
  if (points < 0) throw new RangeError("negative");
  return points >= 50 ? "pass" : "fail";
};
`;
  const { probe, mutants } = await open("grade.cjs", source, [
    ["points >= 50", "points > 50", "EqualityOperator"],
    ["points >= 50", "true", "ConditionalExpression"],
    ["points < 0", "points <= 0", "EqualityOperator"],
    ['"pass"', '""', "StringLiteral"],
  ]);
  expect(mutants).toEqual([
    expect.objectContaining({
      index: 0,
      given: "m0",
      unit: "grade",
      line: 3,
      column: 10,
      operator: "EqualityOperator",
    }),
    expect.objectContaining({ index: 1, given: "m1", original: "points >= 50", replacement: "true" }),
    expect.objectContaining({ index: 2, given: "m2", line: 2 }),
    expect.objectContaining({ index: 3, given: "m3", original: '"pass"', replacement: '""' }),
  ]);
  expect(await outcomes(probe, mutants, call("grade", 50))).toEqual(["pass", "fail", "pass", "pass", ""]);
  expect(await outcomes(probe, mutants, call("grade", 0))).toEqual(["fail", "fail", "pass", "RangeError", "fail"]);
  const [reached] = await probe.run([call("grade", -1)], { reach: true });
  expect(reached?.reached).toEqual([2]);
});

/** A change of the body of `(a, b)`, and what `(3, 4)` gives without and with it. */
const BODIES: readonly (readonly [change: Change, plain: unknown, changed: unknown, body: string])[] = [
  [
    ["{ let all = a; return all; }", "{}"],
    3,
    { $: "undefined" },
    "function inner() { let all = a; return all; } return inner();",
  ],
  [["{ b = 9; }", "{}"], 9, 4, "if (a) { b = 9; } return b;"],
  [["{ b = 8; }", "{}"], 8, 4, "try { throw 1; } catch { b = 8; } return b;"],
  [
    ["case 3: b = 7; break;", "case 3:"],
    7,
    0,
    "switch (a) { case 3: b = 7; break; default: b = 1; case 0: b = b === 1 ? 0 : b; } return b;",
  ],
  [
    ["for (;; b++) { if (b > 5) break; }", "for (; false; b++) { if (b > 5) break; }"],
    6,
    4,
    "for (;; b++) { if (b > 5) break; } return b;",
  ],
  [["if («a»)", "false"], "yes", "no", 'if (a) return "yes"; return "no";'],
  [["a < b", "a >= b"], 1, 0, "let n = 0; while (a < b) { a += 5; n++; } return n;"],
  [["a && b", "a || b"], 4, 3, "return a && b;"],
  [["`${a}!`", "``"], "3!", "", "return `${a}!`;"],
  [["[a, b]", "[]"], 2, 0, "return [a, b].length;"],
  [["{ a, b }", "{}"], 2, 0, "const all = { a, b }; return Object.keys(all).length;"],
  [["() => a * 2", "() => undefined"], "twice", "twice", "const twice = () => a * 2; return twice.name;"],
  [["() => a * 2", "() => undefined"], 6, { $: "undefined" }, "const twice = () => a * 2; return twice();"],
  [["[b, a].sort()", "[b, a]"], 3, 4, "return [b, a].sort()[0];"],
  [
    ["[b, a].filter(\n    (x) => x > 3, // large\n  )", "[b, a]"],
    1,
    2,
    "return [b, a].filter(\n    (x) => x > 3, // large\n  ).length;",
  ],
  [
    ["«none?.inner».deep", "none.inner"],
    { $: "undefined" },
    "TypeError",
    "const none = a > 9 ? {} : undefined; return none?.inner.deep;",
  ],
  [["«all?.sum»(1)", "all.sum"], 4, 4, "const all = { own: a, sum(n) { return this.own + n; } }; return all?.sum(1);"],
  [["/^\\d$/", "/^\\D$/"], true, false, "return /^\\d$/.test(String(a));"],
  [["-a", "+a"], -3, 3, "return -a;"],
  [["a++", "a--"], 4, 2, "a++; return a;"],
  [["a -= 1", "a += 1"], 2, 4, "a -= 1; return a;"],
  [["a * b", "a / b"], 12, 0.75, "return a * b;"],
  [["!a", "a"], false, 3, "return !a;"],
  [["a === 3", "a !== 3 // not\n"], true, false, "return a === 3;"],
  [["const own = «true»", "false"], true, false, "const own = true; return own;"],
  [['extra = «"more"»', '""'], "more", "", 'const f = (extra = "more") => extra; return f();'],
];

test("every kind of place", async () => {
  const functions = BODIES.map(([, , , body], at) => `exports.f${at} = function f${at}(a, b) {\n  ${body}\n};\n`);
  const given = BODIES.map(([change], at): GivenMutant => {
    const [one] = givenIn(functions[at] ?? "", [change]) as [GivenMutant];
    const above = functions.slice(0, at).join("").split("\n").length - 1;
    const move = ({ line, column }: GivenMutant["start"]) => ({ line: line + above, column });
    return { ...one, id: `m${at}`, start: move(one.start), end: move(one.end) };
  });
  const { probe, mutants } = await openWith("all.cjs", functions.join(""), given);
  expect(mutants.map(({ unit }) => unit)).toEqual(BODIES.map((_, at) => `f${at}`));
  for (const [at, [change, plain, changed]] of BODIES.entries()) {
    const found = await outcomes(probe, mutants.slice(at, at + 1), call(`f${at}`, 3, 4));
    expect([change, ...found]).toEqual([change, plain, changed]);
  }
});

test("typed sources", async () => {
  const source = `enum Size { Small = "s".length }
const LIMIT: number = 3 + 4;
type Word = "large" | "small";
export class Shelf<T extends { size?: number }> {
  static made = 1 + 1;
  constructor(private readonly item: T, readonly name: string = "shelf") {}
  label(this: Shelf<T>, most: number = LIMIT): Word {
    const size = (this.item as { size?: number })?.size!;
    return size! > most ? ("large" as Word) : "small";
  }
}
export function pick(size: number): string {
  return new Shelf<{ size: number }>({ size }).label();
}
`;
  const { probe, mutants } = await open("src/shelf.ts", source, [
    ['«"large"» | "small"', '""'],
    ['"s"', '""'],
    ["3 + 4", "3 - 4"],
    ["1 + 1", "1 - 1"],
    ['"shelf"', '""'],
    ["size! > most", "size! >= most"],
    ['"large" as', '"" as'],
    ['«"large"» as', '""'],
    ["(this.item as { size?: number })?.size", "(this.item as { size?: number }).size"],
    ["{\n  return new Shelf<{ size: number }>({ size }).label();\n}", "{}"],
  ]);
  expect(mutants.map(({ given, unit }) => `${given} ${unit}`)).toEqual([
    "m4 Shelf",
    "m5 Shelf.label",
    "m6 Shelf.label",
    "m7 Shelf.label",
    "m8 Shelf.label",
    "m9 pick",
  ]);
  const nothing = { $: "undefined" };
  expect(await outcomes(probe, mutants, call("pick", 7))).toEqual([
    ...["small", "small", "large", "small", "small", "small", nothing],
  ]);
  expect(await outcomes(probe, mutants, call("pick", 8))).toEqual([
    ...["large", "large", "large", "", "", "large", nothing],
  ]);
});

test("what cannot be switched on is left out; around what is no value of its own, the whole is changed", async () => {
  const source = `const TEXT = "at load";
exports.f = function f(a) {
  "use strict";
  const copy = { ["key" + a]: 1, "plain": 2 };
  [a] = [a];
  class Inner { static base = 7; }
  outer: for (;;) { break outer; }
  return TEXT + tag\`t\${a}\` + copy.plain + Inner.base;
};
function tag(parts) { return parts[0]; }
`;
  const { probe, mutants } = await open("odd.cjs", source, [
    ['"at load"', '""'],
    ['"use strict"', '""'],
    ['"plain"', '""'],
    ["«[a]» = [a]", "[]"],
    ["7", "8"],
    ["for (;;) { break outer; }", "for (;false;) { break outer; }"],
    ["`t${a}`", "``"],
    ["+ copy.plain", "+ ("],
    ["function tag(parts)", "{}"],
    ["parts[0]", "("],
    ['"key"', '"other"'],
  ]);
  expect(mutants.map(({ given }) => given)).toEqual(["m2", "m3", "m6", "m10"]);
  expect(await outcomes(probe, mutants, call("f", 1))).toEqual([
    ...["at loadt27", "at loadtundefined7", "at loadt27", "at load27", "at loadt27"],
  ]);
});

test("many changes of one file, several of one place", async () => {
  const lines = Array.from({ length: 100 }, (_, at) => `  if (n === ${at}) return ${at} + n;`);
  const source = `exports.f = (n) => {\n${lines.join("\n")}\n  return -1;\n};\n`;
  const changes = lines.flatMap((_, at): Change[] => [
    [`n === ${at})`, "true)"],
    [`«n === ${at}»)`, "false"],
    [`return «${at} + n»`, `${at} - n`],
    [`return «${at} + n»`, "n"],
  ]);
  const { probe, mutants } = await open("many.cjs", source, changes);
  expect(mutants).toHaveLength(300);
  const chosen = mutants.filter(({ line }) => line === 9);
  expect(await outcomes(probe, chosen, call("f", 7))).toEqual([14, -1, 0, 7]);
});
