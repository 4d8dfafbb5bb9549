import { type Compare, PROGRAM, type Scenario, type Value } from "@autotest/core";
import { isList, keyOf } from "../values/value-kind.js";
import { putInto, slotsOf } from "../values/value-slots.js";

/** Most words on a command line that grows. */
const MOST_WORDS = 8;

/** Scenarios with words more on the command line that was parsed: that of the program, or a list of texts somebody handed over. */
export function followOptions(scenario: Scenario, { left, right }: Compare): readonly Scenario[] {
  if (!isList(right) || !right.every(isText)) return [];
  if (left === null) {
    const line = [...(scenario.surroundings?.arguments ?? []), ...right];
    if (line.length > MOST_WORDS) return [];
    return [{ ...scenario, surroundings: { ...scenario.surroundings, arguments: line } }];
  }
  if (!isList(left)) return [];
  return slotsOf(scenario).flatMap((slot) => {
    const { value } = slot;
    if (!isList(value) || !value.every(isText) || !endsWith(value, left)) return [];
    // Lists like `sys.argv` begin with the name of the program, which nobody parses.
    const lines = value.length === 0 ? [right, [PROGRAM, ...right]] : [[...value, ...right]];
    return lines.filter(({ length }) => length <= MOST_WORDS).flatMap((line) => putInto(scenario, slot, line) ?? []);
  });
}

function isText(value: Value): value is string {
  return typeof value === "string";
}

/** Whether all of a list was parsed, or all but its first. */
function endsWith(value: readonly Value[], parsed: readonly Value[]): boolean {
  const before = value.length - parsed.length;
  return (before === 0 || before === 1) && keyOf(value.slice(before)) === keyOf(parsed);
}
