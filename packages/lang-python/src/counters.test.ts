import type { Probe, Surroundings } from "@autotest/core";
import { expect, test } from "vitest";
import { observe } from "./testing/observe.js";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `import asyncio
import other
import time
from time import monotonic as now, perf_counter_ns
from timeit import default_timer

clock = time.perf_counter

class Box:
    look = staticmethod(time.perf_counter)

def both(): return repr([time.perf_counter(), now(), time.perf_counter(), now(), perf_counter_ns(), perf_counter_ns()])
def named(): return repr([time.perf_counter(), clock(), default_timer(), default_timer()])
def kept(): return Box.look() >= 0
def elsewhere(): return other.look() >= 0
def calendar(): return time.time() > 0
async def waits():
    await asyncio.sleep(0)
    return now() >= 0
def same(): return clock is time.perf_counter and Box.look is clock
`;
const OTHER = "import time\n\ndef look(): return time.perf_counter()\n";

/** What came back, what was asked for and what makes it unstable. */
async function told(probe: Probe, name: string, surroundings?: Surroundings) {
  const { outcome, asked, unstable } = await observe(probe, name, surroundings);
  return [outcome.kind === "returned" ? outcome.value : outcome, asked ?? [], unstable];
}

test("every look at a counter adds the tick, each function by itself, anew in every scenario", async () => {
  await withProbe(
    SOURCE,
    async (probe) => {
      const counted = "[0.5, 0.5, 1.0, 1.0, 500000000, 1000000000]";
      expect(await told(probe, "both", { tick: 0.5 })).toEqual([counted, [], []]);
      expect(await told(probe, "both", { tick: 0.5 })).toEqual([counted, [], []]);
      expect((await told(probe, "both", { tick: 60 }))[0]).toBe(
        "[60.0, 60.0, 120.0, 120.0, 60000000000, 120000000000]",
      );
      expect((await told(probe, "both")).slice(1)).toEqual([["tick"], ["time"]]);
      expect(await told(probe, "named", { tick: 2 })).toEqual(["[2.0, 4.0, 2.0, 4.0]", [], []]);
    },
    { "other.py": OTHER },
  );
});

test("what the file took hold of when it was loaded, and what others look at, is as ever", async () => {
  await withProbe(
    SOURCE,
    async (probe) => {
      expect(await told(probe, "kept")).toEqual([true, ["tick"], ["time"]]);
      expect(await told(probe, "kept", { tick: 2 })).toEqual([true, ["tick"], ["time"]]);
      expect(await told(probe, "elsewhere")).toEqual([true, [], ["time"]]);
      expect(await told(probe, "elsewhere", { tick: 2 })).toEqual([true, [], ["time"]]);
      expect(await told(probe, "calendar", { tick: 2 })).toEqual([true, ["now"], ["time"]]);
      // The event loop of a test looks at the same counter.
      expect(await told(probe, "waits", { tick: 2 })).toEqual([true, [], ["time"]]);
      expect(await told(probe, "same")).toEqual([true, [], []]);
    },
    { "other.py": OTHER },
  );
});
