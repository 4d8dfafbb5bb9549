import type { Dialect, Unit, Value } from "@autotest/core";
import { isList, isRecord, isTagged, keyOf, kindOf, numberIn } from "../values/value-kind.js";

/** Most values kept per kind, and the longest text. */
const POOL_SIZE = 60;
const TEXT_SIZE = 60;

/** Values seen in the code, and operands seen while it ran, by kind. Insertion order decides everything. */
export interface Pools {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  readonly others: readonly Value[];
  readonly patterns: readonly string[];
  /** Adds an observed operand. */
  add(value: Value): void;
}

/** Pools filled with the constants of `units` first, then those of the module. */
export function createPools(units: readonly Unit[], moduleConstants: readonly Value[], dialect: Dialect): Pools {
  const numbers: number[] = [];
  const texts: string[] = [];
  const others: Value[] = [];
  const patterns: string[] = [];
  const seen = new Set<string>();
  const add = (value: Value): void => {
    const key = keyOf(value);
    if (seen.has(key)) return;
    seen.add(key);
    const number = numberIn(value);
    if (number !== null) push(numbers, number, POOL_SIZE);
    else if (typeof value === "string") push(texts, value.slice(0, TEXT_SIZE), POOL_SIZE);
    else if (isList(value)) for (const item of value.slice(0, 12)) add(item);
    else if (isRecord(value))
      for (const entry of Object.entries(value).slice(0, 12)) entry.forEach((each) => void add(each));
    else if (isTagged(value) && (value.$ === "tuple" || value.$ === "set" || value.$ === "frozenset"))
      for (const item of value.v.slice(0, 12)) add(item);
    else if (
      isTagged(value) &&
      value.$ !== "opaque" &&
      value.$ !== "object" &&
      value.$ !== "var" &&
      value.$ !== "undefined"
    )
      push(others, value, POOL_SIZE);
  };
  for (const unit of units) {
    for (const pattern of unit.patterns) if (!patterns.includes(pattern)) patterns.push(pattern);
    for (const constant of unit.constants) add(constant);
  }
  for (const constant of moduleConstants)
    if (kindOf(constant) !== "text" || (constant as string).length <= TEXT_SIZE) add(constant);
  for (const number of [...numbers].slice(0, 30)) {
    for (const near of [number - 1, number + 1]) if (!numbers.includes(near)) push(numbers, near, POOL_SIZE * 2);
  }
  for (const middle of midpoints(numbers, dialect)) push(numbers, middle, POOL_SIZE * 2);
  return { numbers, texts, others, patterns, add };
}

function midpoints(numbers: readonly number[], dialect: Dialect): readonly number[] {
  const sorted = [...new Set(numbers)].sort((left, right) => left - right);
  const found: number[] = [];
  for (let index = 1; index < sorted.length; index++) {
    const middle = ((sorted[index - 1] as number) + (sorted[index] as number)) / 2;
    const usable = dialect.floats === "tagged" || Number.isInteger(middle) ? middle : Math.floor(middle);
    if (!sorted.includes(usable) && !found.includes(usable)) found.push(usable);
  }
  return found.slice(0, 40);
}

function push<T>(list: T[], item: T, size: number): void {
  if (list.length < size) list.push(item);
}
