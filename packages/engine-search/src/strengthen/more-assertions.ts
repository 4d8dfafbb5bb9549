import type { Assertion, Observation, ProposeRequest } from "@autotest/core";
import type { Accepted } from "../oracles/accepted.js";
import { chooseAssertion, type Limits } from "../oracles/choose-assertion.js";
import { type Habits, NO_HABITS } from "../oracles/habits.js";
import { holdsOn } from "../oracles/hold-on.js";
import { unchangedArguments } from "../oracles/relate-results.js";
import { keyOf } from "../values/value-kind.js";

/** Most assertions of a test once mutants asked for more. */
export const LIMITS: Limits = { assertions: 6, fields: 6 };
/** What one more assertion may be chosen from: an object may say many things, and one of them notices. */
export const CHOICE: Limits = { assertions: 60, fields: 40 };

/** Assertions that a test could have as well and that notice what it misses: `missed` are runs under mutants. */
export function moreAssertions(
  { proven, before, assertions }: Accepted,
  missed: readonly Observation[],
  { language }: ProposeRequest,
  habits: ReadonlyMap<string, Habits>,
): readonly Assertion[] {
  if (missed.length === 0) return [];
  const { witness } = proven.chosen;
  const own = habits.get(witness.target.unit.name) ?? NO_HABITS;
  const choice = chooseAssertion(proven, before, language, own, CHOICE);
  if (choice.kind !== "assert") return [];
  const known = new Set(assertions.map(keyOf));
  const added: Assertion[] = [];
  let open = missed;
  for (const assertion of [...choice.assertions, ...unchangedArguments(witness, own, language)]) {
    if (known.has(keyOf(assertion)) || assertions.length + added.length >= LIMITS.assertions) continue;
    const rest = open.filter((observation) => holdsOn(assertion, observation, language));
    if (rest.length < open.length) added.push(assertion);
    open = rest;
  }
  return added;
}
