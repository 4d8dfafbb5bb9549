import type { Assertion, Observation, ProposeRequest } from "@autotest/core";
import type { Accepted } from "./accepted.js";
import { chooseAssertion } from "./choose-assertion.js";
import { holdsOn } from "./hold-on.js";
import { keyOf } from "./value-kind.js";

/** Most assertions of a test once mutants asked for more. */
export const LIMITS: { readonly assertions: number; readonly fields: number } = { assertions: 6, fields: 6 };

/** Assertions that a test could have as well and that notice what it misses: `missed` are runs under mutants. */
export function moreAssertions(
  { proven, before, assertions }: Accepted,
  missed: readonly Observation[],
  { language }: ProposeRequest,
  telling: ReadonlySet<string>,
): readonly Assertion[] {
  if (missed.length === 0) return [];
  const { unit } = proven.chosen.witness.target;
  const choice = chooseAssertion(proven, before, language, telling.has(unit.name), { assertions: 20, fields: 12 });
  if (choice.kind !== "assert") return [];
  const known = new Set(assertions.map(keyOf));
  const added: Assertion[] = [];
  let open = missed;
  for (const assertion of choice.assertions) {
    if (known.has(keyOf(assertion)) || assertions.length + added.length >= LIMITS.assertions) continue;
    const rest = open.filter((observation) => holdsOn(assertion, observation, language));
    if (rest.length < open.length) added.push(assertion);
    open = rest;
  }
  return added;
}
