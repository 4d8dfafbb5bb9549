import type { Value } from "@autotest/core";
import { isList, isTagged } from "./value-kind.js";

/** How deep fields of fields are looked at, and how many elements of a list. */
const DEEPEST = 2;
const ELEMENTS = 3;

/** A public name that can be written after a dot. */
const PLAIN = /^[A-Za-z]\w*$/;

/**
 * Fields of an object by the way to them: `name`, and where a field holds objects or lists of them, `owner.name` and `items[0].name`.
 * A list of objects has no fields of its own, only those of its elements.
 */
export function fieldPaths(value: Value): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  collect(value, "", DEEPEST, found);
  return found;
}

/** What lies at a path of {@link fieldPaths}; undefined when nothing does. */
export function valueAt(value: Value, path: string): Value | undefined {
  let current: Value | undefined = value;
  for (const [, name, at] of path.matchAll(/\.?([A-Za-z]\w*)|\[(\d+)\]/g)) {
    if (current === undefined) return undefined;
    if (name !== undefined) current = isObject(current) ? current.fields[name] : undefined;
    else current = itemsOf(current)?.[Number(at)];
  }
  return current;
}

function collect(value: Value, path: string, depth: number, found: Map<string, Value>): void {
  const items = itemsOf(value);
  if (items !== null) {
    if (depth >= 0)
      for (const [at, item] of items.slice(0, ELEMENTS).entries())
        if (isObject(item)) collect(item, `${path}[${at}]`, depth - 1, found);
    return;
  }
  if (!isObject(value)) return;
  const nested: (readonly [string, Value])[] = [];
  for (const [name, field] of Object.entries(value.fields)) {
    if (!PLAIN.test(name)) continue;
    const way = path === "" ? name : `${path}.${name}`;
    if (isObject(field) || itemsOf(field)?.some(isObject)) nested.push([way, field]);
    else found.set(way, field);
  }
  // The object's own fields say more than those of what it holds.
  if (depth > 0) for (const [way, field] of nested) collect(field, way, depth - 1, found);
}

function isObject(value: Value): value is Extract<Value, { readonly $: "object" }> {
  return isTagged(value) && value.$ === "object";
}

function itemsOf(value: Value): readonly Value[] | null {
  if (isList(value)) return value;
  return isTagged(value) && value.$ === "tuple" ? value.v : null;
}
