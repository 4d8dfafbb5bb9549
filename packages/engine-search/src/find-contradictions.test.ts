import type { Observation, Outcome, Parameter, Probe, Scenario, Unit, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { findContradictions } from "./find-contradictions.js";
import { findProperties } from "./find-properties.js";
import { findTargets, type Target } from "./find-targets.js";
import { createLedger } from "./ledger.js";
import { createRecord } from "./record.js";
import { createMeter } from "./stop-rules.js";
import { FAKE_LANGUAGE, FAKE_SOURCE, fakeGoal, fakeUnit } from "./testing/fake-probe.js";

const int = (name: string): Parameter => ({
  name,
  kind: "positional",
  optional: false,
  shapes: [{ kind: "int", source: "annotation" }],
});
const text = (name: string): Parameter => ({
  ...int(name),
  shapes: [{ kind: "text", source: "annotation" }],
});

function seen(outcome: Outcome, rest: Partial<Observation> = {}): Observation {
  return { outcome, changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [], ...rest };
}

const returned = (value: Value): Outcome => ({ kind: "returned", value, via: "call" });
const act = (name: string, ...args: Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});

function targetOf(unit: Unit): Target {
  return findTargets([unit], [fakeGoal(0, unit.name, "", "entry")])[0] as Target;
}

function messages(unit: Unit, args: readonly Value[], observation: Observation): readonly string[] {
  const record = createRecord();
  record.add(targetOf(unit), act(unit.name, ...args), observation);
  return findContradictions(record, FAKE_SOURCE, FAKE_LANGUAGE).findings.map(({ message }) => message);
}

test.each<[string, Partial<Unit>, readonly Value[], Observation, RegExp | null]>([
  ["negative", { doc: "The distance, never negative." }, [1], seen(returned(-2)), /returns a negative number/],
  ["not negative", { doc: "The distance, never negative." }, [1], seen(returned(2)), null],
  ["a parameter's promise", { doc: "Doubles.\n:param n: never negative" }, [1], seen(returned(-2)), null],
  [
    "changed",
    { doc: "Doubles. Does not modify n." },
    [1],
    seen(returned(1), { changed: [{ kind: "argument", index: 0, value: 2 }] }),
    /changes its argument although its documentation says/,
  ],
  ["no error", { doc: "Raises:\n    ValueError: if n is negative" }, [-1], seen(returned(1)), /raises no ValueError/],
  ["nothing promised", { doc: "Raises:\n    ValueError: if n is negative" }, [1], seen(returned(1)), null],
  ["other arguments than declared", { doc: "Never negative." }, ["x"], seen(returned(-1)), null],
])("documentation and what was seen: %s", (_, rest, args, observation, pattern) => {
  const found = messages(fakeUnit("twice", { parameters: [int("n")], ...rest }), args, observation);
  if (pattern === null) expect(found).toEqual([]);
  else expect(found).toEqual([expect.stringMatching(pattern)]);
});

/** Runs `unescape(escape(x))` of recorded inputs by the given functions. */
async function roundTrip(there: (text: string) => string, back: (text: string) => string) {
  const units = ["escape", "unescape"].map((name) => fakeUnit(name, { parameters: [text("text")] }));
  const goals = [fakeGoal(0, "escape", "", "entry"), fakeGoal(1, "unescape", "", "entry")];
  const targets = findTargets(units, goals);
  const ledger = createLedger(goals);
  for (let at = 0; at < 24; at++) {
    const input = `a,${"%".repeat(at % 3)}${at}`;
    ledger.record.add(targets[0] as Target, act("escape", input), seen(returned(there(input))));
  }
  const run: Probe["run"] = async (batch) =>
    batch.map(({ arrange: [step] }) => {
      const input = step && "call" in step && "args" in step.call ? (step.call.args[0] as string) : "";
      return { hit: [0, 1], novel: false, observation: seen(returned(back(there(input)))) };
    });
  const clock = { now: () => 0, elapsed: () => 0, sleep: async () => {} };
  const meter = createMeter({ seconds: 10, calls: 1000 }, clock, new AbortController().signal);
  const probe = { run } as unknown as Probe;
  const found = await findProperties(ledger.record, targets, ledger, probe, FAKE_LANGUAGE, FAKE_SOURCE, meter);
  return { found, ledger };
}

test("a round trip that holds on many inputs becomes a witness; one that does not is a finding", async () => {
  const good = await roundTrip(
    (value) => value.replaceAll("%", "%25").replaceAll(",", "%2C"),
    (value) => value.replaceAll("%2C", ",").replaceAll("%25", "%"),
  );
  expect(good.found).toEqual([]);
  const [witness] = good.ledger.met.get(1) ?? [];
  expect(witness).toMatchObject({ example: "property", made: "a%2C0", scenario: { arrange: [{ name: "escaped" }] } });
  const bad = await roundTrip(
    (value) => value.replaceAll(",", "%2C").replaceAll("%", "%25"),
    (value) => value.replaceAll("%2C", ",").replaceAll("%25", "%"),
  );
  expect(bad.found.map(({ message }) => message)).toEqual(["unescape does not undo escape"]);
  expect(bad.ledger.met.size).toBe(0);
});
