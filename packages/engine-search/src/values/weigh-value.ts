import type { Scenario, Surroundings, Value } from "@autotest/core";
import { isList, isRecord, isSequence, isTagged, keyOf } from "./value-kind.js";

/** What the shortest texts weigh, by length: a word of three letters shows more than one of one. */
const SHORT: readonly number[] = [4, 6, 5, 4];

/** A text longer than this that repeats one letter is written by its length. */
const LONG = 24;

/** How hard a value is to read: characters plus a charge per element and level. Smaller is simpler. */
export function weighValue(value: Value): number {
  if (value === null || typeof value === "boolean") return 1;
  // 0, 1 and one-letter texts are no easier to read than 2 or "abc", and hide more mistakes.
  if (typeof value === "number")
    return value === 0 || value === 1 ? 2 : Math.min(20, String(value).length) + (value < 0 ? 1 : 0);
  if (typeof value === "string" && value.length > LONG && value === value.charAt(0).repeat(value.length))
    return LONG + value.length / 10;
  if (typeof value === "string") return (SHORT[value.length] ?? 1 + value.length) + oddCharacters(value) * 2;
  if (isList(value)) return 2 + (isRepeated(value) ? weighValue(value[0] as Value) + value.length / 4 : sum(value));
  if (isRecord(value)) return 3 + sum(Object.values(value)) + Object.keys(value).join("").length;
  if (!isTagged(value)) return 5;
  switch (value.$) {
    case "float":
    case "int":
      return value.v.length + 1;
    case "undefined":
      return 1;
    case "bytes":
      return 2 + value.v.length / 2;
    case "tuple":
    case "set":
    case "frozenset":
      return 3 + sum(value.v);
    case "iterator":
      return 4 + sum(value.v);
    case "map":
      return 4 + value.v.reduce((total, [key, item]) => total + weighValue(key) + weighValue(item), 0);
    case "new":
      return 6 + sum(value.args) + sum(Object.values(value.kwargs ?? {}));
    case "var":
      return 1;
    default:
      return 6;
  }
}

/** A list of one element many times, which can be written as such. */
function isRepeated(items: readonly Value[]): boolean {
  const [first, ...rest] = items;
  if (rest.length <= 3) return false;
  const key = keyOf(first);
  return rest.every((item) => keyOf(item) === key);
}

/** The same for a whole scenario; a step costs more than an argument. */
export function weighScenario(scenario: Scenario): number {
  let total = scenario.surroundings ? weighSurroundings(scenario.surroundings) : 0;
  for (const step of scenario.arrange) {
    total += 8;
    total += "value" in step ? weighValue(step.value) : weighCall(step.call);
  }
  return total + weighCall(scenario.act);
}

/** Each part is a line of the test. */
function weighSurroundings({
  arguments: words,
  environment = {},
  files = {},
  state = {},
  ...others
}: Surroundings): number {
  const values = [environment, files, state, others].flatMap((part) => Object.values<Value>(part));
  return (words === undefined ? 0 : 4 + sum(words) + words.length) + sum(values) + values.length * 4;
}

/** How many elements a value holds at all depths; 1 for a plain one. */
export function countElements(value: Value): number {
  if (isList(value)) return value.reduce((total: number, item) => total + countElements(item), 0);
  if (isRecord(value)) return Object.values(value).reduce((total: number, item) => total + countElements(item), 0);
  if (!isTagged(value)) return 1;
  if (isSequence(value)) {
    return value.v.reduce((total: number, item) => total + countElements(item), 0);
  }
  if (value.$ === "map") return value.v.reduce((total: number, [, item]) => total + countElements(item), 0);
  if (value.$ === "new") return value.args.reduce((total: number, item) => total + countElements(item), 1);
  return 1;
}

function weighCall(call: Scenario["act"]): number {
  const args = "args" in call ? call.args : [];
  const kwargs = "kwargs" in call ? Object.values(call.kwargs ?? {}) : [];
  const on = "on" in call ? weighValue(call.on) : 0;
  return sum(args) + sum(kwargs) + kwargs.length * 3 + args.length * 2 + on;
}

function sum(values: readonly Value[]): number {
  return values.reduce((total: number, item) => total + weighValue(item), 0);
}

function oddCharacters(text: string): number {
  return text.match(/[^ -~]|["'\\`$]/gu)?.length ?? 0;
}
