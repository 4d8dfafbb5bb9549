import type { Dialect, Parameter, Scenario, Value } from "@autotest/core";
import type { Target } from "../ledger/find-targets.js";
import { isTagged } from "./value-kind.js";
import type { Slot } from "./value-slots.js";

/** Whose arguments a scenario gives: a unit, and the class whose instance it is called on. */
export type Callee = Pick<Target, "unit" | "owner">;

/** Places of arguments with a literal default that a scenario leaves out, in the act and in what constructs its receiver. */
export function omittedSlots(scenario: Scenario, { unit, owner }: Callee, dialect: Dialect): readonly Slot[] {
  const { arrange, act } = scenario;
  const own = "args" in act ? leftOut(act, unit.parameters, ["act"], dialect) : [];
  if (owner?.ref == null) return own;
  const made = arrange.flatMap((step, index) => {
    if ("call" in step)
      return step.call.kind === "new" && step.call.ref === owner.ref
        ? leftOut(step.call, owner.parameters, ["arrange", index, "call"], dialect)
        : [];
    return leftOutOf(step.value, ["arrange", index, "value"]);
  });
  const direct = "on" in act ? leftOutOf(act.on, ["act", "on"]) : [];
  return [...own, ...made, ...direct];

  function leftOutOf(value: Value, path: Slot["path"]): readonly Slot[] {
    return isTagged(value) && value.$ === "new" && value.ref === owner?.ref
      ? leftOut(value, owner.parameters, path, dialect)
      : [];
  }
}

/** Without keywords, only the place behind the last argument can be filled alone. */
function leftOut(
  { args, kwargs = {} }: { readonly args: readonly Value[]; readonly kwargs?: { readonly [name: string]: Value } },
  parameters: readonly Parameter[],
  path: Slot["path"],
  { keywords }: Dialect,
): readonly Slot[] {
  if (parameters.some(({ kind }, index) => kind === "rest" && index < args.length)) return [];
  return parameters.flatMap(({ name, kind, default: value }, index) => {
    if (value === undefined || index < args.length || Object.hasOwn(kwargs, name)) return [];
    if (keywords) return [{ path: [...path, "kwargs", name], value, leaf: true, depth: 0 }];
    return kind === "positional" && index === args.length
      ? [{ path: [...path, "args", index], value, leaf: true, depth: 0 }]
      : [];
  });
}
