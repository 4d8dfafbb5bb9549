import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { type SignalSource, watchSignals } from "./signals.js";

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): never {
    this.exits.push(code);
    return undefined as never;
  }
}

test("the first signal stops what moves, and says so; a second at the same time ends the process", () => {
  const process = new FakeProcess();
  const seen: string[] = [];
  const state = watchSignals(process as unknown as SignalSource, (text) => seen.push(text));
  state.onStop(() => seen.push("stopped"));
  expect([state.code(), state.signal.aborted]).toEqual([null, false]);
  process.emit("SIGINT");
  expect(seen).toEqual(["stopped", "stopping: tests proven so far are kept (press ^C again to end at once)"]);
  expect([state.code(), process.exits]).toEqual([130, []]);
  process.emit("SIGINT");
  expect(process.exits).toEqual([130]);
});

test("then it aborts, and the next signal is left to the system", async () => {
  const process = new FakeProcess();
  const state = watchSignals(process as unknown as SignalSource, () => undefined);
  process.emit("SIGTERM");
  expect(state.code()).toBe(143);
  await new Promise((resolve) => setImmediate(resolve));
  expect(state.signal.aborted).toBe(true);
  expect(process.listenerCount("SIGINT") + process.listenerCount("SIGTERM") + process.listenerCount("SIGHUP")).toBe(0);
});
