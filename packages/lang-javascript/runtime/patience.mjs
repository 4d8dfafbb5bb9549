// Cuts off what holds the thread where no fuel is counted: a regular expression that backtracks, a call of other code that
// goes on. One watch spans many runs, for starting one costs more than most of them.
import vm from "node:vm";

const WATCH_MS = 400;
/** A run that took less of the processor was only unlucky: the machine is busy, or runs before it took the time. */
const LEAST_CPU_MS = 250;
const MOST_TRIES = 4;
const cpuUsage = process.cpuUsage.bind(process);
const held = { work: null };
let script;

function cpuMs() {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

/** Compiled while modules can still be loaded; a global is the only way in. */
export function installPatience() {
  Object.defineProperty(globalThis, "autotest$work", { value: () => held.work() });
  script = new vm.Script("autotest$work()");
}

/** How often the present run was cut off, and what it used of the processor until then. */
export function createPatience() {
  return { began: 0, used: 0, tries: 0, current: -1 };
}

/** Says that run `n` begins. */
export function beginRun(patience, n) {
  if (patience.current !== n) patience.tries = patience.used = 0;
  patience.current = n;
  patience.began = cpuMs();
}

/** Calls `work`. True when it came back; what it throws is thrown. */
export function workWithin(work) {
  held.work = work;
  try {
    script.runInThisContext({ timeout: WATCH_MS });
    return true;
  } catch (error) {
    if (error?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    return false;
  }
}

/** Whether the run that was cut off is to blame; otherwise it should be tried again. */
export function isToBlame(patience) {
  patience.used += cpuMs() - patience.began;
  return patience.used >= LEAST_CPU_MS || ++patience.tries >= MOST_TRIES;
}
