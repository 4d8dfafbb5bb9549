import type { Relation, Value } from "@autotest/core";
import { rewriteValue, someValue, tagOf } from "./rewrite-value.js";
import { RESULT } from "./test-template.js";

/** Where a value is put: a hole of the template, or text. */
export type Place = (role: string, value: Value) => string;

/** An assertion that `subject` equals `value`, the way a person writes it. */
export function expectation(
  subject: string,
  role: string,
  value: Value,
  approximate: boolean | undefined,
  place: Place,
  use: (ref: string) => string,
): string {
  if (value === null || typeof value === "boolean") return `assert ${subject} is ${place(role, value)}`;
  if (isNanFloat(value)) return `assert ${use("math:isnan")}(${subject})`;
  if (approximate === false) return `assert ${subject} == ${place(role, value)}`;
  if (isFiniteFloat(value) || isFlatNumbers(value)) {
    const nan = someValue(value, isNanFloat) ? ", nan_ok=True" : "";
    return `assert ${subject} == ${use("pytest:approx")}(${place(role, value)}${nan})`;
  }
  return `assert ${subject} == ${place(role, approximateLeaves(value))}`;
}

/** What lies at a way into `holder`: fields, elements, what it says of itself, lines of a text, its first or last characters. */
export function partText(holder: string, path: string): string {
  const [, inner, own, parts = ""] = /^(.*):(len|str|repr)((?::\w+\[\d+\])*)$/.exec(path) ?? [];
  if (own !== undefined) return `${own}(${inner ? partText(holder, inner) : holder})${spelt(parts)}`;
  const way = spelt(path);
  return /^[.[]/.test(way) ? `${holder}${way}` : `${holder}.${way}`;
}

/** Lines and ends of texts as Python takes them. */
function spelt(way: string): string {
  return way
    .replace(/:line\[(\d+)\]/g, '.split("\\n")[$1]')
    .replace(/:first\[(\d+)\]/g, "[:$1]")
    .replace(/:last\[(\d+)\]/g, "[-$1:]");
}

/** The result as the subject of an assertion. */
export const ON_RESULT: string = RESULT;

/** Nested data holds `approx` at its floats, for `approx` itself takes no nested data. Set elements and dict keys stay exact. */
function approximateLeaves(value: Value): Value {
  return rewriteValue(value, (one) => {
    const tag = tagOf(one);
    if (isInexact(one)) return { $: "new", ref: "pytest:approx", args: [one] };
    if (isNanFloat(one)) return { $: "new", ref: "pytest:approx", args: [one], kwargs: { nan_ok: true } };
    if (tag === "map") {
      const pairs = (one as unknown as { v: readonly (readonly [Value, Value])[] }).v;
      return { $: "map", v: pairs.map(([key, item]): readonly [Value, Value] => [key, approximateLeaves(item)]) };
    }
    return tag === "set" || tag === "frozenset" || tag === "new" || tag === "object" ? one : undefined;
  });
}

function isFlatNumbers(value: Value): boolean {
  const items = Array.isArray(value)
    ? (value as readonly Value[])
    : tagOf(value) === "tuple"
      ? (value as unknown as { v: readonly Value[] }).v
      : [];
  return (
    items.some((one) => isInexact(one) || isNanFloat(one)) &&
    items.every((one) => typeof one === "number" || tagOf(one) === "float")
  );
}

function isFiniteFloat(value: Value): boolean {
  return tagOf(value) === "float" && /\d/.test(textOf(value));
}

/** A float whose last digits may be chance: no short binary fraction. Among other values `2.0` and `0.5` are what they are. */
function isInexact(value: Value): boolean {
  return isFiniteFloat(value) && !Number.isInteger(Number(textOf(value)) * 1024);
}

function isNanFloat(value: Value): boolean {
  return tagOf(value) === "float" && textOf(value) === "nan";
}

function textOf(value: Value): string {
  return (value as unknown as { readonly v: string }).v;
}

/** An assertion that the result stands in a relation to what was given. */
export function relationText(relation: Relation, value: Value, place: Place, use: (ref: string) => string): string {
  const bounds = Array.isArray(value) ? (value as readonly Value[]) : [];
  const within = (subject: string): string =>
    `${place("low", bounds[0] ?? null)} <= ${subject} <= ${place("high", bounds[1] ?? null)}`;
  switch (relation) {
    case "one-of":
      return `assert ${RESULT} in ${place("given", value)}`;
    case "each-one-of":
      return `assert all(item in ${place("given", value)} for item in ${RESULT})`;
    case "between":
      return `assert ${within(RESULT)}`;
    case "each-between":
      return `assert all(${within("item")} for item in ${RESULT})`;
    case "matches":
      return `assert ${use("re:fullmatch")}(${place("pattern", value)}, ${RESULT})`;
    case "rearranges":
      return `assert sorted(${RESULT}) == sorted(${place("given", value)})`;
  }
}
