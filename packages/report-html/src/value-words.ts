import type { Call, Ref, Scenario, Value } from "@autotest/core";
import { cut } from "./markup.js";

const LONGEST_VALUE = 80;
const LONGEST_CALL = 160;
/** A value is cut anyway: nobody walks a million elements for 80 characters. */
const MOST_PARTS = 24;

/** A value for people of any language, cut where it is long. */
export function valueWords(value: Value): string {
  return cut(write(value, 0), LONGEST_VALUE);
}

/** What a test calls, the arguments included. */
export function callWords({ act }: Scenario): string {
  return cut(writeCall(act), LONGEST_CALL);
}

/** The name behind a reference. */
export function refWords(ref: Ref): string {
  return ref.slice(ref.indexOf(":") + 1) || ref;
}

function writeCall(call: Call): string {
  switch (call.kind) {
    case "get":
      return `${write(call.on, 0)}.${call.name}`;
    case "set":
      return `${write(call.on, 0)}.${call.name} = ${write(call.args[0], 0)}`;
    case "method":
      return `${write(call.on, 0)}.${call.name}(${listOf(call.args, call.kwargs, 0)})`;
    default:
      return `${refWords(call.ref)}(${listOf(call.args, call.kwargs, 0)})`;
  }
}

function listOf(args: readonly Value[], kwargs: { readonly [name: string]: Value } | undefined, depth: number): string {
  const named = Object.entries(kwargs ?? {}).map(([name, value]) => `${name}=${write(value, depth + 1)}`);
  return [...parts(args, depth), ...named].join(", ");
}

function parts(values: readonly Value[], depth: number): readonly string[] {
  const shown = values.slice(0, MOST_PARTS).map((value) => write(value, depth + 1));
  return values.length > MOST_PARTS ? [...shown, "…"] : shown;
}

function write(value: Value, depth: number): string {
  if (value === null || typeof value !== "object")
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  if (depth > 6) return "…";
  if (isList(value)) return `[${parts(value, depth).join(", ")}]`;
  if (!("$" in value)) return writeRecord(value, depth);
  return writeTagged(value as Exclude<Value, null | boolean | number | string | readonly Value[]>, depth);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function writeRecord(record: { readonly [key: string]: Value }, depth: number): string {
  const entries = Object.entries(record);
  const shown = entries
    .slice(0, MOST_PARTS)
    .map(([key, value]) => `${JSON.stringify(key)}: ${write(value, depth + 1)}`);
  return `{${[...shown, ...(entries.length > MOST_PARTS ? ["…"] : [])].join(", ")}}`;
}

function writeTagged(
  value: Extract<Value, { readonly $: unknown }> | { readonly [key: string]: Value },
  depth: number,
): string {
  const tagged = value as Extract<Value, { readonly $: string }>;
  switch (tagged.$) {
    case "float":
    case "int":
    case "date":
      return tagged.v;
    case "undefined":
      return "undefined";
    case "bytes":
      return `bytes ${tagged.v}`;
    case "tuple":
      return `(${parts(tagged.v, depth).join(", ")}${tagged.v.length === 1 ? "," : ""})`;
    case "set":
    case "frozenset":
      return `${tagged.$} {${parts(tagged.v, depth).join(", ")}}`;
    case "map":
      return `map {${tagged.v
        .slice(0, MOST_PARTS)
        .map(([key, one]) => `${write(key, depth + 1)}: ${write(one, depth + 1)}`)
        .join(", ")}}`;
    case "regexp":
      return `/${tagged.source}/${tagged.flags}`;
    case "new":
      return `${refWords(tagged.ref)}(${listOf(tagged.args, tagged.kwargs, depth)})`;
    case "ref":
      return refWords(tagged.ref);
    case "callable":
      return `a function (${tagged.kind})`;
    case "var":
      return tagged.name;
    case "object":
      return `${tagged.type} ${writeRecord(tagged.fields, depth)}`;
    case "opaque":
      return tagged.text ?? tagged.type;
    default:
      return "a value";
  }
}
