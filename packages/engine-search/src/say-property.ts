import type { Assertion, Relation, Scenario } from "@autotest/core";
import { isTagged } from "./value-kind.js";

/** The property that a scenario shows, in words; null when its assertions rest on none. */
export function sayProperty({ arrange, act }: Scenario, assertions: readonly Assertion[]): string | null {
  const step = arrange.at(-1);
  if (!assertions.some(({ basis }) => basis === "property") || !step || !("call" in step)) return null;
  const { name, call } = step;
  const verb =
    "name" in call ? call.name : call.ref.slice(Math.max(call.ref.lastIndexOf("."), call.ref.lastIndexOf(":")) + 1);
  if (name === "swapped") return "gives the same with its arguments swapped";
  if (name === "once") return "changes nothing the second time";
  const inputs = [...("args" in act ? act.args : []), ...("on" in act ? [act.on] : [])];
  const uses = inputs.some(
    (value) => isTagged(value) && value.$ === "var" && (name === undefined || value.name === name),
  );
  return uses && call.kind !== "new" ? `undoes ${verb}` : null;
}

/** What a relation says of the result. */
export function sayRelation(relation: Relation): string {
  switch (relation) {
    case "one-of":
      return "returns one of what it is given";
    case "each-one-of":
      return "returns only what it is given";
    case "between":
      return "returns a number in range";
    case "each-between":
      return "returns numbers in range";
    case "rearranges":
      return "rearranges what it is given";
  }
}
