import type { Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `import datetime, getpass, logging, os, platform, socket

def user(): return getpass.getuser()
def home(): return os.path.expanduser("~root")
def host(): return socket.gethostname()
def node(): return platform.node()
def process(): return os.getpid()
def hour(at): return datetime.datetime.fromtimestamp(at).hour
def utc_hour(at): return datetime.datetime.fromtimestamp(at, datetime.timezone.utc).hour
def log():
    logging.getLogger("x").warning("once")
    return 1
`;

test("in every other world it is another machine, and the same again at home", async () => {
  await withProbe(SOURCE, async (probe) => {
    const calls = ["user", "home", "host", "node", "process", "hour", "utc_hour", "log"].map(
      (name): Scenario => ({
        arrange: [],
        act: { kind: "function", ref: `:${name}`, args: name.endsWith("hour") ? [0] : [] },
      }),
    );
    const show = async (seed?: number): Promise<readonly unknown[]> => {
      const results = await probe.run(calls, seed === undefined ? {} : { world: { epoch: 1_000_000_000_000, seed } });
      return results.map(({ observation }) => observation?.outcome.kind === "returned" && observation.outcome.value);
    };
    const home = await show();
    const [east, west] = [await show(2), await show(3)];
    expect(await show()).toEqual(home);
    for (const at of [0, 1, 2, 3, 4]) expect(new Set([home[at], east[at], west[at]]).size).toBe(3);
    expect([home, east, west].map((each) => each.slice(5))).toEqual([
      [0, 0, 1],
      [9, 0, 1],
      [19, 0, 1],
    ]);
    const results = await probe.run(calls);
    const asking = results.map(({ observation }) => observation?.unstable.includes("environment"));
    expect(asking).toEqual([true, true, true, true, true, false, false, false]);
  });
});

test("memory that processes share is there on every machine, and when the module is loaded anew", async () => {
  const source = `import multiprocessing
LEVEL = multiprocessing.Value("i", 3, lock=False)

def more(): return multiprocessing.Array("i", 100_000, lock=False)[0] + LEVEL.value + 1
`;
  await withProbe(source, async (probe) => {
    const call: Scenario = { arrange: [], act: { kind: "function", ref: ":more", args: [] } };
    for (const seed of [2, 3]) {
      const [result] = await probe.run([call], { world: { epoch: 1_000_000_000_000, seed } });
      expect(result?.observation).toMatchObject({ outcome: { kind: "returned", value: 4 } });
    }
    expect(await probe.mutants?.()).not.toEqual([]);
  });
});
