// What the variables at the top of the file under test held when it was loaded; what one scenario leaves in them must not be seen
// by the next. See `module-variables.ts`.

import { types } from "node:util";

/** Larger containers are data; to look at each element for every scenario takes too long. */
const MOST = 1_000;

let read = () => [];
let write = () => {};
let remembered = null;

/** The recording point of `fuel.mjs`. */
export const variablesPoint = {
  /** Called at the end of the file. */
  k(reading, writing) {
    read = reading;
    write = writing;
  },
};

/** Remembers what they hold, and what is in it. */
export function rememberVariables() {
  const values = read();
  remembered = { values, contents: values.map(contentOf) };
}

/** Puts that back. */
export function putBackVariables() {
  if (remembered === null) return;
  write(remembered.values);
  for (const putBack of remembered.contents) {
    try {
      putBack();
    } catch {
      // Sealed: it keeps what it has.
    }
  }
}

/** What puts the elements of a container back, as deep as one level. Runs no code of the project. */
function contentOf(value) {
  if (value === null || (typeof value !== "object" && typeof value !== "function") || types.isProxy(value)) return keep;
  if (Object.isFrozen(value)) return keep;
  if (Array.isArray(value)) return contentOfArray(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Map.prototype) return contentOfMap(value);
  if (prototype === Set.prototype) return contentOfSet(value);
  if (typeof value === "function" || prototype === Object.prototype || prototype === null)
    return contentOfFields(value);
  return keep;
}

function keep() {}

function contentOfArray(array) {
  if (array.length > MOST) return keep;
  const items = [...array];
  return () => {
    if (array.length !== items.length || array.some((item, at) => !Object.is(item, items[at])))
      array.splice(0, array.length, ...items);
  };
}

function contentOfMap(map) {
  if (map.size > MOST) return keep;
  const entries = [...map];
  return () => {
    if (map.size === entries.length && entries.every(([key, item]) => map.has(key) && Object.is(map.get(key), item)))
      return;
    map.clear();
    for (const [key, item] of entries) map.set(key, item);
  };
}

function contentOfSet(set) {
  if (set.size > MOST) return keep;
  const items = [...set];
  return () => {
    if (set.size === items.length && items.every((item) => set.has(item))) return;
    set.clear();
    for (const item of items) set.add(item);
  };
}

function contentOfFields(object) {
  const fields = dataOf(object);
  if (fields.size > MOST) return keep;
  return () => {
    const now = dataOf(object);
    for (const key of now.keys()) if (!fields.has(key)) Reflect.deleteProperty(object, key);
    for (const [key, value] of fields)
      if (!now.has(key) || !Object.is(now.get(key), value)) Reflect.set(object, key, value);
  };
}

/** Its own enumerable fields that hold data and can be written. */
function dataOf(object) {
  const all = Object.entries(Object.getOwnPropertyDescriptors(object));
  return new Map(all.filter(([, one]) => one.enumerable && one.writable).map(([key, { value }]) => [key, value]));
}
