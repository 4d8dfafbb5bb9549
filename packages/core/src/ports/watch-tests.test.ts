import { describe, expect, it } from "vitest";
import type { Context, Running } from "../contracts/index.js";
import { createFixedClock } from "../testing/fixed-clock.js";
import { type TestWatch, watchTests } from "./watch-tests.js";

function open(limitMs?: number): { clock: ReturnType<typeof createFixedClock>; watch: TestWatch; kills: () => number } {
  const clock = createFixedClock();
  let kills = 0;
  const child = { kill: () => (kills += 1) } as unknown as Running;
  return { clock, watch: watchTests(child, limitMs, { clock } as unknown as Context), kills: () => kills };
}

describe("watchTests", () => {
  it("ends the process for a test that takes too long, and says which", () => {
    const { clock, watch, kills } = open(1_000);
    watch.began("quick");
    clock.advance(500);
    watch.over();
    clock.advance(5_000);
    watch.began("slow");
    clock.advance(500);
    expect([watch.late(), kills()]).toEqual([null, 0]);
    clock.advance(500);
    expect([watch.late(), kills()]).toEqual(["slow", 1]);
  });

  it("blames nobody when it was held up itself", () => {
    const { clock, watch, kills } = open(1_000);
    watch.began("one");
    clock.advance(60_000);
    watch.over();
    clock.advance(60_000);
    expect([watch.late(), kills()]).toEqual([null, 0]);
  });

  it("without a limit waits for ever", () => {
    const { clock, watch, kills } = open();
    watch.began("one");
    clock.advance(1e9);
    expect([watch.late(), kills()]).toEqual([null, 0]);
  });
});
