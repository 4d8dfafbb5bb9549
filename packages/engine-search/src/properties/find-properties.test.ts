import type { Call, Observation, Probe, Scenario, Shape, Unit, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { findTargets, type Target } from "../ledger/find-targets.js";
import { createLedger } from "../ledger/ledger.js";
import { createMeter } from "../ledger/stop-rules.js";
import { sayProperty } from "../names/say-property.js";
import { FAKE_LANGUAGE, FAKE_SOURCE, fakeGoal, fakeUnit } from "../testing/fake-probe.js";
import { findProperties } from "./find-properties.js";

type Code = { readonly [ref: string]: (...args: never[]) => unknown; readonly push?: (...args: never[]) => unknown };
type Box = { readonly fields: Record<string, Value> };

const taking = (...kinds: readonly Shape["kind"][]): Partial<Unit> => ({
  parameters: kinds.map((kind, at) => ({
    name: `p${at}`,
    kind: "positional",
    optional: false,
    shapes: [{ kind, source: "annotation" }],
  })),
});

/** Runs scenarios on plain functions; methods get the fields of their receiver first. */
function runOn(code: Code): (scenario: Scenario) => Observation {
  return ({ arrange, act }) => {
    const variables = new Map<string, unknown>();
    const read = (value: Value): unknown =>
      typeof value === "object" && value !== null && "$" in value && value.$ === "var"
        ? variables.get(value.name as string)
        : value;
    const call = (each: Call): unknown => {
      const args = ("args" in each ? each.args.map(read) : []) as never[];
      if (each.kind === "new") return { fields: { items: [] } };
      if (!("on" in each)) return code[each.ref]?.(...args);
      return code[each.name]?.((read(each.on) as Box).fields as never, ...args);
    };
    for (const step of arrange) {
      const value = "value" in step ? step.value : call(step.call);
      if (step.name !== undefined) variables.set(step.name, value);
    }
    const [receiver] = [...variables.values()].filter((each) => each !== null && typeof each === "object");
    const before = JSON.stringify(receiver);
    const value = call(act) as Value;
    const state = (box: unknown): Value => ({ $: "object", type: "Box", fields: structuredClone((box as Box).fields) });
    const changed = JSON.stringify(receiver) === before ? [] : [{ name: "box", value: state(receiver) }];
    return {
      outcome: { kind: "returned", value: act.kind === "new" ? state(value) : (value ?? null), via: "call" },
      changed: changed.map((each) => ({ kind: "variable", ...each })),
      printed: { out: "", err: "" },
      blocked: [],
      unstable: [],
    };
  };
}

async function find(units: readonly Unit[], code: Code, inputs: readonly Scenario[]) {
  const goals = units.map(({ name }, at) => fakeGoal(at, name, "", "entry"));
  const targets = findTargets(units, goals);
  const ledger = createLedger(goals);
  const runOne = runOn(code);
  for (const scenario of inputs) ledger.record.add(targets[0] as Target, scenario, runOne(scenario));
  const run: Probe["run"] = async (batch) =>
    batch.map((scenario) => ({
      hit: goals.map(({ index }) => index),
      novel: false,
      observation: runOne(scenario as Scenario),
    }));
  const clock = { now: () => 0, elapsed: () => 0, sleep: async () => {}, after: () => () => {} };
  const probe = { run, work: 0 } as unknown as Probe;
  const meter = createMeter({ seconds: 10, calls: 1000 }, probe, clock, new AbortController().signal);
  const found = await findProperties(ledger.record, targets, ledger, probe, FAKE_LANGUAGE, FAKE_SOURCE, meter);
  const [witness] = ledger.met.get(units.length - 1) ?? [];
  const said = witness && sayProperty(witness.scenario, [{ basis: "property", kind: "completes", via: "call" }]);
  return { messages: found.map(({ message }) => message), witness, said };
}

const calls = (ref: string, make: (at: number) => readonly Value[]): readonly Scenario[] =>
  Array.from({ length: 24 }, (_, at) => ({ arrange: [], act: { kind: "function", ref, args: make(at) } }));
const onBox = (name: string, make: (at: number) => readonly Value[]): readonly Scenario[] =>
  Array.from({ length: 24 }, (_, at) => ({
    arrange: [{ name: "box", call: { kind: "new", ref: ":Box", args: [] } }],
    act: { kind: "method", on: { $: "var", name: "box" }, name, args: make(at) },
  }));

const escaping = ["escape", "unescape"].map((name) => fakeUnit(name, taking("text")));
const texts = calls(":escape", (at) => [`a,${"%".repeat(at % 3)}${at}`]);
const back = (text: string): string => text.replaceAll("%2C", ",").replaceAll("%25", "%");

test("a round trip that holds on many inputs becomes a witness; one that does not is a finding", async () => {
  const there = (text: string): string => text.replaceAll("%", "%25").replaceAll(",", "%2C");
  const good = await find(escaping, { ":escape": there, ":unescape": back }, texts);
  expect(good.messages).toEqual([]);
  expect(good.witness).toMatchObject({
    example: "property",
    made: "a%2C0",
    scenario: { arrange: [{ name: "escaped" }] },
  });
  expect(good.said).toBe("undoes escape");
  const wrong = (text: string): string => text.replaceAll(",", "%2C").replaceAll("%", "%25");
  const bad = await find(escaping, { ":escape": wrong, ":unescape": back }, texts);
  expect(bad.messages).toEqual(["unescape does not undo escape"]);
  expect(bad.witness).toBeUndefined();
});

test("methods of one object that undo each other are a round trip too", async () => {
  const units = ["Box.encode", "Box.decode"].map((name) =>
    fakeUnit(name, { kind: "method", owner: "Box", ...taking("text") }),
  );
  const owner = fakeUnit("Box", { kind: "class" });
  const code: Code = {
    encode: (_: unknown, value: string) => `<${value}>`,
    decode: (_: unknown, value: string) => value.slice(1, -1),
  };
  const { witness, said } = await find(
    [owner, ...units].slice(1),
    code,
    onBox("encode", (at) => [`t${at}`]),
  );
  expect(witness?.scenario.act).toMatchObject({ name: "decode", args: [{ $: "var", name: "encoded" }] });
  expect(said).toBe("undoes encode");
});

test("arguments that may change places are shown so; where the name promises it, a counterexample is a finding", async () => {
  const unit = fakeUnit("distance", taking("int", "int"));
  const pairs = calls(":distance", (at) => [at, 2 * at + 1]);
  const even = await find([unit], { ":distance": (a: number, b: number) => Math.abs(a - b) }, pairs);
  expect(even.said).toBe("gives the same with its arguments swapped");
  expect(even.witness?.scenario).toMatchObject({
    arrange: [{ name: "swapped", call: { args: [2, 5] } }],
    act: { args: [5, 2] },
  });
  const uneven = { ":distance": (a: number, b: number) => a - b, ":less": (a: number, b: number) => a - b };
  expect((await find([unit], uneven, pairs)).messages).toEqual([
    "distance gives another result when its arguments change places",
  ]);
  const less = await find(
    [fakeUnit("less", taking("int", "int"))],
    uneven,
    calls(":less", (at) => [at, 2 * at + 1]),
  );
  expect(less).toMatchObject({ messages: [], witness: undefined });
});

test("what is put in comes out again, and what is added can be taken away", async () => {
  const member = (name: string): Unit => fakeUnit(`Box.${name}`, { kind: "method", owner: "Box", ...taking("int") });
  const code: Code = {
    push: ({ items }: { items: number[] }, value: number) => void items.push(value),
    pop: ({ items }: { items: number[] }) => items.pop(),
    remove: (fields: { items: number[] }, value: number) => {
      fields.items = fields.items.filter((each) => each !== value);
    },
  };
  const popped = await find(
    [member("push"), { ...member("pop"), parameters: [] }],
    code,
    onBox("push", (at) => [at]),
  );
  expect(popped.said).toBe("undoes push");
  expect(popped.witness?.observation.outcome).toMatchObject({ value: 2 });
  const broken = { ...code, pop: ({ items }: { items: number[] }) => items.length };
  const wrong = await find(
    [member("push"), { ...member("pop"), parameters: [] }],
    broken,
    onBox("push", (at) => [at]),
  );
  expect(wrong.messages).toEqual(["Box.pop does not give back what push was given"]);
  const adding = { ...code, add: code.push as Code[string] };
  const removed = await find(
    [member("add"), member("remove")],
    adding,
    onBox("add", (at) => [at]),
  );
  expect(removed.said).toBe("undoes add");
});
