import type { Example, Language, Observation, Value } from "@autotest/core";
import { isExact, PLAIN_SCOPE } from "../values/printable.js";
import { isList, isRecord, isTagged, keyOf, numberIn } from "../values/value-kind.js";
import { readLiterals } from "./read-example.js";

/** Whether what was seen is what the documentation says; `unknown` when that cannot be told. */
export type PromiseCheck = "holds" | "broken" | "unknown";

/** Compares an observation with what its example promises. `shown` is how the result represents itself, where that was asked. */
export function checkPromise(
  example: Example,
  observation: Observation,
  language: Language,
  shown: string | null,
): PromiseCheck {
  const { outcome } = observation;
  if (outcome.kind === "stopped" || observation.blocked.length > 0) return "unknown";
  const promise = example.promise ?? literalPromise(example, language);
  if (promise === null) return "unknown";
  if (promise.kind === "raises") {
    if (outcome.kind !== "raised") return "broken";
    if (outcome.type !== promise.type && !outcome.bases.includes(promise.type)) return "broken";
    if (promise.message === undefined || oneLine(outcome.message) === oneLine(promise.message)) return "holds";
    // Messages of the runtime itself change from version to version.
    return outcome.explicit ? "broken" : "unknown";
  }
  if (outcome.kind === "raised") return "broken";
  const moving = observation.unstable.length > 0;
  const broken: PromiseCheck = moving ? "unknown" : "broken";
  const printed = observation.printed.out.trim();
  if (printed !== "" && oneLine(printed) === oneLine(example.expected)) return "holds";
  if (promise.kind === "prints") {
    const text = typeof outcome.value === "string" ? outcome.value.trim() : printed;
    if (oneLine(text) === oneLine(promise.text)) return "holds";
    const plain = language.print(outcome.value, PLAIN_SCOPE);
    if (oneLine(plain) === oneLine(promise.text)) return "holds";
    return text === "" ? "unknown" : broken;
  }
  if (promise.kind === "shows") {
    if (language.print(outcome.value, PLAIN_SCOPE) === promise.text || shown === promise.text) return "holds";
    return shown === null || outcome.via !== "call" ? "unknown" : broken;
  }
  if (outcome.more === true || !isExact(outcome.value))
    return sameValue(outcome.value, promise.value) ? "holds" : "unknown";
  return sameValue(outcome.value, promise.value) ? "holds" : broken;
}

/** Where the language read no promise, the expected text may still be a plain literal. */
function literalPromise(example: Example, language: Language): NonNullable<Example["promise"]> | null {
  if (example.scenario !== undefined || example.expected.trim() === "") return null;
  const values = readLiterals(example.expected, language.dialect);
  return values?.length === 1 ? { kind: "returns", value: values[0] as Value } : null;
}

/** Equality as a reader of documentation sees it: order of keys and of set elements aside, floats as far as they are written. */
export function sameValue(left: Value, right: Value): boolean {
  const [one, other] = [numberIn(left), numberIn(right)];
  if (one !== null && other !== null) return one === other || Math.abs(one - other) <= 1e-9 * Math.abs(other);
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, at) => sameValue(item, right[at] as Value));
  if (isRecord(left) && isRecord(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => name in right && sameValue(left[name] as Value, right[name] as Value))
    );
  }
  if (!isTagged(left) || !isTagged(right)) return keyOf(left) === keyOf(right);
  if (left.$ === "map" && right.$ === "map")
    return (
      left.v.length === right.v.length &&
      left.v.every(([key, item]) => right.v.some(([key2, item2]) => sameValue(key, key2) && sameValue(item, item2)))
    );
  if ((left.$ === "set" || left.$ === "frozenset") && left.$ === right.$)
    return left.v.length === right.v.length && left.v.every((item) => right.v.some((each) => sameValue(item, each)));
  if (left.$ === "tuple" && right.$ === "tuple") return sameValue(left.v, right.v);
  return keyOf(left) === keyOf(right);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
