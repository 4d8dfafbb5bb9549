import type { Probe, Scenario } from "@autotest/core";
import { judgeOutcome, outcomeClass } from "../ledger/judge-outcome.js";
import { scenarioCost, type Witness } from "../ledger/ledger.js";
import { type Meter, SEARCH_FUEL } from "../ledger/stop-rules.js";
import type { ClassCatalog } from "../values/class-catalog.js";
import type { Chosen } from "./cover-goals.js";
import { simplifyScenario } from "./simplify-scenario.js";

/** Rounds of simplification, and scenarios per batch. */
const ROUNDS = 12;
const BATCH = 256;

/** Makes every chosen scenario as simple as it can be while its goals are met and it ends the same way. */
export async function shrink(
  chosen: readonly Chosen[],
  probe: Probe,
  classes: ClassCatalog,
  meter: Meter,
): Promise<readonly Chosen[]> {
  const current = [...chosen];
  const active = new Set(current.keys());
  for (let round = 0; round < ROUNDS && active.size > 0; round++) {
    const tries = [...active].flatMap((at) => {
      const { witness } = current[at] as Chosen;
      // What a person wrote as an example says more than anything shorter.
      if (witness.example !== undefined) return [];
      return simplifyScenario(witness.scenario, witness.target.unit, classes).map((scenario) => ({ at, scenario }));
    });
    const better = new Map<number, Witness>();
    for (let from = 0; from < tries.length; from += BATCH) {
      if (meter.over(1)) return current;
      const part = tries.slice(from, from + BATCH);
      const results = await probe.run(
        part.map(({ scenario }) => scenario),
        { reply: "full", fuel: SEARCH_FUEL },
      );
      meter.spend(part.length);
      results.forEach((result, index) => {
        const { at, scenario } = part[index] as { readonly at: number; readonly scenario: Scenario };
        const { witness, goals } = current[at] as Chosen;
        const { observation } = result;
        if (!observation || judgeOutcome(observation, witness.target.unit) !== "evidence") return;
        if (outcomeClass(observation) !== outcomeClass(witness.observation)) return;
        if (observation.unstable.length > witness.observation.unstable.length) return;
        if (!goals.every((goal) => result.hit.includes(goal.index))) return;
        const cost = scenarioCost(witness.target, scenario, observation);
        if (cost < (better.get(at)?.cost ?? witness.cost))
          better.set(at, { ...witness, scenario, observation, hit: result.hit, cost });
      });
    }
    for (const at of [...active]) {
      const witness = better.get(at);
      if (witness) current[at] = { ...(current[at] as Chosen), witness };
      else active.delete(at);
    }
  }
  return current;
}
