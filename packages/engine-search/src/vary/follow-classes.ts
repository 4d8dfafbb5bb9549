import type { Compare, Dialect, Scenario, Value } from "@autotest/core";
import { bareName } from "../values/class-catalog.js";
import { samplesOfType } from "../values/samples-of-type.js";
import { isTagged, kindOf, type ValueKind } from "../values/value-kind.js";
import { putInto, type Slot, slotsOf } from "../values/value-slots.js";

/** What the classes of plain values are called, in any language. */
const CLASS_NAMES: { readonly [kind in ValueKind]?: readonly string[] } = {
  bool: ["bool", "Boolean"],
  int: ["int", "Number", "BigInt"],
  float: ["float", "Number"],
  text: ["str", "String"],
  bytes: ["bytes", "Buffer", "Uint8Array"],
  list: ["list", "Array"],
  record: ["dict", "Object"],
  map: ["dict", "Map"],
  tuple: ["tuple"],
  set: ["set", "frozenset", "Set"],
  date: ["Date"],
  regexp: ["RegExp"],
};

/**
 * Scenarios for a comparison of two classes (`a.constructor === Map`, `type(a) is Decimal`, `issubclass(T, Decimal)`): nobody passes
 * those, but values of them. What is of the one class becomes a value of the other, first all of it, since code that
 * compares classes mostly wants the same of several, then each alone.
 */
export function followClasses(scenario: Scenario, compare: Compare, dialect: Dialect): readonly Scenario[] {
  if (compare.op !== "==" && compare.op !== "!=") return [];
  const [left, right] = [classIn(compare.left), classIn(compare.right)];
  if (left === null || right === null) return [];
  return [...turnInto(scenario, left, compare.right, dialect), ...turnInto(scenario, right, compare.left, dialect)];
}

function turnInto(scenario: Scenario, from: string, to: Value, dialect: Dialect): readonly Scenario[] {
  const slots = outermost(slotsOf(scenario).filter(({ value }) => isOfClass(value, from)));
  return samplesOfType(to, dialect).flatMap((sample) => {
    const put = (into: Scenario | null, slot: Slot): Scenario | null => into && putInto(into, slot, sample);
    const each = slots.length > 1 ? slots.map((slot) => put(scenario, slot)) : [];
    return [slots.length > 0 ? slots.reduce(put, scenario as Scenario | null) : null, ...each].filter(
      (one) => one !== null,
    );
  });
}

/** What is inside a value that is replaced is gone. */
function outermost(slots: readonly Slot[]): readonly Slot[] {
  const isWithin = (inner: Slot, outer: Slot): boolean =>
    inner.path.length > outer.path.length && outer.path.every((key, index) => inner.path[index] === key);
  return slots.filter((slot) => !slots.some((other) => isWithin(slot, other)));
}

/** The name of the class that an operand is; null when it is none. */
function classIn(operand: Value): string | null {
  return isTagged(operand) && operand.$ === "ref" ? bareName(operand.ref) : null;
}

/** True for a value of the class of that bare name. */
export function isOfClass(value: Value, name: string): boolean {
  if (isTagged(value) && value.$ === "new") return bareName(value.ref) === name;
  return CLASS_NAMES[kindOf(value)]?.includes(name) ?? false;
}
