import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const RUNTIME = fileURLToPath(new URL("../runtime", import.meta.url));

/** Plays clocks to the alarm: pairs of seconds on the wall and on the processor since it first rang for a scenario. */
const SCRIPT = `
import json, sys, types
package = types.ModuleType("probe")
package.__path__ = [sys.argv[1]]
sys.modules["probe"] = package
from probe import alarm as module
limit, looks = json.loads(sys.argv[2])
now = [0.0, 0.0]
module.real_seconds, module.cpu_seconds = lambda: 100 + now[0], lambda: 50 + now[1]
alarm = module.Alarm(limit)
module.signal.setitimer(module.signal.ITIMER_REAL, 0)
alarm.start()
alarm.ring(None, None)
answers = []
for now[:] in looks:
    try:
        alarm.ring(None, None)
        answers.append("goes on")
    except BaseException as error:
        answers.append(type(error).__name__)
print(json.dumps(answers))
`;

function answers(limit: number, looks: readonly (readonly [wall: number, cpu: number])[]): unknown {
  const args = ["-c", SCRIPT, RUNTIME, JSON.stringify([limit, looks])];
  return JSON.parse(execFileSync("python3", args, { encoding: "utf8" }));
}

test("a busy machine stops nothing: what counts is the time on the processor", () => {
  expect(
    answers(0.5, [
      [1.9, 0.4],
      [1.9, 0.6],
    ]),
  ).toEqual(["goes on", "TimeUp"]);
});

test("who only waits is stopped after a second, long before the process is killed for its silence", () => {
  const looks = Array.from({ length: 10 }, (_, at) => [(at + 1) / 10, at / 10_000] as const);
  expect(answers(2, looks)).toEqual([...Array<string>(9).fill("goes on"), "TimeUp"]);
});

test("who gets little of a busy processor does not wait", () => {
  expect(
    answers(2, [
      [0.3, 0.004],
      [0.6, 0.008],
      [0.9, 0.012],
      [1.2, 0.016],
      [1.5, 0.02],
    ]),
  ).toEqual(["goes on", "goes on", "goes on", "goes on", "goes on"]);
});

test("who waits and now and then does a little is stopped as well", () => {
  expect(
    answers(2, [
      [4.9, 0.1],
      [5.1, 0.2],
    ]),
  ).toEqual(["goes on", "TimeUp"]);
  expect(
    answers(10, [
      [9.9, 0.1],
      [10.1, 0.2],
    ]),
  ).toEqual(["goes on", "TimeUp"]);
});
