// Refs to values and back. `modules` holds what was imported, by the part of a ref before the colon.
const modules = new Map();
const names = new Map();

/** Makes `module:...` refs resolvable. `exported` is a namespace, or what `module.exports` holds. */
export function addModule(module, exported) {
  modules.set(module, exported);
  nameMembers(`${module}:`, exported);
}

export function hasModule(module) {
  return modules.has(module);
}

function isNameable(value) {
  return typeof value === "function";
}

function nameMembers(prefix, exported) {
  if (isNameable(exported) && !names.has(exported)) names.set(exported, prefix);
  if ((typeof exported !== "object" && typeof exported !== "function") || exported === null) return;
  for (const name of Object.getOwnPropertyNames(exported)) {
    const value = readData(exported, name);
    if (!isNameable(value) || name === "prototype" || names.has(value)) continue;
    names.set(value, prefix + name);
  }
  for (const name of Object.getOwnPropertyNames(exported)) {
    const value = readData(exported, name);
    if (typeof value !== "object" || value === null || Array.isArray(value)) continue;
    for (const inner of Object.getOwnPropertyNames(value)) {
      const member = readData(value, inner);
      if (isNameable(member) && !names.has(member)) names.set(member, `${prefix}${name}.${inner}`);
    }
  }
}

function readData(object, name) {
  try {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    // Compiled re-exports are getters; they only read a binding.
    if (descriptor?.get && (object[Symbol.toStringTag] === "Module" || object.__esModule)) return object[name];
    return descriptor?.value;
  } catch {
    return undefined;
  }
}

for (const name of Object.getOwnPropertyNames(globalThis)) {
  const value = readData(globalThis, name);
  if (isNameable(value)) names.set(value, `globalThis:${name}`);
}
modules.set("globalThis", globalThis);

/** Where a function or class can be imported from, or undefined. */
export function refOf(value) {
  return names.get(value);
}

/** Adds one more name, e.g. for a stand-in of a global class. */
export function nameValue(value, ref) {
  names.set(value, ref);
}

/** The value of a ref and the object it is a member of (undefined for a top-level export). Throws when there is none. */
export function resolveRef(ref) {
  const colon = ref.lastIndexOf(":");
  const module = ref.slice(0, colon);
  if (!modules.has(module)) throw new Error(`no module for ${ref}`);
  let value = modules.get(module);
  let owner;
  const path = ref.slice(colon + 1);
  if (path === "") return { value, owner };
  path.split(".").forEach((name, depth) => {
    // `:.name`: a member of the module itself, called on it.
    if (depth === 0 && name === "") return;
    owner = depth === 0 ? undefined : value;
    value = value[name];
  });
  if (value === undefined) throw new Error(`nothing is exported as ${ref}`);
  return { value, owner };
}
