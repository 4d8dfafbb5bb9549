// Waits for a promise of the code under test: microtasks first, then its timers on the virtual clock.
import { tank } from "./fuel.mjs";
import { runNextTimer } from "./world.mjs";

const realImmediate = setImmediate;
const realTimeout = setTimeout;
const realNow = performance.now.bind(performance);
const nativeThen = Promise.prototype.then;
const activeResources = process.getActiveResourcesInfo.bind(process);
const IO_PATIENCE_MS = 2000;
const IDLE_TURNS = 3;
/** A dynamic import is answered by the hooks thread and is no resource of this one. */
const IDLE_MS = 12;
const MAX_TIMERS = 10_000;

/** True for anything `await` would wait for. */
export function isThenable(value) {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") && typeof value.then === "function"
  );
}

const turn = () => new Promise((resolve) => realImmediate(resolve));
const pause = () => new Promise((resolve) => realTimeout(resolve, 1));

/** Lets what is still queued run out. */
export const flush = turn;

function isBusy() {
  return activeResources().some((name) => /^(FSReq|Zlib|Random|PBKDF2|Scrypt|Hash|Key|Sign|Cipher)/.test(name));
}

/** `{value}`, `{error}`, or `{stopped}` with a reason. `patience`: milliseconds to wait while nothing seems to happen. */
export async function settle(promise, patience = IDLE_MS) {
  let result = null;
  try {
    nativeThen.call(
      Promise.resolve(promise),
      (value) => {
        result ??= { value };
      },
      (error) => {
        result ??= { error };
      },
    );
  } catch (error) {
    return { error };
  }
  for (let count = 0; count < 12 && !result; count++) await null;
  const began = realNow();
  let idle = 0;
  let timers = 0;
  while (!result) {
    await turn();
    if (result || tank.halted) break;
    let next;
    try {
      next = runNextTimer();
    } catch {
      // An error in a timer would end a real process; here it only ends the timer.
      next = "ran";
    }
    if (tank.halted) break;
    if (next === "late") return { stopped: "time", detail: "it waits longer than a test should" };
    if (next === "ran" && ++timers < MAX_TIMERS) continue;
    if (isBusy() && realNow() - began < IO_PATIENCE_MS) {
      await pause();
      continue;
    }
    if (++idle > IDLE_TURNS) {
      if (realNow() - began > patience) return { stopped: "pending", detail: "the promise never settles" };
      await pause();
    }
  }
  return result ?? { stopped: tank.halted.why, detail: tank.halted.detail };
}
