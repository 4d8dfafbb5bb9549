import type { Scenario, Value } from "@autotest/core";
import { isList } from "../values/value-kind.js";

/** Places of lists looked at. */
const PLACES = 8;

/**
 * Scenarios whose lists get smaller together, for what compares or joins them element by element: without the elements of one
 * place, or with them alone in place of the lists.
 */
export function simplifyTogether(scenario: Scenario): readonly Scenario[] {
  const { act } = scenario;
  if (act.kind === "get" || act.args.filter(isList).length < 2) return [];
  const least = Math.min(PLACES, ...act.args.filter(isList).map((items) => items.length));
  const change = (make: (items: readonly Value[]) => Value): Scenario => {
    const args = act.args.map((value) => (isList(value) ? make(value) : value));
    return { ...scenario, act: { ...act, args } as Scenario["act"] };
  };
  return Array.from({ length: least }, (_, place) => [
    change((items) => items[place] as Value),
    change((items) => items.filter((_, at) => at !== place)),
  ]).flat();
}
