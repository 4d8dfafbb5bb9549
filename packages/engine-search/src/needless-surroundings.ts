import type { Observation, Probe, Surroundings } from "@autotest/core";
import { holdsNumber } from "./choose-assertion.js";
import type { Chosen } from "./cover-goals.js";
import { MORE_WORLDS, WORLDS } from "./run-oracles.js";
import { type Meter, SEARCH_FUEL } from "./stop-rules.js";
import { keyOf } from "./value-kind.js";

/** What differs from world to world when it is not set. */
const MOVING = ["now", "chance", "uuid"] as const;

/**
 * Takes away a clock, chance or UUID that is set though what the test shows does not depend on it: where it holds no number, and is
 * the same in every world without. A number is kept from moving, for worlds that were not tried might show another.
 */
export async function dropNeedless(chosen: readonly Chosen[], probe: Probe, meter: Meter): Promise<readonly Chosen[]> {
  const found: Chosen[] = [];
  for (const each of chosen) {
    let current = each;
    for (const part of MOVING) {
      const { surroundings, ...bare } = current.witness.scenario;
      const { observation } = current.witness;
      if (surroundings?.[part] === undefined || holdsNumber(shownBy(observation)) || meter.over(1)) continue;
      const { [part]: _, ...rest } = surroundings as Surroundings;
      const scenario = Object.keys(rest).length === 0 ? bare : { ...bare, surroundings: rest };
      const shown = keyOf(shownBy(observation));
      const goals = current.goals.map(({ index }) => index);
      let same = true;
      for (const world of [...WORLDS, ...MORE_WORLDS]) {
        const [result] = await probe.run([scenario], { reply: "full", fuel: SEARCH_FUEL, world });
        meter.spend(1);
        same =
          result?.observation !== undefined &&
          keyOf(shownBy(result.observation)) === shown &&
          goals.every((index) => result.hit.includes(index));
        if (!same) break;
      }
      if (same) current = { ...current, witness: { ...current.witness, scenario } };
    }
    found.push(current);
  }
  return found;
}

/** All of a run that a test could assert. */
function shownBy({ outcome, changed, printed }: Observation): unknown {
  return [outcome.kind === "raised" ? [outcome.type, outcome.message] : outcome, changed, printed];
}
