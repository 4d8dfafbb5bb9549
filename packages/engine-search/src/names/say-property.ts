import type { Assertion, Relation, Scenario } from "@autotest/core";
import { isGivenFunction } from "../values/given-function.js";
import { isList, isTagged } from "../values/value-kind.js";
import { endsBlock } from "../values/value-slots.js";

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

/** How an act that leaves a block ends, in words; null for every other act. */
export function sayEnding(scenario: Scenario, assertions: readonly Assertion[]): string | null {
  if (!endsBlock(scenario) || assertions.some(({ kind }) => kind === "raises")) return null;
  const { act } = scenario;
  const [type = null] = "args" in act ? act.args : [];
  if (!isTagged(type) || type.$ !== "ref") return "ends a block without an error";
  const swallows = assertions.some((one) => one.kind === "returns" && one.value === true);
  return `${swallows ? "swallows" : "passes on"} ${type.ref.slice(type.ref.lastIndexOf(":") + 1)}`;
}

/** That a function which was given is called, where a test says nothing else; null for every other test. */
export function sayCalls(scenario: Scenario, [first]: readonly Assertion[]): string | null {
  if (first?.kind !== "argument" || !isGivenFunction(scenario, first.index)) return null;
  const count = isList(first.value) ? first.value.length : 1;
  return count === 1 ? "calls back once" : `calls back ${count} times`;
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
    case "matches":
      return "returns text of the usual form";
    case "rearranges":
      return "rearranges what it is given";
  }
}

/** The way to a field in words: `items[0].name` -> `items name`, `text:line[2]` -> `text line 2`. */
export function sayPath(path: string): string {
  return path
    .replace(/:line\[(\d+)\]/g, " line $1 ")
    .replace(/:(first|last)\[\d+\]/g, (_, part: string) => (part === "first" ? " beginning " : " ending "))
    .replace(/:len$/, " length ")
    .replace(/:(str|repr)$/, " text ")
    .replace(/\["([^"]*)"\]/g, " $1 ")
    .replace(/\[\d+\]/g, " ")
    .replaceAll(".", " ")
    .replace(/\s+/g, " ")
    .trim();
}
