import type { Assertion, Language, Observation, Scenario } from "@autotest/core";
import { holdsOn } from "../oracles/hold-on.js";
import { isGivenFunction } from "../values/given-function.js";

/** Assertions that say little: where another notices the same, it is the better one to keep. */
const WEAK: ReadonlySet<Assertion["kind"]> = new Set(["type", "completes", "length"]);

/**
 * The assertions of a test that pull their weight: each that is left notices a mutant no other one left notices. `trials`
 * are the runs under mutants. When none of them notices anything, nothing is known and all stay.
 */
export function siftAssertions(
  assertions: readonly Assertion[],
  trials: readonly Observation[],
  language: Language,
  scenario: Scenario,
): readonly Assertion[] {
  if (assertions.length < 2) return assertions;
  const noticed = assertions.map(
    (assertion) => new Set([...trials.keys()].filter((at) => !holdsOn(assertion, trials[at] as Observation, language))),
  );
  const open = new Set(noticed.flatMap((some) => [...some]));
  if (open.size === 0) return assertions;
  const kept = new Set<number>();
  while (open.size > 0) {
    let best = 0;
    let most = 0;
    noticed.forEach((some, at) => {
      const fresh = [...some].filter((each) => open.has(each)).length;
      const gain = fresh === 0 ? 0 : 2 * fresh + (WEAK.has((assertions[at] as Assertion).kind) ? 0 : 1);
      if (gain > most) [best, most] = [at, gain];
    });
    kept.add(best);
    for (const each of noticed[best] as ReadonlySet<number>) open.delete(each);
  }
  // What the author wrote down stays, whatever else notices; so does that it ends in an error, and that a function was called or
  // a file written, which few mutants touch.
  return assertions.filter(
    (each, at) =>
      kept.has(at) ||
      each.basis === "example" ||
      each.kind === "raises" ||
      each.kind === "file" ||
      (each.kind === "argument" && isGivenFunction(scenario, each.index)),
  );
}
