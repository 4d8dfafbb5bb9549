import type { Assertion, Value } from "@autotest/core";
import type { ActWriter } from "./emit-act.js";
import type { Dialect } from "./emit-dialect.js";
import { call, type Doc, sequence } from "./emit-layout.js";
import { valueDoc } from "./emit-value.js";

/** A statement that `actual` stands in a relation to what was given. */
export function related(
  actual: Doc,
  { relation, value }: Extract<Assertion, { kind: "relates" }>,
  dialect: Dialect,
  { language, scope }: ActWriter,
): Doc {
  const given = valueDoc(value, language, scope);
  const each = (condition: Doc): Doc => {
    const items = sequence("[...", actual, "]");
    return dialect.ok(sequence(items, call(".every", [sequence("(item) => ", condition)])));
  };
  const within = (subject: Doc): Doc => {
    const bounds = Array.isArray(value) ? (value as readonly Value[]) : null;
    const [low, high] = [0, 1].map((at) =>
      bounds === null ? sequence(given, `[${at}]`) : valueDoc(bounds[at] ?? null, language, scope),
    ) as [Doc, Doc];
    return sequence(low, " <= ", subject, " && ", subject, " <= ", high);
  };
  switch (relation) {
    case "one-of":
      return dialect.ok(sequence(given, call(".includes", [actual])));
    case "each-one-of":
      return each(sequence(given, call(".includes", ["item"])));
    case "between":
      return dialect.ok(within(actual));
    case "each-between":
      return each(within("item"));
    case "matches":
      return dialect.ok(sequence(`/^${String(value).replaceAll("/", "\\/")}$/`, call(".test", [actual])));
    case "rearranges":
      return dialect.deepEqual(sequence("[...", actual, "].sort()"), sequence("[...", given, "].sort()"));
  }
}
