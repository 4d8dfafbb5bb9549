// Values back to data.
import { types } from "node:util";
import { refOf } from "./refs.mjs";

const BUDGET = 2000;
const DEPTH = 8;
const BYTES = 500;
/** Classes of values that are no objects, or not only objects. */
const NO_OBJECTS = new Set([Number, String, Boolean, Symbol, BigInt, Function]);
/** Fields that a class keeps to itself, by the name of the class. */
let hidden = new Map();
const { isProxy, isPromise, isDate, isRegExp, isMap, isSet, isTypedArray, isNativeError, isBoxedPrimitive } = types;
const dateTime = Date.prototype.getTime;
const dateIso = Date.prototype.toISOString;
const typeTag = Symbol.toStringTag;

class TooLarge extends Error {}

/** From here on leaves out `fields`, by the name of their class: they are hidden by a keyword, not by their name. */
export function leaveOut(fields) {
  hidden = new Map(Object.entries(fields));
}

/** The bare class name of a value, for people and for opaque values. */
export function typeName(value) {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (isProxy(value)) return "Proxy";
  const prototype = Object.getPrototypeOf(value);
  const descriptor = prototype && Object.getOwnPropertyDescriptor(prototype, "constructor");
  const maker = descriptor && typeof descriptor.value === "function" ? descriptor.value : undefined;
  return maker?.name || (prototype === null ? "null prototype" : "Object");
}

function opaque(value, text) {
  return { $: "opaque", type: Array.isArray(value) ? "Array" : typeName(value), ...(text ? { text } : {}) };
}

function classOf(value) {
  for (let prototype = Object.getPrototypeOf(value); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const maker = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
    if (typeof maker === "function") return maker;
  }
  return undefined;
}

/** One value; anything that data cannot say comes back opaque. Never runs code of the project. */
export function observe(value) {
  const spend = { left: BUDGET, path: new Set() };
  try {
    return visit(value, spend, 0);
  } catch (error) {
    if (error instanceof TooLarge) return opaque(value, describeLarge(value));
    return opaque(value, "could not be read");
  }
}

function describeLarge(value) {
  if (typeof value === "string") return `${value.length} characters`;
  if (Array.isArray(value)) return `${value.length} elements`;
  return "large";
}

function take(spend, amount) {
  spend.left -= amount;
  if (spend.left < 0) throw new TooLarge();
}

function visit(value, spend, depth) {
  take(spend, 4);
  switch (typeof value) {
    case "undefined":
      return { $: "undefined" };
    case "boolean":
      return value;
    case "string":
      take(spend, value.length);
      return value;
    case "number":
      if (Number.isNaN(value)) return { $: "float", v: "nan" };
      if (!Number.isFinite(value)) return { $: "float", v: value > 0 ? "inf" : "-inf" };
      return Object.is(value, -0) ? { $: "float", v: "-0.0" } : value;
    case "bigint": {
      const text = value.toString();
      take(spend, text.length);
      return { $: "int", v: text };
    }
    case "symbol":
      return { $: "opaque", type: "symbol", text: value.toString() };
    case "function": {
      const ref = refOf(value);
      return ref === undefined ? describeFunction(value) : { $: "ref", ref };
    }
    default:
      return value === null ? null : visitObject(value, spend, depth);
  }
}

function describeFunction(value) {
  const own = (key) => Object.getOwnPropertyDescriptor(value, key)?.value;
  const arity = isProxy(value) ? 0 : own("length");
  const members = isProxy(value) ? [] : Object.keys(value).filter((key) => typeof own(key) === "function");
  return {
    ...{ $: "opaque", type: "function", text: isProxy(value) ? "" : String(own("name") ?? "") },
    ref: "globalThis:Function",
    ...(arity > 0 ? { arity } : {}),
    ...(members.length > 0 ? { members } : {}),
  };
}

function visitObject(value, spend, depth) {
  if (isProxy(value) || isPromise(value) || isBoxedPrimitive(value)) return opaque(value);
  if (depth >= DEPTH) throw new TooLarge();
  if (spend.path.has(value)) return opaque(value, "refers to itself");
  spend.path.add(value);
  const result = visitKnown(value, spend, depth + 1);
  spend.path.delete(value);
  return result;
}

function visitKnown(value, spend, depth) {
  const prototype = Object.getPrototypeOf(value);
  const keys = Object.keys(value);
  if (Array.isArray(value)) return visitArray(value, prototype, keys, spend, depth);
  if (isDate(value) && prototype === Date.prototype && keys.length === 0) {
    return { $: "date", v: Number.isNaN(dateTime.call(value)) ? "invalid" : dateIso.call(value) };
  }
  if (isRegExp(value) && prototype === RegExp.prototype)
    return { $: "regexp", source: value.source, flags: value.flags };
  if (isMap(value) && prototype === Map.prototype) {
    return {
      $: "map",
      v: [...Map.prototype.entries.call(value)].map(([key, item]) => [
        visit(key, spend, depth),
        visit(item, spend, depth),
      ]),
    };
  }
  if (isSet(value) && prototype === Set.prototype) {
    return { $: "set", v: [...Set.prototype.values.call(value)].map((item) => visit(item, spend, depth)) };
  }
  if (isTypedArray(value)) return visitBytes(value, spend, depth);
  if (isNativeError(value)) return visitInstance(value, spend, depth, ["message"]);
  if (value instanceof URL) return { $: "new", ref: "globalThis:URL", args: [value.href] };
  if (prototype === Object.prototype || isForeignPlain(prototype)) return visitRecord(value, keys, spend, depth);
  return visitInstance(value, spend, depth, []);
}

function isForeignPlain() {
  return false;
}

function visitArray(value, prototype, keys, spend, depth) {
  if (prototype !== Array.prototype) return visitInstance(value, spend, depth, ["length"]);
  if (value.length > BUDGET) throw new TooLarge();
  // Holes and extra properties are no list: an array literal would not equal it.
  // Places come first, in their order.
  const last = value.length - 1;
  if (last >= 0 && keys[last] !== String(last)) return opaque(value, "has holes");
  if (keys.length > value.length) {
    const fields = { length: value.length };
    for (const key of keys.slice(value.length)) fields[key] = visit(value[key], spend, depth);
    return { $: "object", type: "Array", fields };
  }
  return Array.from(value, (item) => visit(item, spend, depth));
}

function visitBytes(value, spend, depth) {
  if (value.length > BYTES) throw new TooLarge();
  if (Buffer.isBuffer(value)) {
    take(spend, value.length * 2);
    return { $: "bytes", v: value.toString("hex") };
  }
  const name = value[typeTag];
  return { $: "new", ref: `globalThis:${name}`, args: [Array.from(value, (item) => visit(item, spend, depth))] };
}

function visitRecord(value, keys, spend, depth) {
  const result = {};
  let plain = !keys.includes("$") && !keys.includes("__proto__") && Object.getOwnPropertySymbols(value).length === 0;
  for (const key of keys) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor.get || descriptor.set) {
      plain = false;
      continue;
    }
    take(spend, key.length + 2);
    if (key !== "__proto__") result[key] = visit(descriptor.value, spend, depth);
  }
  return plain ? result : { $: "object", type: "Object", fields: result };
}

function visitInstance(value, spend, depth, extra) {
  const fields = {};
  const members = [];
  const left = hiddenIn(value);
  for (const key of [...extra, ...Object.keys(value)]) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (!descriptor || !("value" in descriptor) || key.startsWith("_") || left.includes(key)) continue;
    if (typeof descriptor.value === "function") {
      members.push(key);
      continue;
    }
    take(spend, key.length + 2);
    fields[key] = visit(descriptor.value, spend, depth);
  }
  const maker = classOf(value);
  // An object that only inherits from one of these is none: `typeof` says otherwise.
  const isNoClass = maker === undefined || maker === Object || NO_OBJECTS.has(maker);
  const ref = isNoClass ? undefined : refOf(maker);
  return {
    ...{ $: "object", type: typeName(value) },
    ...(ref === undefined ? {} : { ref }),
    fields,
    ...(members.length > 0 ? { members } : {}),
  };
}

/** What its class, and those above it, keep to themselves. */
export function hiddenIn(value) {
  const names = [];
  if (hidden.size === 0) return names;
  for (let at = Object.getPrototypeOf(value); at; at = Object.getPrototypeOf(at)) {
    const maker = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof maker === "function") names.push(...(hidden.get(maker.name) ?? []));
  }
  return names;
}

/** An operand of a comparison, cut to 40 characters and 6 elements. */
export function observeOperand(value) {
  if (typeof value === "string") return value.slice(0, 40);
  if (Array.isArray(value)) return value.slice(0, 6).map((item) => observeOperand(Array.isArray(item) ? [] : item));
  if (typeof value !== "object" || value === null) return observe(value);
  if (isProxy(value)) return opaque(value);
  if (isRegExp(value) || isDate(value)) return observe(value);
  if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
    return Object.keys(value).slice(0, 6);
  return opaque(value);
}
