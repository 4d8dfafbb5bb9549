// What an object says of itself beyond its fields: what its getters give. Unlike `observe` this runs code of the project.
import { types } from "node:util";
import { aside } from "./counters.mjs";
import { refuel } from "./fuel.mjs";
import { hiddenIn, observe } from "./observe.mjs";
import { blocked } from "./wall.mjs";
import { consulted } from "./world.mjs";

/** Getters looked at in one object, and what one may spend. */
const MOST = 8;
const FUEL = 10_000;
const known = new WeakMap();

/** `data` is what `observe` gave for `value`. Gives it with what the getters of the file under test say, each as a field. */
export function tellMore(value, data) {
  if (data?.$ !== "object" || types.isProxy(value)) return data;
  const told = {};
  const left = hiddenIn(value);
  const isNew = ([name]) => !Object.hasOwn(data.fields, name) && !left.includes(name);
  for (const [name, get] of gettersOf(Object.getPrototypeOf(value)).filter(isNew).slice(0, MOST)) {
    const said = ask(value, get);
    if (said !== undefined) told[name] = said;
  }
  return Object.keys(told).length === 0 ? data : { ...data, fields: { ...data.fields, ...told } };
}

/** Undefined where time, chance or the outside had a part in it: that is not the object's own word. */
function ask(value, get) {
  const [sources, effects] = [[...consulted], blocked.length];
  refuel(FUEL);
  aside.on = true;
  try {
    const said = observe(Reflect.apply(get, value, []));
    return consulted.size === sources.length && blocked.length === effects ? said : undefined;
  } catch {
    return undefined;
  } finally {
    aside.on = false;
    blocked.length = effects;
    for (const source of consulted) if (!sources.includes(source)) consulted.delete(source);
  }
}

/** Public getters of the classes an object belongs to, its own class first. */
function gettersOf(prototype) {
  if (prototype === null || prototype === Object.prototype) return [];
  let found = known.get(prototype);
  if (found === undefined) {
    const own = Object.entries(Object.getOwnPropertyDescriptors(prototype));
    found = own.flatMap(([name, { get }]) => (!name.startsWith("_") && isOurs(get) ? [[name, get]] : []));
    found.push(...gettersOf(Object.getPrototypeOf(prototype)).filter(([name]) => !Object.hasOwn(prototype, name)));
    known.set(prototype, found);
  }
  return found;
}

/** Only the file under test has points, and so an end to what does not end. */
function isOurs(get) {
  return get !== undefined && Function.prototype.toString.call(get).includes("autotest$");
}
