import type { Language, PrintScope, Scenario, Value } from "@autotest/core";
import { bareName } from "./class-catalog.js";
import { isList, isRecord, isTagged } from "./value-kind.js";
import { slotsOf } from "./value-slots.js";
import { countElements } from "./weigh-value.js";

/** Caps of one assertion: elements, characters of one text or number, characters of the whole expression. */
const ELEMENTS = 10;
const LITERAL = 80;
const WHOLE = 160;

/** A scope for texts that people read, not for a suite. */
export const PLAIN_SCOPE: PrintScope = { use: bareName, quote: "double" };

/** True when a test can state `value` exactly and a person can still read it. */
export function isPrintable(value: Value, language: Language): boolean {
  // Where floats are plain, equality of tests knows not-a-number; elsewhere it equals nothing.
  if (isTagged(value) && value.$ === "float" && value.v === "nan") return language.dialect.floats === "plain";
  if (!isExact(value) || countElements(value) > ELEMENTS || longestLiteral(value) > LITERAL) return false;
  return (
    language.print(value, PLAIN_SCOPE).length <=
    (isList(value) || isRecord(value) || isTagged(value) ? WHOLE : LITERAL + 20)
  );
}

/** True when equality with `value` can be written down: nothing opaque, no bare instance, no not-a-number inside. */
export function isExact(value: Value): boolean {
  if (isList(value)) return value.every(isExact);
  if (isRecord(value)) return Object.values(value).every(isExact);
  if (!isTagged(value)) return true;
  switch (value.$) {
    case "object":
    case "opaque":
    case "callable":
    case "var":
      return false;
    case "float":
      return value.v !== "nan";
    case "tuple":
    case "set":
    case "frozenset":
    case "iterator":
      return value.v.every(isExact);
    case "map":
      return value.v.every(([key, item]) => isExact(key) && isExact(item));
    case "new":
      return value.args.every(isExact) && Object.values(value.kwargs ?? {}).every(isExact);
    case "date":
      return value.v !== "invalid";
    default:
      return true;
  }
}

/** True when a float inside is not a short binary fraction, so that its last digits are chance. */
export function isApproximate(value: Value): boolean {
  if (typeof value === "number") return !Number.isInteger(value) && !Number.isInteger(value * 1024);
  if (isList(value)) return value.some(isApproximate);
  if (isRecord(value)) return Object.values(value).some(isApproximate);
  if (!isTagged(value)) return false;
  if (value.$ === "float") return Number.isFinite(Number(value.v)) && !Number.isInteger(Number(value.v) * 1024);
  if (value.$ === "tuple" || value.$ === "set" || value.$ === "frozenset") return value.v.some(isApproximate);
  if (value.$ === "map") return value.v.some(([, item]) => isApproximate(item));
  return false;
}

/** Why a scenario that holds what {@link hasLongLiteral} finds is no test. */
export const TOO_LONG: string = `the only runs that got there were given a text or number of more than ${LITERAL} characters`;

/** True when a test of this scenario would hold a literal that nobody can read. */
export function hasLongLiteral(scenario: Scenario): boolean {
  return slotsOf(scenario).some(({ value }) => longestLiteral(value) > LITERAL);
}

/** Characters of a text as source code shows it: what cannot be printed takes `\\n` or `\\x1b`. */
function writtenLength(text: string): number {
  const short = text.match(/[\n\r\t\\]/g)?.length ?? 0;
  const long = text.match(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g)?.length ?? 0;
  return text.length + short + 3 * long;
}

/** Characters of the longest text, number or pattern in a value. What repeats a piece is written by its length. */
function longestLiteral(value: Value): number {
  const longest = (items: readonly Value[]): number => Math.max(0, ...items.map(longestLiteral));
  if (typeof value === "string") return /^(.{1,8}?)\1+$/s.test(value) ? 0 : writtenLength(value);
  if (isList(value)) return longest(value);
  if (isRecord(value)) return longest([...Object.keys(value), ...Object.values(value)]);
  if (!isTagged(value)) return 0;
  switch (value.$) {
    case "int":
      return value.v.length;
    case "bytes":
      return writtenLength(Buffer.from(value.v, "hex").toString("latin1"));
    case "regexp":
      return value.source.length;
    case "tuple":
    case "set":
    case "frozenset":
    case "iterator":
      return longest(value.v);
    case "map":
      return longest(value.v.flat());
    case "new":
      return longest([...value.args, ...Object.values(value.kwargs ?? {})]);
    default:
      return 0;
  }
}
