import type { Observation, Scenario, Value } from "@autotest/core";
import { isList, isRecord, isTagged } from "../values/value-kind.js";
import { slotsOf } from "../values/value-slots.js";
import type { Target } from "./find-targets.js";
import { scenarioMisfits } from "./misfit.js";

/** What only gets into a text by mistake. */
export const LEAKS: RegExp = /\bundefined\b|\[object Object\]|\bNaN\b/;
/** Elements and fields looked into, one level deep. */
const PARTS = 8;

/**
 * Garbage that came of garbage: a result with a leak, of arguments that are not what somebody wrote they must be. Nothing to
 * hold against the code, and nothing to hold it to.
 */
export function isGarbage(observation: Observation, scenario: Scenario, target: Target): boolean {
  return leaks(observation, scenario) && scenarioMisfits(scenario, target) >= 1;
}

/** Whether something is in the result that nobody put there: `undefined` in a text, a number that is none. */
function leaks({ outcome }: Observation, scenario: Scenario): boolean {
  if (outcome.kind !== "returned") return false;
  const { value } = outcome;
  const parts = isList(value) ? value.slice(0, PARTS) : isRecord(value) ? Object.values(value).slice(0, PARTS) : [];
  return [value, ...parts].some(isLeak) && !slotsOf(scenario).some((slot) => isLeak(slot.value));
}

function isLeak(value: Value): boolean {
  // The very word is an answer: `typeof` gives it.
  if (typeof value === "string") return value !== "undefined" && LEAKS.test(value);
  return isTagged(value) && value.$ === "float" && value.v === "nan";
}
