import type { Dialect, RecordValue, SequenceValue, TaggedValue, Value } from "@autotest/core";

/** True when a value carries a tag under `$`. */
export function isTagged(value: Value): value is TaggedValue {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && typeof (value as RecordValue).$ === "string"
  );
}

/** True for what holds items under a tag: a tuple, a set or an iterator. */
export function isSequence(value: Value): value is SequenceValue {
  return isTagged(value) && ["tuple", "set", "frozenset", "iterator"].includes(value.$);
}

/** True for a record with string keys. */
export function isRecord(value: Value): value is RecordValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isTagged(value);
}

/** True for a list; narrows read-only arrays, which `Array.isArray` does not. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** A word for what a value is, coarse enough for two languages. */
export type ValueKind =
  | "nothing"
  | "bool"
  | "int"
  | "float"
  | "text"
  | "bytes"
  | "list"
  | "record"
  | "map"
  | "tuple"
  | "set"
  | "date"
  | "regexp"
  | "instance"
  | "reference"
  | "callable"
  | "other";

/** The kind of `value`. */
export function kindOf(value: Value): ValueKind {
  if (value === null) return "nothing";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "string") return "text";
  if (isList(value)) return "list";
  if (!isTagged(value)) return "record";
  switch (value.$) {
    case "float":
      return "float";
    case "int":
      return "int";
    case "undefined":
      return "nothing";
    case "bytes":
      return "bytes";
    case "iterator":
      return "list";
    case "tuple":
      return "tuple";
    case "set":
    case "frozenset":
      return "set";
    case "map":
      return "map";
    case "date":
      return "date";
    case "regexp":
      return "regexp";
    case "new":
    case "object":
    case "var":
      return "instance";
    case "ref":
      return "reference";
    case "callable":
      return "callable";
    default:
      return "other";
  }
}

/** A finite number inside a value, or null: plain numbers and tagged floats and integers. */
export function numberIn(value: Value): number | null {
  if (typeof value === "number") return value;
  if (!isTagged(value)) return null;
  if (value.$ === "float" || value.$ === "int") {
    const number = Number(value.v);
    return Number.isFinite(number) ? number : null;
  }
  return null;
}

/** A float as the dialect writes it. */
export function floatValue(number: number, dialect: Dialect): Value {
  if (dialect.floats === "plain") {
    if (Number.isNaN(number)) return { $: "float", v: "nan" };
    if (!Number.isFinite(number)) return { $: "float", v: number > 0 ? "inf" : "-inf" };
    if (Object.is(number, -0)) return { $: "float", v: "-0.0" };
    return number;
  }
  if (Number.isNaN(number)) return { $: "float", v: "nan" };
  if (!Number.isFinite(number)) return { $: "float", v: number > 0 ? "inf" : "-inf" };
  if (Object.is(number, -0)) return { $: "float", v: "-0.0" };
  if (!Number.isInteger(number)) return { $: "float", v: String(number) };
  const text = String(number);
  return { $: "float", v: text.includes("e") ? text : `${text}.0` };
}

/** A number of the same kind as `like`: an integer stays an integer, a tagged float stays one. */
export function numberLike(like: Value, number: number, dialect: Dialect): Value {
  if (isTagged(like) && like.$ === "float") return floatValue(number, dialect);
  if (dialect.floats === "tagged") return integerValue(Math.trunc(number), dialect);
  return Number.isInteger(number) ? integerValue(number, dialect) : floatValue(number, dialect);
}

/** An integer as the dialect writes it; beyond 2^53 as digits where the language has them, otherwise cut. */
export function integerValue(number: number, dialect: Dialect): Value {
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  if (!Number.isFinite(number)) return 0;
  if (dialect.bigIntegers && dialect.floats === "tagged") return { $: "int", v: BigInt(Math.trunc(number)).toString() };
  return number > 0 ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
}

/** One text per value; equal exactly for equal values. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value) ?? "undefined";
}

/** True for what a call gives that returns nothing. */
export function isNothing(value: Value): boolean {
  return value === null || (isTagged(value) && value.$ === "undefined");
}

/** True for "nothing", zero, false and everything empty. */
export function isEmptyValue(value: Value): boolean {
  if (value === null || value === "" || value === 0 || value === false) return true;
  if (isList(value)) return value.length === 0;
  if (isRecord(value)) return Object.keys(value).length === 0;
  if (!isTagged(value)) return false;
  if (value.$ === "undefined") return true;
  if (value.$ === "float") return Number(value.v) === 0;
  if (value.$ === "bytes") return value.v === "";
  if (isSequence(value) || value.$ === "map") return value.v.length === 0;
  return false;
}

/** Length as the target would count it (characters, elements, keys), or null. */
export function lengthOf(value: Value): number | null {
  if (typeof value === "string") return value.length;
  if (isList(value)) return value.length;
  if (isRecord(value)) return Object.keys(value).length;
  if (!isTagged(value)) return null;
  if (value.$ === "bytes") return value.v.length / 2;
  if (value.$ === "tuple" || value.$ === "set" || value.$ === "frozenset" || value.$ === "map") return value.v.length;
  return null;
}
