// The points an instrumented file calls. `points` is reachable from it as the global `autotest$`.
import { recordCompare } from "./compares.mjs";
import { variablesPoint } from "./module-variables.mjs";
import { mutantPoint } from "./mutants.mjs";

/** Thrown to end the code under test; it carries nothing, the reason is in `tank.halted`. */
export const sentinel = Object.freeze({ toString: () => "stopped by autotest" });

/** `left`: points still free to pass. `halted`: why the code is being stopped, or null. */
export const tank = { left: Infinity, halted: null };

let filled = Infinity;
let used = 0;

/** What a `throw` statement of the file under test threw last. */
export const thrown = { seen: new WeakSet(), last: undefined, line: 0, lines: new WeakMap() };

/** Stops the code under test from here on: every handler of it rethrows. */
export function halt(why, detail) {
  tank.halted ??= { why, detail };
  throw sentinel;
}

/** A fresh tank. */
export function refuel(amount) {
  used += usedNow();
  filled = amount;
  tank.left = amount;
  tank.halted = null;
}

/** Points passed since the last time this was asked. */
export function takeSpent() {
  refuel(Number.POSITIVE_INFINITY);
  const spent = used;
  used = 0;
  return spent;
}

function usedNow() {
  return filled === Number.POSITIVE_INFINITY ? 0 : filled - Math.max(0, tank.left);
}

/** Endless recursion meets the end of the stack before the tank is dry: the same thing. */
export function isStackOverflow(error) {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}

function dry() {
  halt("fuel", "it did not end within the allowed number of steps");
}

export const points = {
  /** One byte per goal. */
  h: new Uint8Array(0),
  /** A function entry or a loop round: goal, then fuel. */
  e(goal) {
    points.h[goal] = 1;
    if (--tank.left < 0) dry();
  },
  /** A function that a call at module level made: goal `goal` is met when it is called. */
  w(goal, value) {
    if (typeof value !== "function") return value;
    const standIn = new Proxy(value, {
      apply(target, receiver, args) {
        points.e(goal);
        return Reflect.apply(target, receiver, args);
      },
      construct(target, args, made) {
        points.e(goal);
        return Reflect.construct(target, args, made === standIn ? target : made);
      },
    });
    return standIn;
  },
  /** A catch clause is entered with `error`. */
  c(error) {
    if (tank.halted) throw sentinel;
    if (isStackOverflow(error)) halt("fuel", "it recursed until the stack was full");
  },
  /** A finally clause is entered: it must not swallow a stop. */
  n() {
    if (tank.halted) throw sentinel;
  },
  /** A throw statement. */
  t(error, goal, line) {
    points.h[goal] = 1;
    if (typeof error === "object" && error !== null) {
      thrown.seen.add(error);
      thrown.lines.set(error, line);
    }
    thrown.last = error;
    thrown.line = line;
    return error;
  },
  /** The left side of `?.`: goal `there`, or the next one when it is nullish. */
  o(value, there, nullish) {
    points.h[value === null || value === undefined ? nullish : there] = 1;
    return value;
  },
  ...recordCompare,
  ...mutantPoint,
  ...variablesPoint,
};
