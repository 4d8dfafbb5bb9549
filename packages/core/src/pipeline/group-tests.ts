import type { TestGroup } from "../contracts/index.js";
import { type Candidate, isCode, type Unit, type Value } from "../model/index.js";
import { groupBy } from "./group-by.js";

const SMALLEST_TABLE = 3;

/** Orders tests by source and title, and turns three or more cases of one shape into a table. */
export function groupTests(tests: readonly Candidate[], units: readonly Unit[]): readonly TestGroup[] {
  const byUnit = groupBy(tests, (test) => test.unit);
  const order = new Map(units.map((unit, index) => [unit.name, index]));
  const names = [...byUnit.keys()].sort(
    (a, b) => (order.get(a) ?? units.length) - (order.get(b) ?? units.length) || compare(a, b),
  );
  return names.map((unit) => ({ unit, entries: entriesOf(byUnit.get(unit) ?? []) }));
}

function entriesOf(tests: readonly Candidate[]): TestGroup["entries"] {
  const sorted = [...tests].sort((a, b) => compare(a.title, b.title));
  const tables = groupBy(sorted, (test) => tableKey(test) ?? `single ${test.id}`);
  return [...tables.values()].flatMap((cases): TestGroup["entries"] =>
    cases.length >= SMALLEST_TABLE
      ? [{ kind: "table", title: "returns the expected value", cases }]
      : cases.map((test) => ({ kind: "single", test })),
  );
}

/** Equal for tests that differ only in literals and can share one body; null for tests that stand alone. */
function tableKey(test: Candidate): string | null {
  if (isCode(test)) return null;
  const { surroundings, arrange, act } = test.scenario;
  if (surroundings !== undefined) return null;
  const [assertion, ...more] = test.assertions;
  if (arrange.length > 0 || more.length > 0 || assertion?.kind !== "returns" || act.kind !== "function") return null;
  if (![...act.args, ...Object.values(act.kwargs ?? {}), assertion.value].every(isLiteral)) return null;
  // None, True and False are asserted by identity, so they cannot share a body with other values.
  const special = assertion.value === null || typeof assertion.value === "boolean";
  const sort = special ? JSON.stringify(typeof assertion.value) : "value";
  return [
    test.unit,
    act.ref,
    act.args.length,
    Object.keys(act.kwargs ?? {}).join(),
    assertion.via,
    assertion.approximate === true,
    sort,
  ].join("\0");
}

function isLiteral(value: Value): boolean {
  if (value === null || typeof value !== "object") return true;
  if (Array.isArray(value)) return value.every(isLiteral);
  const tag = (value as { readonly $?: unknown }).$;
  if (tag === undefined) return Object.values(value as object).every(isLiteral);
  if (tag === "tuple" || tag === "set" || tag === "frozenset")
    return (value as { v: readonly Value[] }).v.every(isLiteral);
  // An iterator in a table would be used up by the first run.
  return tag !== "iterator" && tag !== "callable" && tag !== "var" && tag !== "object" && tag !== "opaque";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
