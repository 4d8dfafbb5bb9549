// The environment as the code under test sees it, and who asks for which variable.
import { around, ask, callerOf, variables } from "./surroundings.mjs";

const NAME = /^[A-Za-z_]\w*$/;
/** Asked for by the language itself, where an object is turned into text or compared. */
const NO_VARIABLES = new Set([...Object.getOwnPropertyNames(Object.prototype), "toJSON", "then"]);
const MOST_KNOWN = 1000;

/** What to call a variable that code of the project asked for before, or null where it is none. */
const words = new Map();

/** Node's own console looks for colours, its loader for a watcher: the first line of the stack says who asks. */
function isNodeAsking(trap) {
  return /^\s*at .*\(?node:/.test(callerOf(trap));
}

function askFor(name, trap) {
  let word = words.get(name);
  if (word === undefined) {
    const isVariable = typeof name === "string" && NAME.test(name) && !NO_VARIABLES.has(name);
    if (isVariable && isNodeAsking(trap)) return;
    word = isVariable ? `environment ${name}` : null;
    if (words.size < MOST_KNOWN) words.set(name, word);
  }
  if (word !== null) ask(word);
}

function isSet(name) {
  const { environment } = around.given;
  return environment !== undefined && Object.hasOwn(environment, name);
}

/** Puts `visible` in the place of the environment for good; `note` is told of each look at what no scenario sets. */
export function fakeEnvironment(visible, note) {
  Object.assign(variables, visible);
  const look = (name, trap) => {
    if (isSet(name)) return;
    note();
    askFor(name, trap);
  };
  const get = (target, name) => {
    look(name, get);
    return Reflect.get(target, name);
  };
  const has = (target, name) => {
    look(name, has);
    return Reflect.has(target, name);
  };
  const ownKeys = (target) => {
    note();
    return Reflect.ownKeys(target);
  };
  const set = (target, name, value) => Reflect.set(target, name, String(value));
  const value = new Proxy(variables, { get, has, ownKeys, set });
  Object.defineProperty(process, "env", { value, configurable: true, enumerable: true, writable: true });
}
