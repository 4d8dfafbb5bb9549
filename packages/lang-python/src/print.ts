import type { NewValue, PrintScope, TaggedValue, Value } from "@autotest/core";
import { printBytes, printLongText, printRawText, printText } from "./print-text.js";

/** A value as a Python expression. Observed-only forms (`object`, `opaque`) have no exact expression and print as a stand-in. */
export function print(value: Value, scope: PrintScope): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return Object.is(value, -0) ? "0" : String(value);
  if (typeof value === "string") return printLongText(value, scope.quote);
  if (Array.isArray(value)) return `[${list(value, scope)}]`;
  return "$" in value
    ? printTagged(value as TaggedValue, scope)
    : printRecord(value as { readonly [key: string]: Value }, scope);
}

function list(values: readonly Value[], scope: PrintScope): string {
  return values.map((item) => print(item, scope)).join(", ");
}

function printRecord(record: { readonly [key: string]: Value }, scope: PrintScope): string {
  return `{${Object.entries(record)
    .map(([key, item]) => `${printText(key, scope.quote)}: ${print(item, scope)}`)
    .join(", ")}}`;
}

function printTagged(value: TaggedValue, scope: PrintScope): string {
  switch (value.$) {
    case "float":
      return /^(nan|-?inf)$/.test(value.v) ? `float(${printText(value.v, scope.quote)})` : value.v;
    case "int":
      return value.v;
    case "undefined":
      return "None";
    case "bytes":
      return printBytes(value.v, scope.quote);
    case "tuple":
      return value.v.length === 1 ? `(${print(value.v[0]!, scope)},)` : `(${list(value.v, scope)})`;
    case "set":
      return value.v.length === 0 ? "set()" : `{${list(value.v, scope)}}`;
    case "frozenset":
      return value.v.length === 0 ? "frozenset()" : `frozenset({${list(value.v, scope)}})`;
    case "iterator":
      return `iter([${list(value.v, scope)}])`;
    case "map":
      return `{${value.v.map(([key, item]) => `${print(key, scope)}: ${print(item, scope)}`).join(", ")}}`;
    case "date":
      return `${scope.use("datetime:datetime")}.fromisoformat(${printText(value.v.replace(/Z$/, "+00:00"), scope.quote)})`;
    case "regexp":
      return `${scope.use("re:compile")}(${printRawText(value.source, scope.quote)})`;
    case "new":
      return printNew(value, scope);
    case "ref":
      return name(value.ref, scope);
    case "callable":
      return printCallable(value, scope);
    case "var":
      return value.name;
    case "object":
      return `${scope.use("types:SimpleNamespace")}(${keywords(value.fields, scope).join(", ")})`;
    case "opaque":
      return "object()";
  }
}

/** Built-ins need no import. */
function name(ref: string, scope: PrintScope): string {
  return ref.startsWith("builtins:") ? ref.slice("builtins:".length) : scope.use(ref);
}

function keywords(fields: { readonly [name: string]: Value }, scope: PrintScope): readonly string[] {
  return Object.entries(fields).map(([key, item]) => `${key}=${print(item, scope)}`);
}

function printNew({ ref, args, kwargs }: NewValue, scope: PrintScope): string {
  const printed = args.map((item, at) =>
    at === 0 && ref === "re:compile" && typeof item === "string" ? printRawText(item, scope.quote) : print(item, scope),
  );
  if (kwargs) printed.push(...keywords(kwargs, scope));
  return `${name(ref, scope)}(${printed.join(", ")})`;
}

function printCallable({ kind, v }: Extract<TaggedValue, { $: "callable" }>, scope: PrintScope): string {
  switch (kind) {
    case "identity":
      return "lambda value=None, *_, **__: value";
    case "echo":
      return "lambda *values: values";
    case "constant":
      return `lambda *_, **__: ${print(v ?? null, scope)}`;
    case "compare":
      return "lambda left, right: (left > right) - (left < right)";
    case "record":
      return "lambda *_, **__: None";
    case "raise":
      return `${scope.use("unittest.mock:Mock")}(side_effect=Exception(${print(v ?? null, scope)}))`;
  }
}
