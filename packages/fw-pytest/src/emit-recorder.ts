import type { Unit, Value } from "@autotest/core";
import { tagOf } from "./rewrite-value.js";

/** True for a callable that keeps what it is called with. */
export function isRecorder(value: Value): boolean {
  return tagOf(value) === "callable" && (value as unknown as { readonly kind: string }).kind === "record";
}

/** True for an iterator: the act may take items from it, and what is left is looked at as a list. */
export function isIterator(value: Value | undefined): boolean {
  return value !== undefined && tagOf(value) === "iterator";
}

/** What the list of its calls is called: not as a parameter, which a table may have as well. */
export function recorderName(unit: Unit | undefined): string {
  return unit?.parameters.some(({ name }) => name === "calls") ? "recorded_calls" : "calls";
}

/** A function that adds to the list `calls`; in parentheses beside an operator. */
export function recorderText(calls: string, beside: boolean): string {
  const text = `lambda *args: ${calls}.append(args)`;
  return beside ? `(${text})` : text;
}

/** Lists of arguments as that function keeps them. */
export function asTuples(calls: Value): Value {
  if (!Array.isArray(calls)) return calls;
  return calls.map((args: Value): Value => (Array.isArray(args) ? { $: "tuple", v: args as readonly Value[] } : args));
}
