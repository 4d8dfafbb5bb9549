import type { Compare, Dialect, Goal, Scenario, Value } from "@autotest/core";
import type { Target } from "../ledger/find-targets.js";
import { keyOf, numberIn, numberLike } from "../values/value-kind.js";
import { isInput } from "./follow-operands.js";

/** Scenarios that set a public field which the condition of an open goal names, before the act. */
export function setFields(
  scenario: Scenario,
  target: Target,
  goal: Goal,
  compare: Compare | undefined,
  dialect: Dialect,
): readonly Scenario[] {
  const [first, ...rest] = scenario.arrange;
  if (target.fields.length === 0 || first?.name === undefined) return [];
  const on: Value = { $: "var", name: first.name };
  const named = target.fields.filter((field) => new RegExp(`\\.${field}\\b`).test(goal.condition));
  const values = new Map<string, Value>();
  for (const operand of compare ? [compare.left, compare.right] : []) {
    if (!isInput(operand)) continue;
    values.set(keyOf(operand), operand);
    const number = numberIn(operand);
    if (number !== null)
      for (const near of [number + 1, number - 1])
        values.set(keyOf(numberLike(operand, near, dialect)), numberLike(operand, near, dialect));
  }
  for (const plain of [true, false, 2, "a", null]) values.set(keyOf(plain), plain);
  return named.flatMap((name) =>
    [...values.values()].map((value) => ({
      ...scenario,
      arrange: [first, ...rest.slice(0, 4), { call: { kind: "set" as const, on, name, args: [value] as const } }],
    })),
  );
}
