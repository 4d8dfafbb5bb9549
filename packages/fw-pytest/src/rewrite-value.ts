import type { Value } from "@autotest/core";

/** A copy of `value` in which `change` replaced what it answered for, outermost first. */
export function rewriteValue(value: Value, change: (value: Value) => Value | undefined): Value {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one: Value) => rewriteValue(one, change));
  const tag = tagOf(value);
  if (tag === undefined) return eachField(value as { readonly [key: string]: Value }, change);
  const tagged = value as unknown as { readonly [key: string]: Value };
  if (tag === "tuple" || tag === "set" || tag === "frozenset" || tag === "iterator")
    return { ...tagged, v: rewriteValue(tagged.v ?? [], change) } as unknown as Value;
  if (tag === "map") {
    const pairs = tagged.v as unknown as readonly (readonly [Value, Value])[];
    return {
      $: "map",
      v: pairs.map(([key, item]): readonly [Value, Value] => [rewriteValue(key, change), rewriteValue(item, change)]),
    };
  }
  if (tag === "new") {
    const made = value as unknown as {
      readonly args: readonly Value[];
      readonly kwargs?: { readonly [name: string]: Value };
    };
    const args = made.args.map((one) => rewriteValue(one, change));
    return { ...made, args, ...(made.kwargs ? { kwargs: eachField(made.kwargs, change) } : {}) } as unknown as Value;
  }
  if (tag === "callable" && tagged.v !== undefined)
    return { ...tagged, v: rewriteValue(tagged.v, change) } as unknown as Value;
  return value;
}

/** The tag of a tagged value; undefined for plain JSON. */
export function tagOf(value: Value): string | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  const tag = (value as { readonly $?: unknown }).$;
  return typeof tag === "string" ? tag : undefined;
}

/** True when some part of `value` fits. */
export function someValue(value: Value, fits: (value: Value) => boolean): boolean {
  let found = false;
  rewriteValue(value, (one) => {
    found ||= fits(one);
    return undefined;
  });
  return found;
}

function eachField(
  fields: { readonly [key: string]: Value },
  change: (value: Value) => Value | undefined,
): { readonly [key: string]: Value } {
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, rewriteValue(item, change)]));
}
