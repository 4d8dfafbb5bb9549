import type { Clock, Probe, Scenario } from "@autotest/core";
import { expect, it } from "vitest";
import { callsOf, createMeter, portionOf } from "./stop-rules.js";

it("a portion is over for its holder alone", () => {
  const clock: Clock = { now: () => 0, elapsed: () => 0, sleep: async () => undefined, after: () => () => {} };
  const probe = { work: 0 } as Probe;
  const meter = createMeter({ seconds: 10, calls: 100 }, probe, clock, new AbortController().signal);
  meter.spend(10);
  const portion = portionOf(meter, 30);
  portion.spend(29);
  expect([portion.over(1), portion.cost, meter.cost]).toEqual([false, 39, 39]);
  portion.spend(1);
  expect([portion.over(1), meter.over(1), portionOf(meter, 5).over(1)]).toEqual([true, false, false]);
});

it("what runs pass counts like calls, and the clock only at four times the budget", () => {
  let elapsed = 0;
  const clock: Clock = { now: () => 0, elapsed: () => elapsed, sleep: async () => undefined, after: () => () => {} };
  const probe = { work: 0 };
  const meter = createMeter({ seconds: 10, calls: 100 }, probe as Probe, clock, new AbortController().signal);
  meter.spend(40);
  probe.work = 14_750;
  elapsed = 39_900;
  expect([meter.cost, meter.over(1), meter.byTime]).toEqual([99, false, false]);
  probe.work = 15_000;
  expect([meter.over(1), meter.byTime]).toEqual([true, false]);
  probe.work = 0;
  elapsed = 40_000;
  expect([meter.over(1), meter.byTime]).toEqual([true, true]);
});

it("a folder of its own, and waiting until the end, cost more than a call", () => {
  const plain: Scenario = { arrange: [], act: { kind: "function", ref: ":f", args: [] } };
  const quick = { hit: [], novel: false };
  const stopped = (why: "time" | "memory") => ({
    ...quick,
    observation: {
      outcome: { kind: "stopped" as const, why, detail: "" },
      changed: [],
      printed: { out: "", err: "" },
      blocked: [],
      unstable: [],
    },
  });
  expect(callsOf([plain, plain], [quick, quick])).toBe(2);
  expect(callsOf([{ ...plain, surroundings: { files: {} } }], [quick])).toBe(5);
  // Which of the two ran out first is chance.
  expect(callsOf([plain], [stopped("time")])).toBe(501);
  expect(callsOf([plain], [stopped("memory")])).toBe(501);
});
