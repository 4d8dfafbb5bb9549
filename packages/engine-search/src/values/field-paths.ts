import type { Value } from "@autotest/core";
import { isList, isRecord, isTagged } from "./value-kind.js";

/** How deep fields of fields are looked at, and how many elements of a list of objects. */
const DEEPEST = 2;
const ELEMENTS = 3;
/** Parts of what is too long to be stated whole: elements, lines of a text, characters at its ends. */
const PARTS = 12;
const LINES = 60;
const EDGE = 40;
const WIDEST = 50;

/** A public name that can be written after a dot, or what the object says of itself: `:len`, `:str`, `:repr`. A list has `:len` as well. */
const PLAIN = /^(?:[A-Za-z]\w*|:(?:len|str|repr))$/;

/** True for a value that a test states as one. */
export type IsWhole = (value: Value) => boolean;

/**
 * Fields of an object by the way to them: `name`, and where a field holds objects or lists of them, `owner.name` and `items[0].name`.
 * A list of objects has no fields of its own, only those of its elements. What is not `isWhole` has parts: elements `[0]` and
 * `["key"]`, and of a text the lines `:line[0]`, or where it has but one, the ends `:first[40]` and `:last[40]`. With `lengths`
 * last comes how many a list in a field holds, `items:len`.
 */
export function fieldPaths(
  value: Value,
  isWhole: IsWhole = () => true,
  lengths: boolean = false,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const counts = new Map<string, number>();
  collect(value, "", DEEPEST, { found, counts }, isWhole);
  if (lengths) for (const [way, count] of counts) found.set(way, count);
  return found;
}

/** What lies at a path of {@link fieldPaths}; undefined when nothing does. */
export function valueAt(value: Value, path: string): Value | undefined {
  let current: Value | undefined = value;
  for (const [, part, size, own, at, key, name] of path.matchAll(
    /:([a-z]+)\[(\d+)\]|(:len|:str|:repr)(?![a-z])|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([A-Za-z]\w*)/g,
  )) {
    if (current === undefined) return undefined;
    if (part !== undefined) current = typeof current === "string" ? partOf(current, part, Number(size)) : undefined;
    else if (own === ":len" && itemsOf(current) !== null) current = itemsOf(current)?.length;
    else if ((name ?? own) !== undefined)
      current = isObject(current) ? current.fields[(name ?? own) as string] : undefined;
    else if (key !== undefined) current = isRecord(current) ? current[JSON.parse(key) as string] : undefined;
    else current = itemsOf(current)?.[Number(at)];
  }
  return current;
}

/** What is found, and apart from it the lengths of lists. */
interface Parts {
  readonly found: Map<string, Value>;
  readonly counts: Map<string, number>;
}

function collect(value: Value, path: string, depth: number, into: Parts, isWhole: IsWhole): void {
  const { found, counts } = into;
  const items = itemsOf(value);
  if (items !== null) {
    if (depth < 0) return;
    if (path !== "") counts.set(`${path}:len`, items.length);
    const parts = isWhole(value) ? [] : items.slice(0, PARTS);
    for (const [at, item] of parts.entries())
      if (!isObject(item)) collectPart(item, `${path}[${at}]`, depth, into, isWhole);
    for (const [at, item] of items.slice(0, ELEMENTS).entries())
      if (isObject(item)) collect(item, `${path}[${at}]`, depth - 1, into, isWhole);
    return;
  }
  if (!isObject(value)) {
    if (depth >= 0 && !isWhole(value)) collectParts(value, path, depth, into, isWhole);
    return;
  }
  const nested: (readonly [string, Value])[] = [];
  for (const [name, field] of Object.entries(value.fields)) {
    if (!PLAIN.test(name)) continue;
    const way = path === "" || name.startsWith(":") ? `${path}${name}` : `${path}.${name}`;
    if (isObject(field) || itemsOf(field)?.some(isObject) || !isWhole(field)) nested.push([way, field]);
    else found.set(way, field);
  }
  // The object's own fields say more than those of what it holds.
  if (depth > 0) for (const [way, field] of nested) collect(field, way, depth - 1, into, isWhole);
}

/** Lines of a text that say something and fit on one line of a test, by their place. */
export function telling(text: string): readonly (readonly [number, string])[] {
  return [...text.split("\n").entries()]
    .filter(([, line]) => line.trim() !== "" && line.length <= WIDEST)
    .slice(0, LINES);
}

/** Members of a record, lines of a text, or its ends. */
function collectParts(value: Value, path: string, depth: number, into: Parts, isWhole: IsWhole): void {
  const { found } = into;
  if (isRecord(value)) {
    for (const [key, item] of Object.entries(value).slice(0, PARTS))
      if (/^[\x20-\x7e]{1,40}$/.test(key) && !/["\\]/.test(key))
        collectPart(item, `${path}["${key}"]`, depth, into, isWhole);
    return;
  }
  if (typeof value !== "string") return;
  const lines = value.split("\n");
  if (lines.length > 1) for (const [at, line] of telling(value)) found.set(`${path}:line[${at}]`, line);
  // Languages count letters outside the basic plane differently.
  if (lines.length > 1 || /[\ud800-\udfff]/.test(value)) return;
  for (const part of ["first", "last"]) found.set(`${path}:${part}[${EDGE}]`, partOf(value, part, EDGE) as string);
}

function collectPart(item: Value, path: string, depth: number, into: Parts, isWhole: IsWhole): void {
  if (isWhole(item)) into.found.set(path, item);
  else collect(item, path, depth - 1, into, isWhole);
}

function partOf(text: string, part: string, size: number): string | undefined {
  if (part === "line") return text.split("\n")[size];
  return part === "first" ? text.slice(0, size) : text.slice(-size);
}

function isObject(value: Value): value is Extract<Value, { readonly $: "object" }> {
  return isTagged(value) && value.$ === "object";
}

function itemsOf(value: Value): readonly Value[] | null {
  if (isList(value)) return value;
  return isTagged(value) && value.$ === "tuple" ? value.v : null;
}
