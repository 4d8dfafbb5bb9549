import type { Observation } from "@autotest/core";
import { keyOf } from "../values/value-kind.js";

/** True for runs that asked something that differs from world to world. */
export function isMoving(observations: readonly Observation[]): boolean {
  return observations.some((each) => each.unstable.length > 0);
}

/** True for runs that asked what the machine is: the few that are tried say nothing of the next one. */
export function hangsOnMachine(observations: readonly Observation[]): boolean {
  return observations.some((each) => each.unstable.includes("environment"));
}

/** True for anything that holds a digit. */
export function holdsNumber(value: unknown): boolean {
  return /\d/.test(keyOf(value));
}
