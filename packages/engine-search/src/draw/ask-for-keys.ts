import type { Random, Step, Value } from "@autotest/core";
import { isRecord, isTagged } from "../values/value-kind.js";

/** Longest way of keys: a section and a name in it. */
const LONGEST = 2;

/**
 * Arguments that ask an object for what the steps before put into it: keys of a record one after the other
 * (`{"a": {"b": 1}}` -> `a`, `b`), neighbouring words of a text (`"[a]\nb=c"` -> `a`, `b`), or what a step was given itself.
 */
export function askForKeys(args: readonly Value[], steps: readonly Step[], random: Random): readonly Value[] {
  const ways = steps
    .flatMap((step) => ("call" in step && "args" in step.call ? [step.call.args] : []))
    .flatMap((given) => [given.slice(0, LONGEST), ...given.flatMap(waysInto)])
    .filter((way) => way.length > 0 && way.length <= args.length);
  const way = random.pick(ways) ?? [];
  return args.map((value, at) => way[at] ?? value);
}

function waysInto(value: Value): readonly (readonly Value[])[] {
  if (typeof value === "string") {
    const words = value.match(/[\w.-]+/g) ?? [];
    return words.length < 2 ? [] : words.map((_, at) => words.slice(at, at + LONGEST));
  }
  return entriesOf(value).flatMap(([key, inner]): readonly (readonly Value[])[] => {
    const deeper = entriesOf(inner).map(([name]) => [key, name]);
    return deeper.length > 0 ? deeper : [[key]];
  });
}

function entriesOf(value: Value): readonly (readonly [Value, Value])[] {
  if (isTagged(value)) return value.$ === "map" ? value.v : [];
  return isRecord(value) ? Object.entries(value) : [];
}
