// What a scenario sets around the code under test (command line, standard input, environment, clock, chance, UUIDs), and what
// the code asked of it that the scenario left open.
import { Readable } from "node:stream";

const NOTHING = Object.freeze({});
const PROGRAM = "program";
const MOST_ASKED = 12;

/** What the running scenario sets; a part it leaves out is undefined. */
export const around = { given: NOTHING };
/** What was asked for and not set, in words. */
export const asked = new Set();
/** The environment variables that the code under test sees. */
export const variables = {};

const inPlace = { argv: undefined, stdin: undefined, before: [] };

/** Notes a question that the scenario did not answer. */
export function ask(what) {
  if (asked.size < MOST_ASKED) asked.add(what);
}

/** Puts in place what a scenario sets, after everything that an earlier one set has gone. */
export function surround(surroundings) {
  takeBack();
  asked.clear();
  if (surroundings === undefined) return;
  around.given = surroundings;
  if (surroundings.arguments) inPlace.argv = ["node", PROGRAM, ...surroundings.arguments];
  for (const [name, text] of Object.entries(surroundings.environment ?? {})) {
    inPlace.before.push([name, variables[name]]);
    setVariable(name, text ?? undefined);
  }
}

/** Everything is again as it is without a scenario. */
export function takeBack() {
  if (around.given === NOTHING) return;
  around.given = NOTHING;
  inPlace.argv = undefined;
  for (const [name, text] of inPlace.before.splice(0)) setVariable(name, text);
  // Nobody is left to be told what it still has to give.
  inPlace.stdin?.removeAllListeners().destroy();
  inPlace.stdin = undefined;
}

function setVariable(name, text) {
  if (text === undefined) delete variables[name];
  else variables[name] = text;
}

/** The moment in milliseconds at which the calendar's clock stands, or undefined. */
export function standingMoment() {
  const { now } = around.given;
  if (now !== undefined) return now * 1000;
  ask("now");
  return undefined;
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
