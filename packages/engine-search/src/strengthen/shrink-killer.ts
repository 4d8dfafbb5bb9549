import { outcomeClass } from "../ledger/judge-outcome.js";
import { simplifyScenario } from "../shrink/simplify-scenario.js";
import type { ClassCatalog } from "../values/class-catalog.js";
import { isKilled, runUnder } from "./kill-matrix.js";
import { type Killer, type KillerSetting, previewAll } from "./try-killers.js";

/** Rounds of simplification, and how many simpler neighbours are proven per round. */
const ROUNDS = 4;
const TRIED = 8;

/** Makes a killer as simple as it can be while it ends the same way and still kills every mutant of its own. */
export async function shrinkKiller(killer: Killer, classes: ClassCatalog, setting: KillerSetting): Promise<Killer> {
  const { probe, language, meter } = setting;
  const kills = [...killer.kills];
  let { witness } = killer;
  for (let round = 0; round < ROUNDS && !meter.over(1); round++) {
    const simpler = simplifyScenario(witness.scenario, witness.target.unit, classes);
    const previewed = await previewAll(witness.target, simpler, killer.kills, setting);
    const able = previewed
      .filter(
        ({ witness: other, reached }) =>
          outcomeClass(other.observation) === outcomeClass(witness.observation) &&
          other.cost < witness.cost &&
          kills.every((index) => reached.has(index)),
      )
      .slice(0, TRIED);
    const asked = able.flatMap((suspect) => kills.map((mutant) => ({ mutant, suspect, scenario: suspect.scenario })));
    const observations = await runUnder(asked, probe, meter);
    const failed = new Set(
      asked.flatMap(({ suspect }, at) => {
        const observation = observations[at];
        return observation !== undefined && isKilled(suspect, observation, language) ? [] : [suspect];
      }),
    );
    const best = able.find((suspect) => !failed.has(suspect));
    if (best === undefined) break;
    witness = best.witness;
  }
  return { witness, kills: killer.kills };
}
