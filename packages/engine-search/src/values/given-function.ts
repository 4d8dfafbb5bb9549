import type { Scenario, TaggedValue } from "@autotest/core";
import { isTagged } from "./value-kind.js";

/** Whether the positional argument at `index` of the act is a function of ours; what "changed" about it is that it was called. */
export function isGivenFunction(scenario: Scenario, index: number): boolean {
  return tagOfGiven(scenario, index) === "callable";
}

/** Whether the positional argument at `index` of the act is an iterator; what "changed" about it is that items were taken. */
export function isGivenIterator(scenario: Scenario, index: number): boolean {
  return tagOfGiven(scenario, index) === "iterator";
}

function tagOfGiven({ act }: Scenario, index: number): TaggedValue["$"] | null {
  const given = "args" in act ? act.args[index] : undefined;
  return given !== undefined && isTagged(given) ? given.$ : null;
}
