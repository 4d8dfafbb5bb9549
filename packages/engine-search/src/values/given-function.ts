import type { Scenario } from "@autotest/core";
import { isTagged } from "./value-kind.js";

/** Whether the positional argument at `index` of the act is a function of ours; what "changed" about it is that it was called. */
export function isGivenFunction({ act }: Scenario, index: number): boolean {
  const given = "args" in act ? act.args[index] : undefined;
  return given !== undefined && isTagged(given) && given.$ === "callable";
}
