import { expect, test } from "vitest";
import { clocksIn, countersIn, uuidTargets } from "./clock-uses.js";

const told = (source: string) =>
  clocksIn(source, "shop.cart").map(({ target, methods, zones }) => [target, ...methods, ...(zones ? ["zones"] : [])]);

test("what a file imported by name is replaced under the file's name for it", () => {
  expect(told("from datetime import datetime as dt, date\ndt.now()\nprint(date.today())\n")).toEqual([
    ["shop.cart.dt", "now"],
    ["shop.cart.date", "today"],
  ]);
  expect(
    told("from datetime import (\n    datetime,  # the class\n    timezone,\n)\nx = datetime.now(timezone.utc)\n"),
  ).toEqual([["shop.cart.datetime", "now", "zones"]]);
  expect(told("from time import time as now, time_ns\nnow() + time_ns()\n")).toEqual([
    ["shop.cart.now"],
    ["shop.cart.time_ns"],
  ]);
});

test("what it reaches through a module is replaced in that module", () => {
  expect(told("import datetime as dt, time\ndt.datetime.utcnow()\ndt.date.today()\ntime.time()\n")).toEqual([
    ["datetime.datetime", "utcnow"],
    ["datetime.date", "today"],
    ["time.time"],
  ]);
  expect(told("import time\nclock = time.time_ns\n")).toEqual([["time.time_ns"]]);
});

test("a name of a function's own is out of reach, one under a condition is not", () => {
  const inside = "def f():\n    from datetime import datetime\n    return datetime.today()\n";
  expect(told(inside)).toEqual([["datetime.datetime", "today"]]);
  expect(told("try:\n    from time import time\nexcept ImportError:\n    pass\ntime()\n")).toEqual([
    ["shop.cart.time"],
  ]);
});

test("clocks that nobody reads stay, and a file that reads none has others read for it", () => {
  expect(told("import time\nfrom datetime import datetime\ntime.sleep(1)\ntime.timezone\ndatetime.nowhere\n")).toEqual([
    ["time.time"],
  ]);
  expect(told("import datetime\nself.datetime.datetime.now()\n")).toEqual([["time.time"]]);
});

test("whether it asks what is a date", () => {
  const asks = (source: string) => clocksIn(source, "shop.cart").map(({ checked }) => checked);
  expect(asks("from datetime import datetime\ndatetime.now()\nisinstance(x, (str, datetime))\n")).toEqual([true]);
  expect(asks("from datetime import datetime\ndatetime.now()\nisinstance(x, str)\n")).toEqual([false]);
});

test("counters of elapsed time, and every name of one function together", () => {
  const counted = (source: string) => countersIn(source, "shop.cart").map(({ target }) => target);
  expect(counted("import time as t\nt.perf_counter()\nt.monotonic_ns()\n")).toEqual([
    "time.monotonic_ns",
    "time.perf_counter",
  ]);
  expect(counted("from time import perf_counter as now\nnow()\n")).toEqual(["shop.cart.now"]);
  expect(counted("from timeit import default_timer\ndefault_timer()\n")).toEqual(["shop.cart.default_timer"]);
  expect(counted("import time\nclock = time.perf_counter\n")).toEqual(["time.perf_counter", "shop.cart.clock"]);
  expect(counted("from time import perf_counter\nclock = perf_counter  # real\n")).toEqual([
    "time.perf_counter",
    "shop.cart.perf_counter",
    "shop.cart.clock",
  ]);
  expect(counted("import time\ndef f():\n    clock = time.perf_counter\n")).toEqual(["time.perf_counter"]);
  expect(counted("import time\ntime.time()\n")).toEqual([]);
});

test("random identifiers", () => {
  expect(uuidTargets("import uuid\nuuid.uuid4()\n", "shop.cart")).toEqual(["uuid.uuid4"]);
  expect(uuidTargets("from uuid import uuid4 as fresh\nfresh()\n", "shop.cart")).toEqual(["shop.cart.fresh"]);
  expect(uuidTargets("from .names import fresh\n", "shop.cart")).toEqual(["uuid.uuid4"]);
});
