/**
 * The same plain value with `redact` applied to every text in it, keys left alone. Each text is redacted once: a report says the
 * same words thousands of times.
 */
export function redactDeep<T>(value: T, redact: (text: string) => string): T {
  const done = new Map<string, string>();
  const redactText = (text: string): string => {
    const known = done.get(text) ?? redact(text);
    done.set(text, known);
    return known;
  };
  const redactAny = (one: unknown): unknown => {
    if (typeof one === "string") return redactText(one);
    if (Array.isArray(one)) return one.map(redactAny);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, redactAny(inner)]));
  };
  return redactAny(value) as T;
}
