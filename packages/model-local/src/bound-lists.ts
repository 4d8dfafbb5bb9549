/** Entries of a list the form does not bound. */
const MOST_ENTRIES = 8;

/**
 * The same form with an end to every list: a weak model that is held to a grammar repeats itself until its limit otherwise.
 * Whatever fits the result fits the form.
 */
export function boundLists(schema: object): object {
  return bound(schema) as object;
}

function bound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bound);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bound(each)]));
  const isList = inner.type === "array" && inner.items !== undefined && inner.maxItems === undefined;
  const least = typeof inner.minItems === "number" ? inner.minItems : 0;
  return isList ? { ...inner, maxItems: Math.max(MOST_ENTRIES, least) } : inner;
}
