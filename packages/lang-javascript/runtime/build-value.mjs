// Data to values. Called anew for every run, so nothing leaks from one scenario into the next.
import { resolveRef } from "./refs.mjs";

const RealDate = Date;
const MOST_CALLS = 20;
const PLAIN_CALLS = new Set(["BigInt", "Symbol", "Number", "String", "Boolean"]);

/** Whether a `new` value of this ref is written with the keyword: classes start with a capital letter; the printer follows the same rule. */
export function isConstructed(ref) {
  const name = ref
    .slice(ref.lastIndexOf(":") + 1)
    .split(".")
    .at(-1);
  if (ref.startsWith("globalThis:") && PLAIN_CALLS.has(name)) return false;
  return name === "" || name === "default" || /^[_$]*\p{Lu}/u.test(name);
}

function buildFloat(text) {
  const names = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY };
  return text.toLowerCase() in names ? names[text.toLowerCase()] : Number(text);
}

const recorded = new WeakMap();

/** What a callable of kind `record` was called with, or null when that is not to be said: nothing, or too much. */
export function callsOf(recorder) {
  const calls = recorded.get(recorder);
  return calls !== undefined && calls.length > 0 && calls.length <= MOST_CALLS ? calls : null;
}

/** What is left of an iterator over `given` items, or null when nothing was taken. */
export function restOf(iterator, given) {
  const rest = [];
  while (rest.length <= MOST_CALLS) {
    const step = iterator.next();
    if (step.done) return rest.length < given ? rest : null;
    rest.push(step.value);
  }
  return null;
}

function buildRecorder() {
  const calls = [];
  const recorder = (...args) => {
    if (calls.length <= MOST_CALLS) calls.push(args);
  };
  recorded.set(recorder, calls);
  return recorder;
}

function buildCallable(kind, value, variables) {
  const constant = value === undefined ? undefined : build(value, variables);
  switch (kind) {
    case "identity":
      return (value) => value;
    case "echo":
      return (...values) => values;
    case "constant":
      return () => constant;
    case "raise":
      return () => {
        throw new Error(typeof constant === "string" ? constant : "");
      };
    case "compare":
      return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    default:
      return buildRecorder();
  }
}

function buildRecord(record, variables) {
  const result = {};
  for (const key of Object.keys(record)) {
    const value = build(record[key], variables);
    if (key === "__proto__")
      Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true });
    else result[key] = value;
  }
  return result;
}

/** One value. Throws what a constructor throws. */
export function build(value, variables) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => build(item, variables));
  switch (value.$) {
    case undefined:
      return buildRecord(value, variables);
    case "float":
      return buildFloat(String(value.v));
    case "int":
      return BigInt(value.v);
    case "undefined":
      return undefined;
    case "bytes":
      return Buffer.from(value.v, "hex");
    case "tuple":
      return value.v.map((item) => build(item, variables));
    case "set":
    case "frozenset":
      return new Set(value.v.map((item) => build(item, variables)));
    case "iterator":
      return value.v.map((item) => build(item, variables)).values();
    case "map":
      return new Map(value.v.map(([key, item]) => [build(key, variables), build(item, variables)]));
    case "date":
      return new RealDate(value.v === "invalid" ? Number.NaN : value.v);
    case "regexp":
      return new RegExp(value.source, value.flags);
    case "ref":
      return resolveRef(value.ref).value;
    case "new": {
      const { value: target, owner } = resolveRef(value.ref);
      const args = value.args.map((item) => build(item, variables));
      return isConstructed(value.ref) ? Reflect.construct(target, args) : Reflect.apply(target, owner, args);
    }
    case "callable":
      return buildCallable(value.kind, value.v, variables);
    case "var":
      if (!(value.name in variables)) throw new Error(`no variable ${value.name}`);
      return variables[value.name];
    default:
      throw new Error(`a value of kind ${value.$} cannot be built`);
  }
}
