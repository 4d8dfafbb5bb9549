import type { Language, ObjectValue, PrintScope, RecordValue, TaggedValue, Value } from "@autotest/core";
import { array, type Doc, object, sequence } from "./emit-layout.js";

/** Up to here a list is written out. */
const MANY = 10;

/** Writes a value; lists and plain records can be broken over lines, everything else is the language's own text. */
export function valueDoc(value: Value, language: Language, scope: PrintScope): Doc {
  if (Array.isArray(value) && value.length > 0) {
    const text = value.length > MANY ? language.print(value, scope) : "[";
    // A language that has a shorter form for it writes no list.
    return text.startsWith("[") ? array(value.map((item: Value) => valueDoc(item, language, scope))) : text;
  }
  if (isRecord(value)) {
    const entries = Object.entries(value);
    if (entries.length > 0)
      return object(
        entries.map(([key, item]) => sequence(`${keyText(key, scope)}: `, valueDoc(item, language, scope))),
      );
  }
  return language.print(value, scope);
}

/** A key as prettier writes it: quoted only where it must be. */
export function keyText(key: string, scope: PrintScope): string {
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) && key !== "__proto__") return key;
  const text = stringText(key, scope.quote);
  return key === "__proto__" ? `[${text}]` : text;
}

/** A string literal in the wanted quotes, or in the others when that needs fewer escapes, as prettier does. */
export function stringText(text: string, quote: "single" | "double"): string {
  const singles = text.split("'").length - 1;
  const doubles = text.split('"').length - 1;
  const useSingle = quote === "single" ? singles <= doubles : doubles > singles;
  const json = JSON.stringify(text)
    .slice(1, -1)
    .replace(
      /[\u2028\u2029\u0085\u007f-\u009f\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return useSingle ? `'${json.replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : `"${json}"`;
}

/** True for a plain record, whose keys are its fields. */
export function isRecord(value: Value): value is RecordValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("$" in value);
}

/** The tag of a tagged value, or null. */
export function tagOf(value: Value): TaggedValue["$"] | null {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !("$" in value)) return null;
  return (value as TaggedValue).$;
}

/** True for values that `===` (or `Object.is`) compares by what they are. */
export function isPrimitive(value: Value): boolean {
  if (typeof value !== "object" || value === null) return true;
  const tag = tagOf(value);
  return tag === "float" || tag === "int" || tag === "undefined" || tag === "ref";
}

/** True when some part of it is an instance or something that cannot be compared: such a value is asserted by its parts. */
export function hasInstance(value: Value): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasInstance);
  switch (tagOf(value)) {
    case "object":
    case "opaque":
    case "callable":
      return true;
    case "set":
    case "tuple":
    case "frozenset":
      return (value as { readonly v: readonly Value[] }).v.some(hasInstance);
    case "map":
      return (value as { readonly v: readonly (readonly [Value, Value])[] }).v.some(
        ([key, item]) => hasInstance(key) || hasInstance(item),
      );
    case null:
      return Object.values(value as RecordValue).some(hasInstance);
    default:
      return false;
  }
}

/** The value as an instance, or null. */
export function asInstance(value: Value): ObjectValue | null {
  return tagOf(value) === "object" ? (value as ObjectValue) : null;
}

/** A number that is no sum of few powers of two, so that another platform may compute a neighbour of it. */
export function isInexact(value: Value): value is number {
  return typeof value === "number" && Number.isFinite(value) && !Number.isInteger(value * 1024);
}

/** Whether some number in it is inexact. */
export function hasInexact(value: Value): boolean {
  if (isInexact(value)) return true;
  if (Array.isArray(value)) return value.some(hasInexact);
  return isRecord(value) && Object.values(value).some(hasInexact);
}

/** The value with every inexact number cut to twelve significant digits. */
export function rounded(value: Value): Value {
  if (isInexact(value)) return Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map((item: Value) => rounded(item));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]));
  return value;
}

/** A number to ten significant digits: well within every tolerance, and short enough to read. */
export function shortened(value: number): number {
  return Number(value.toPrecision(10));
}

/** A tolerance as source text, about nine digits below the value: `1e-9`. */
export function toleranceText(values: readonly number[]): string {
  const largest = Math.max(...values.map(Math.abs));
  const exponent = largest === 0 ? 0 : Math.floor(Math.log10(largest));
  return `1e${Math.max(Math.min(exponent, 300), -290) - 9 + (exponent >= -2 && exponent < 0 ? -exponent : 0)}`;
}

/** Replaces variables by other values, everywhere in it. */
export function renameVariables(value: Value, names: ReadonlyMap<string, string>): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Value) => renameVariables(item, names));
  const tag = tagOf(value);
  if (tag === "var") {
    const { name } = value as { readonly name: string };
    return { $: "var", name: names.get(name) ?? name };
  }
  const entries = Object.entries(value as { readonly [key: string]: unknown });
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      typeof item === "object" && item !== null ? renameVariables(item as Value, names) : item,
    ]),
  ) as Value;
}
