import type { Observation } from "@autotest/core";
import type { Accepted } from "../oracles/accepted.js";
import { holdsOn } from "../oracles/hold-on.js";
import { isKilled, isTelling, type KillMatrix, type Suspect, type Trial } from "./kill-matrix.js";
import type { Suite } from "./strengthen.js";

/** The tests as far as mutants go (null where one says nothing about them), and what became of each mutant on them. */
export interface Examined extends KillMatrix {
  readonly suspects: readonly (Suspect | null)[];
}

/**
 * One more assertion where only it notices a mutant; then without those that add nothing. What no test noticed is said by one
 * of those that get there, not by all: what a constructor sets, by a test of the constructor.
 */
export function settleAssertions(suite: Suite, examined: Examined): readonly Accepted[] {
  const { accepted, request } = suite;
  const { suspects, trials } = examined;
  const isNoticed = ({ at, observation }: Trial): boolean =>
    isKilled(suspects[at] as Suspect, observation, request.language);
  const noticed = new Set([...trials].filter(([, found]) => found.some(isNoticed)).map(([index]) => index));
  const settled = [...accepted];
  for (const at of constructorsFirst(accepted)) settled[at] = settleOne(at, suite, examined, noticed);
  return settled;
}

function constructorsFirst(accepted: readonly Accepted[]): readonly number[] {
  const rank = accepted.map(({ proven }) => Number(proven.chosen.witness.target.unit.kind !== "class"));
  return [...accepted.keys()].sort((one, other) => (rank[one] as number) - (rank[other] as number));
}

/** The test with its assertions settled; mutants that only those added notice join `noticed`. */
function settleOne(at: number, suite: Suite, { suspects, trials }: Examined, noticed: Set<number>): Accepted {
  const { request, techniques, habits } = suite;
  const one = suite.accepted[at] as Accepted;
  const suspect = suspects[at];
  if (!suspect) return one;
  const own: Observation[] = [];
  const missed = new Map<number, Observation>();
  for (const [index, found] of trials) {
    const mine = found.find((trial) => trial.at === at);
    if (!mine) continue;
    own.push(mine.observation);
    if (!noticed.has(index) && isTelling(suspect.base, mine.observation)) missed.set(index, mine.observation);
  }
  const sift = (assertions: Accepted["assertions"]): Accepted["assertions"] =>
    techniques.siftAssertions(assertions, own, request.language, suspect.scenario);
  // What adds nothing must not take the place of what would.
  const sifted = { ...one, assertions: sift(one.assertions) };
  const added = techniques.moreAssertions(sifted, [...missed.values()], request, habits);
  for (const [index, observation] of missed)
    if (added.some((each) => !holdsOn(each, observation, request.language))) noticed.add(index);
  return { ...one, assertions: sift([...sifted.assertions, ...added]) };
}
