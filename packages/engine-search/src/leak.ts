import type { Observation, Scenario, Value } from "@autotest/core";
import type { Target } from "./find-targets.js";
import { scenarioMisfits } from "./misfit.js";
import { isList, isRecord, isTagged } from "./value-kind.js";
import { slotsOf } from "./value-slots.js";

const LEAKS = /\bundefined\b|\[object Object\]|\bNaN\b/;
/** Elements and fields looked into, one level deep. */
const PARTS = 8;

/**
 * Garbage that came of garbage: a result with a leak, of arguments that are not what somebody wrote they must be. Nothing to
 * hold against the code, and nothing to hold it to.
 */
export function isGarbage(observation: Observation, scenario: Scenario, target: Target): boolean {
  return leakOf(observation, scenario) !== null && scenarioMisfits(scenario, target) >= 1;
}

/** What got into the result though nobody put it there: `undefined` in a text, a number that is none. Null without it. */
function leakOf({ outcome }: Observation, scenario: Scenario): string | null {
  if (outcome.kind !== "returned") return null;
  const { value } = outcome;
  const parts = isList(value) ? value.slice(0, PARTS) : isRecord(value) ? Object.values(value).slice(0, PARTS) : [];
  const leak = [value, ...parts].map(leakIn).find((found) => found !== null);
  if (leak === undefined) return null;
  const wasGiven = slotsOf(scenario).some(({ value: input }) => leakIn(input) !== null);
  return wasGiven ? null : leak;
}

function leakIn(value: Value): string | null {
  // The very word is an answer: `typeof` gives it.
  if (typeof value === "string") return value === "undefined" ? null : (LEAKS.exec(value)?.[0] ?? null);
  return isTagged(value) && value.$ === "float" && value.v === "nan" ? "NaN" : null;
}
