// Time, randomness and timers that are the same in every run. What is consulted is noted in `consulted`.
import crypto from "node:crypto";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { moveTo } from "./machine.mjs";
import { nameValue } from "./refs.mjs";
import { ask, fakeArguments, fakeInput } from "./surroundings.mjs";

/** Sources of change the running scenario asked. */
export const consulted = new Set();

const RealDate = Date;
const LONGEST_WAIT = 1500;
const DEFAULT_EPOCH = Date.UTC(2024, 0, 15, 12, 0, 0);

const world = { epoch: DEFAULT_EPOCH, seed: 1, random: 1, now: 0, queue: [], next: 1, ids: 0 };

/** Chooses epoch and seed for a batch. */
export function setWorld({ epoch = DEFAULT_EPOCH, seed = 1 } = {}) {
  world.epoch = epoch;
  world.seed = seed >>> 0;
  moveTo(epoch === DEFAULT_EPOCH ? 0 : world.seed);
}

/** The state every scenario begins with. */
export function resetWorld() {
  world.random = world.seed;
  world.now = 0;
  world.argv = undefined;
  world.queue.length = 0;
  consulted.clear();
}

function chance() {
  ask("chance");
  return random();
}

function random() {
  consulted.add("random");
  world.random = (world.random + 0x6d2b79f5) | 0;
  let t = Math.imul(world.random ^ (world.random >>> 15), 1 | world.random);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function now() {
  ask("now");
  consulted.add("time");
  return world.epoch + world.now;
}

/** Milliseconds that have passed in the running scenario. */
export function elapsed() {
  consulted.add("time");
  return world.now;
}

function freezeClock() {
  const standIn = new Proxy(RealDate, {
    construct(target, args, maker) {
      return Reflect.construct(target, args.length === 0 ? [now()] : args, maker === standIn ? target : maker);
    },
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;
  RealDate.prototype.constructor = standIn;
  globalThis.Date = standIn;
  nameValue(standIn, "globalThis:Date");
  const hrtime = () => [Math.floor(elapsed() / 1000), (elapsed() % 1000) * 1e6];
  hrtime.bigint = () => BigInt(Math.round(elapsed() * 1e6));
  process.hrtime = hrtime;
  process.uptime = () => elapsed() / 1000;
}

function fill(bytes) {
  const view = new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength);
  for (let index = 0; index < view.length; index++) view[index] = Math.floor(random() * 256);
  return bytes;
}

function uuid() {
  ask("uuid");
  consulted.add("uuid");
  const hex = Buffer.from(fill(new Uint8Array(16))).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function freezeRandom() {
  Math.random = chance;
  const answer = (done, value) => (typeof done === "function" ? void queueMicrotask(() => done(null, value)) : value);
  crypto.randomUUID = uuid;
  crypto.randomBytes = (size, done) => answer(done, fill(Buffer.alloc(size)));
  crypto.randomFillSync = (bytes) => fill(bytes);
  crypto.randomInt = (low, high, done) => {
    const [from, to] = typeof high === "number" ? [low, high] : [0, low];
    return answer(typeof high === "function" ? high : done, from + Math.floor(random() * (to - from)));
  };
  Object.getPrototypeOf(globalThis.crypto).randomUUID = uuid;
  Object.getPrototypeOf(globalThis.crypto).getRandomValues = fill;
}

class Timer {
  constructor(id) {
    Object.defineProperty(this, "id", { value: id });
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  hasRef() {
    return true;
  }
  refresh() {
    const entry = world.queue.find((item) => item.timer === this);
    if (entry) entry.at = world.now + entry.delay;
    return this;
  }
  close() {
    clear(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    return this.id;
  }
}

function add(run, delay, args, every) {
  if (typeof run !== "function") throw new TypeError("The callback argument must be a function");
  const wait = Number(delay) >= 1 ? Math.trunc(Number(delay)) : 1;
  const timer = new Timer(++world.ids);
  world.queue.push({ timer, run, args, delay: wait, at: world.now + wait, order: world.ids, every });
  return timer;
}

function clear(timer) {
  const index = world.queue.findIndex((item) => item.timer === timer || item.timer.id === Number(timer));
  if (index >= 0) world.queue.splice(index, 1);
}

/** Runs the next waiting timer; `none` when there is none, `late` when it lies too far ahead for a test to wait. */
export function runNextTimer() {
  let next;
  for (const entry of world.queue)
    if (!next || entry.at < next.at || (entry.at === next.at && entry.order < next.order)) next = entry;
  if (!next) return "none";
  if (next.at > LONGEST_WAIT) return "late";
  world.now = Math.max(world.now, next.at);
  if (next.every) next.at = world.now + next.delay;
  else clear(next.timer);
  next.run(...next.args);
  return "ran";
}

function fakeTimers() {
  const setTimeout = (run, delay, ...args) => add(run, delay, args, false);
  const setInterval = (run, delay, ...args) => add(run, delay, args, true);
  const setImmediate = (run, ...args) => {
    const timer = add(run, 1, args, false);
    world.queue.at(-1).at = world.now;
    return timer;
  };
  const wait = (delay, value) => new Promise((resolve) => add(resolve, delay, [value], false));
  async function* every(delay, value) {
    for (;;) yield await wait(delay, value);
  }
  const symbol = Object.getOwnPropertySymbols(globalThis.setTimeout).find((key) =>
    key.description?.includes("promisify"),
  );
  if (symbol) setTimeout[symbol] = wait;
  const fakes = {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  Object.assign(globalThis, fakes);
  Object.assign(timers, fakes);
  Object.assign(timersPromises, { setTimeout: wait, setImmediate: (value) => wait(0, value), setInterval: every });
  timersPromises.scheduler = { wait, yield: () => wait(0) };
}

/** The command line is that of whoever runs the tests: what follows from it is no evidence, unless a scenario sets it. */
function fakeCommandLine(refuse) {
  const [program, script] = process.argv;
  fakeArguments({
    get() {
      consulted.add("environment");
      refuse("read the command line");
      world.argv ??= [program, script];
      return world.argv;
    },
    set(value) {
      world.argv = value;
    },
  });
}

/** Replaces clock, randomness, timers, command line and standard input for good; `refuse` is told of what makes a run no evidence. */
export function installWorld(refuse) {
  fakeCommandLine(refuse);
  fakeInput();
  freezeClock();
  freezeRandom();
  fakeTimers();
  resetWorld();
}
