// Makes a unit give something else than it does: a test that says anything about its results has to fail then.
import { sentinel, tank } from "./fuel.mjs";
import { resolveRef } from "./refs.mjs";

const { apply } = Reflect;

/** Stands for any result that has no other value of its own kind. */
class Spoiled {}

/** `ref`: of the unit whose results are spoiled, or undefined. `depth`: how many of its calls are under way. */
const state = { ref: undefined, depth: 0, tookEffect: false, undo: null };

/** From here on the unit of a ref gives other results, and throws nothing; its own calls of itself see what they always saw. */
export function startSpoiling(ref) {
  Object.assign(state, { ref, depth: 0, tookEffect: false, undo: null });
  const path = ref.slice(ref.lastIndexOf(":") + 1).split(".");
  if (path.length < 2) return;
  try {
    const holder = resolveRef(`:${path.slice(0, -1).join(".")}`).value;
    putMember(holder, path.at(-1));
  } catch {
    // Out of reach, or not to be changed: everything stays as it is.
  }
}

/** Puts everything back; says whether anything else was given than was there to give. */
export function endSpoiling() {
  state.undo?.();
  state.ref = undefined;
  return state.tookEffect;
}

/** What a test gets for a ref: exports cannot be changed where they are, so it gets a stand-in. */
export function standInFor(ref, value) {
  if (state.ref === undefined || !ref.startsWith(":")) return value;
  if (ref === state.ref) return typeof value === "function" ? wrap(value) : value;
  const name = state.ref.slice(1);
  if (name.includes(".") || !(ref === ":" || ref === ":default") || typeof value !== "object" || value === null)
    return value;
  // The module as a whole, of which the unit is one member.
  return new Proxy(value, {
    get: (whole, key) => (key === name && typeof whole[key] === "function" ? wrap(whole[key]) : whole[key]),
  });
}

function putMember(holder, name) {
  const owner =
    typeof holder === "function" && holder.prototype && name in holder.prototype ? holder.prototype : holder;
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const found = before ?? descriptorAbove(owner, name);
  const changed =
    typeof found?.value === "function"
      ? { ...found, value: wrap(found.value) }
      : found?.get && { ...found, get: wrap(found.get) };
  if (!changed) return;
  Object.defineProperty(owner, name, { ...changed, configurable: true });
  state.undo = () => {
    if (before) Object.defineProperty(owner, name, before);
    else delete owner[name];
  };
}

function descriptorAbove(owner, name) {
  for (let at = Object.getPrototypeOf(owner); at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found;
  }
  return undefined;
}

function wrap(original) {
  return new Proxy(original, {
    apply: (target, receiver, args) => spoiled(() => apply(target, receiver, args)),
    // An object that nothing was put into.
    construct(target, args, made) {
      if (state.depth > 0) return Reflect.construct(target, args, made);
      state.tookEffect = true;
      return Object.create((typeof made.prototype === "object" && made.prototype) || Object.prototype);
    },
  });
}

function spoiled(call) {
  let value;
  state.depth++;
  try {
    value = call();
  } catch (error) {
    return swallow(error);
  } finally {
    state.depth--;
  }
  if (typeof value?.then === "function" && state.depth === 0) return Promise.resolve(value).then(other, swallow);
  return other(value);
}

function swallow(error) {
  if (error === sentinel || tank.halted || state.depth > 1) throw error;
  state.tookEffect = true;
  return new Spoiled();
}

function other(value) {
  if (state.depth > 0) return value;
  state.tookEffect ||= value !== undefined && value !== null;
  return otherThan(value);
}

/** A value of the same kind, as unlike as can be. */
function otherThan(value) {
  switch (typeof value) {
    case "boolean":
      return !value;
    case "number":
      return Number.isNaN(value) ? 0.5 : Number.NaN;
    case "bigint":
      return ~value;
    case "string":
      return "\0".repeat(value.length + 1);
    default:
      return Array.isArray(value) ? Array.from({ length: value.length + 1 }, () => new Spoiled()) : new Spoiled();
  }
}
