// Waits for a promise of the code under test: microtasks first, then its timers on the virtual clock.
import { tank } from "./fuel.mjs";
import { runNextTimer } from "./world.mjs";

const realImmediate = setImmediate;
const realTimeout = setTimeout;
const realNow = performance.now.bind(performance);
const nativeThen = Promise.prototype.then;
const activeResources = process.getActiveResourcesInfo.bind(process);
/** How long an answer of the system may take. */
const IO_PATIENCE_MS = 2000;
/** How many milliseconds may pass where only a handle that was left open keeps the process alive. */
const IDLE_MS = 12;
/** They stay open, and keep nothing alive. */
const STANDARD_STREAM = /^(Pipe|TTY)Wrap$/;
const MAX_TIMERS = 10_000;
let wake = null;

// Nothing is left that could settle a promise: known for certain, however slow the machine is.
process.on("beforeExit", () => wake?.("empty"));

/** True for anything `await` would wait for. */
export function isThenable(value) {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") && typeof value.then === "function"
  );
}

const turn = () => new Promise((resolve) => realImmediate(resolve));
/** Ends with "settled", with "empty" when nothing is under way any more, and with "waited" after a millisecond. */
const pause = () =>
  new Promise((resolve) => {
    wake = resolve;
    // It must not keep the process alive itself.
    realTimeout(resolve, 1, "waited").unref();
  });

/** Lets what is still queued run out. */
export const flush = turn;

/** "asks" while the system has been asked for something, "holds" where only handles are open; what computes is not listed. */
function whatKeepsAlive() {
  const names = activeResources().filter((name) => !STANDARD_STREAM.test(name));
  if (names.some((name) => name.includes("Req"))) return "asks";
  return names.length > 0 ? "holds" : "unknown";
}

/** `{value}`, `{error}`, or `{stopped}` with a reason. `patience`: milliseconds to wait where only an open handle is left. */
export async function settle(promise, patience = IDLE_MS) {
  let result = null;
  const end = (how) => {
    result ??= how;
    wake?.("settled");
  };
  try {
    nativeThen.call(
      Promise.resolve(promise),
      (value) => end({ value }),
      (error) => end({ error }),
    );
  } catch (error) {
    return { error };
  }
  for (let count = 0; count < 12 && !result; count++) await null;
  const began = realNow();
  let idle = 0;
  let empty = 0;
  let timers = 0;
  while (!result) {
    await turn();
    if (result || tank.halted) break;
    const alive = whatKeepsAlive();
    const late = realNow() - began > IO_PATIENCE_MS;
    // Time passes only where nothing else happens.
    const next = alive === "asks" && !late ? "none" : runTimer();
    if (tank.halted) break;
    if (next === "late") return { stopped: "time", detail: "it waits longer than a test should" };
    if (next === "ran" && ++timers < MAX_TIMERS) {
      idle = empty = 0;
      continue;
    }
    const how = await pause();
    empty = how === "empty" ? empty + 1 : 0;
    idle = how === "waited" && (alive === "holds" || late) ? idle + 1 : 0;
    // What ran last may have started a timer.
    if (!result && (empty > 1 || idle > patience)) return { stopped: "pending", detail: "the promise never settles" };
  }
  return result ?? { stopped: tank.halted.why, detail: tank.halted.detail };
}

function runTimer() {
  try {
    return runNextTimer();
  } catch {
    // An error in a timer would end a real process; here it only ends the timer.
    return "ran";
  }
}
