import type { Call, Outcome, Value } from "@autotest/core";
import { describe, expect, it } from "vitest";
import { createPools } from "../draw/pools.js";
import type { Target } from "../ledger/find-targets.js";
import { FAKE_DIALECT, fakeUnit } from "../testing/fake-probe.js";
import { testRandom } from "../testing/propose-all.js";
import { createCatalog } from "../values/class-catalog.js";
import { callReturned, gaveFunction } from "./call-returned.js";

const block = { enter: "enter", leave: "leave", endings: [[null], ["boom"]] };
const dialect = { ...FAKE_DIALECT, invoke: "()", block };
const unit = fakeUnit("makeCounter");
const target: Target = {
  unit,
  owner: undefined,
  own: [],
  reached: [],
  callees: [],
  writers: [],
  fields: [],
  open: true,
};
const scenario = { arrange: [], act: { kind: "function", ref: ":makeCounter", args: [] } } as const;

function made(value: Value): readonly string[] {
  const opened = { runtime: "", goals: [], hitOnImport: [], classes: [], shapes: {}, effects: [] };
  const context = {
    random: testRandom("returned"),
    dialect,
    classes: createCatalog(opened, [unit]),
    pools: createPools([unit], [], dialect),
  };
  const outcome: Outcome = { kind: "returned", value, via: "call" };
  expect(gaveFunction(outcome)).toBe(true);
  return callReturned(scenario, outcome, target, context).map(({ arrange, act }) =>
    [...arrange.flatMap((step) => ("call" in step ? [print(step.call, step.name)] : [])), print(act)].join("; "),
  );
}

function print(call: Call, name?: string): string {
  const callee =
    call.kind === "method"
      ? (call.on as { name: string }).name + (call.name === "()" ? "" : `.${call.name}`)
      : "makeCounter";
  const args = "args" in call ? call.args.map((each) => JSON.stringify(each)) : [];
  return `${name === undefined ? "" : `${name} = `}${callee}(${args.join()})`;
}

describe("callReturned", () => {
  it("enters a block and leaves it in every way", () => {
    expect(made({ $: "opaque", type: "_GeneratorContextManager" })).toEqual([
      "context = makeCounter(); context.enter()",
      "context = makeCounter(); context.enter(); context.leave(null)",
      'context = makeCounter(); context.enter(); context.leave("boom")',
    ]);
  });

  it("calls a closure once and again, with as many arguments as it names, and the functions it carries", () => {
    const lines = made({ $: "opaque", type: "function", text: "memoized", arity: 1, members: ["clear"] });
    const arguments_ = String.raw`\((.*)\)`;
    expect(lines.some((line) => /^memoized = makeCounter\(\); memoized\(.+\)$/.test(line))).toBe(true);
    const again = new RegExp(`memoized${arguments_}; memoized${arguments_}$`);
    const pairs = lines.flatMap((line) => [again.exec(line)?.slice(1) ?? []]).filter(({ length }) => length === 2);
    expect(pairs.some(([one, other]) => one === other)).toBe(true);
    expect(pairs.some(([one, other]) => one !== other)).toBe(true);
    expect(lines.some((line) => /memoized\(.*\); memoized\.clear\(.*\); memoized\(.*\)$/.test(line))).toBe(true);
  });

  it("calls the functions of a returned record, under a name of their own", () => {
    const field = { $: "opaque", type: "function" } as const;
    const lines = made({ up: field, total: field, limit: 3 });
    expect(lines).toContain("counter = makeCounter(); counter.up()");
    expect(lines.some((line) => /counter\.up\(.*\); counter\.total\(.*\); counter\.up/.test(line))).toBe(true);
  });

  it("calls functions that a returned instance carries as fields", () => {
    const lines = made({ $: "object", type: "Option", ref: ":Option", fields: { n: 1 }, members: ["parseArg"] });
    expect(lines.some((line) => /^counter = makeCounter\(\); counter\.parseArg\(.*\)$/.test(line))).toBe(true);
  });

  it("knows what is no function", () => {
    expect(gaveFunction({ kind: "returned", value: { a: 1 }, via: "call" })).toBe(false);
  });
});
