// Whether the code under test changed something that outlives a scenario: built-in prototypes, globals, its own exports.
import { observe } from "./observe.mjs";

const WATCHED = [Object, Array, String, Number, Function, RegExp, Map, Set, Promise, Error].flatMap((maker) => [
  maker,
  maker.prototype,
]);
let shapes = new Map();
let globals = "";
let exported = "";
let watchedExports;

function shapeOf(object) {
  const descriptors = Object.getOwnPropertyDescriptors(object);
  return Reflect.ownKeys(descriptors).map((key) => [key, descriptors[key].value ?? descriptors[key].get]);
}

function isSame(before, after) {
  return (
    before.length === after.length &&
    before.every(([key, value], index) => after[index][0] === key && Object.is(after[index][1], value))
  );
}

function exportedData() {
  if ((typeof watchedExports !== "object" && typeof watchedExports !== "function") || watchedExports === null)
    return "";
  const data = {};
  for (const name of Object.getOwnPropertyNames(watchedExports)) {
    const descriptor = Object.getOwnPropertyDescriptor(watchedExports, name);
    if (!descriptor || !("value" in descriptor) || name === "prototype" || name === "caller" || name === "arguments")
      continue;
    const value = descriptor.value;
    data[name] =
      typeof value === "function"
        ? Object.keys(value).map((key) => [key, observe(Object.getOwnPropertyDescriptor(value, key).value)])
        : observe(value);
  }
  return JSON.stringify(data);
}

/** Remembers the present state as clean. */
export function rememberState(target) {
  watchedExports = target;
  shapes = new Map(WATCHED.map((object) => [object, shapeOf(object)]));
  globals = Object.getOwnPropertyNames(globalThis).join();
  exported = exportedData();
}

/** True when something differs from the remembered state. */
export function isPolluted() {
  if (Object.getOwnPropertyNames(globalThis).join() !== globals || exportedData() !== exported) return true;
  for (const [object, before] of shapes) if (!isSame(before, shapeOf(object))) return true;
  return false;
}
