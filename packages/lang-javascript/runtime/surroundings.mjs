// What a scenario sets around the code under test (command line, standard input, environment, files, clock, chance, UUIDs), and
// what the code asked of it that the scenario left open.
//
// Clock, chance and UUIDs are replaced as the emitted test replaces them: code that took hold of one when it was loaded keeps
// that one, here as there, and goes on asking for what the scenario sets.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { Readable } from "node:stream";
import { enterFolder, forgetName, leaveFolder } from "./folder.mjs";
import { nameValue } from "./refs.mjs";

const NOTHING = Object.freeze({});
const PROGRAM = "program";
const MOST_ASKED = 12;

/** What the running scenario sets; a part it leaves out is undefined. */
export const around = { given: NOTHING };
/** What was asked for and not set, in words. */
export const asked = new Set();
/** The environment variables that the code under test sees. */
export const variables = {};

const inPlace = { argv: undefined, stdin: undefined, undo: [] };
const RealDate = Date;
const standing = new Map();
const RealError = Error;
const { captureStackTrace } = Error;

/** Notes a question that the scenario did not answer. */
export function ask(what) {
  if (asked.size < MOST_ASKED) asked.add(what);
}

/** The line of the stack that says who called `trap`. */
export function callerOf(trap) {
  const holder = {};
  const { stackTraceLimit } = RealError;
  // Every further line takes its time. The code under test may have frozen it.
  Reflect.set(RealError, "stackTraceLimit", 1);
  captureStackTrace(holder, trap);
  Reflect.set(RealError, "stackTraceLimit", stackTraceLimit);
  return String(holder.stack).split("\n")[1] ?? "";
}

/** Puts in place what a scenario sets, after everything that an earlier one set has gone. */
export function surround(surroundings) {
  takeBack();
  asked.clear();
  forgetName();
  if (surroundings === undefined) return;
  around.given = surroundings;
  if (surroundings.arguments) inPlace.argv = ["node", PROGRAM, ...surroundings.arguments];
  const { environment = {}, files, now, chance, uuid } = surroundings;
  if (files !== undefined) {
    // A run may be cut off while it is put in place.
    inPlace.undo.push(leaveFolder);
    enterFolder(files);
  }
  for (const [name, text] of Object.entries(environment)) {
    const before = variables[name];
    inPlace.undo.push(() => setVariable(name, before));
    setVariable(name, text ?? undefined);
  }
  if (now !== undefined) replace(globalThis, "Date", standingDate(now * 1000));
  if (chance !== undefined) replace(Math, "random", () => chance / 10);
  if (uuid !== undefined) replaceUuid(uuid);
}

/** Everything is again as it is without a scenario. */
export function takeBack() {
  if (around.given === NOTHING) return;
  inPlace.argv = undefined;
  for (const step of inPlace.undo) step();
  inPlace.undo.length = 0;
  // Nobody is left to be told what it still has to give.
  inPlace.stdin?.removeAllListeners().destroy();
  inPlace.stdin = undefined;
  // Last: where a run was cut off in here, all of it is done again before the next.
  around.given = NOTHING;
}

function setVariable(name, text) {
  if (text === undefined) delete variables[name];
  else variables[name] = text;
}

/** Puts `value` in place of a property until everything is taken back. */
export function replace(object, name, value) {
  const before = object[name];
  object[name] = value;
  inPlace.undo.push(() => {
    object[name] = before;
  });
}

function replaceUuid(text) {
  for (const holder of [crypto, Object.getPrototypeOf(globalThis.crypto)]) replace(holder, "randomUUID", () => text);
  // For `import { randomUUID } from "node:crypto"`.
  syncBuiltinESMExports();
  inPlace.undo.push(syncBuiltinESMExports);
}

/** `Date` with a clock that stands at `moment`, in milliseconds. */
function standingDate(moment) {
  if (!standing.has(moment)) {
    const date = new Proxy(RealDate, {
      construct: (target, args, maker) =>
        Reflect.construct(target, args.length === 0 ? [moment] : args, maker === date ? target : maker),
      apply: () => new RealDate(moment).toString(),
      get: (target, key) => (key === "now" ? () => moment : Reflect.get(target, key)),
    });
    nameValue(date, "globalThis:Date");
    standing.set(moment, date);
  }
  return standing.get(moment);
}

/** `elsewhere` is asked where no scenario sets the command line. */
export function fakeArguments(elsewhere) {
  Object.defineProperty(process, "argv", {
    configurable: true,
    get() {
      if (inPlace.argv !== undefined) return inPlace.argv;
      ask("arguments");
      return elsewhere.get();
    },
    set(value) {
      if (inPlace.argv === undefined) elsewhere.set(value);
      else inPlace.argv = value;
    },
  });
}

/** Standard input gives bytes, as a pipe does. */
export function fakeInput() {
  const { get } = Object.getOwnPropertyDescriptor(process, "stdin");
  Object.defineProperty(process, "stdin", {
    configurable: true,
    enumerable: true,
    get() {
      const { input } = around.given;
      if (input === undefined) {
        ask("input");
        return get.call(process);
      }
      inPlace.stdin ??= Readable.from(input === "" ? [] : [Buffer.from(input)]);
      return inPlace.stdin;
    },
  });
}
