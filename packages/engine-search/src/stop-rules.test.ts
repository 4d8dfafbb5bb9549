import type { Clock } from "@autotest/core";
import { expect, it } from "vitest";
import { createMeter, portionOf } from "./stop-rules.js";

it("a portion is over for its holder alone", () => {
  const clock: Clock = { now: () => 0, elapsed: () => 0, sleep: async () => undefined };
  const meter = createMeter({ seconds: 10, calls: 100 }, clock, new AbortController().signal);
  meter.spend(10);
  const portion = portionOf(meter, 30);
  portion.spend(29);
  expect([portion.over(1), portion.calls, meter.calls]).toEqual([false, 39, 39]);
  portion.spend(1);
  expect([portion.over(1), meter.over(1), portionOf(meter, 5).over(1)]).toEqual([true, false, false]);
});
