import type { Dialect, Observation, Probe, RunOptions, Scenario, Surroundings } from "@autotest/core";
import { namedIn } from "../ledger/asked.js";
import { type Meter, SEARCH_FUEL } from "../ledger/stop-rules.js";
import type { Chosen } from "../shrink/cover-goals.js";
import type { ClassCatalog } from "../values/class-catalog.js";
import { keyOf } from "../values/value-kind.js";
import { giveSeed } from "./give-seed.js";
import { holdsNumber } from "./moving.js";
import { MORE_WORLDS, WORLDS } from "./run-oracles.js";

/** What differs from world to world when it is not set. */
const MOVING = ["now", "tick", "chance", "uuid"] as const;

/**
 * Sets exactly what surrounds the chosen scenarios has to be for what they show: variables and files that were looked for and
 * are not there stay away, whoever's shell it is; variables of the module are as at first, whatever other tests left
 * there; a clock, counter, chance or UUID is left alone where what is shown is the same in every world and holds no number. A
 * number is kept from moving, for worlds that were not tried might show another. What takes a seed is given one.
 */
export async function settleSurroundings(
  chosen: readonly Chosen[],
  { probe, classes, dialect }: { readonly probe: Probe; readonly classes: ClassCatalog; readonly dialect: Dialect },
  meter: Meter,
): Promise<readonly Chosen[]> {
  const runsAlike = async (
    each: Chosen,
    scenario: Scenario,
    world?: RunOptions["world"],
  ): Promise<Observation | null> => {
    const [result] = await probe.run([scenario], { reply: "full", fuel: SEARCH_FUEL, ...(world ? { world } : {}) });
    meter.spend(1);
    const { observation, hit = [] } = result ?? {};
    const same = observation && keyOf(shownBy(observation)) === keyOf(shownBy(each.witness.observation));
    return same && each.goals.every(({ index }) => hit.includes(index)) ? observation : null;
  };

  const remembers = Object.keys(probe.opened.state ?? {}).length > 0;
  const pinned = async (each: Chosen): Promise<Chosen> => {
    const { scenario } = each.witness;
    // Which variables of the module change is only known after it was run.
    const { asked = [] } = (remembers ? await runsAlike(each, scenario) : null) ?? each.witness.observation;
    const names = asked.flatMap((word) => namedIn(word) ?? []);
    if (names.length === 0) return each;
    let surroundings: Surroundings = scenario.surroundings ?? {};
    for (const { part, name } of names) {
      const value = part === "state" ? probe.opened.state?.[name]?.value : null;
      if (value !== undefined) surroundings = { ...surroundings, [part]: { ...surroundings[part], [name]: value } };
    }
    const unset = { ...scenario, surroundings };
    const found = await runsAlike(each, unset);
    return found === null ? each : { ...each, witness: { ...each.witness, scenario: unset, observation: found } };
  };

  const freed = async (each: Chosen, part: (typeof MOVING)[number]): Promise<Chosen> => {
    const { surroundings, ...bare } = each.witness.scenario;
    if (surroundings?.[part] === undefined || holdsNumber(shownBy(each.witness.observation))) return each;
    const { [part]: _, ...rest } = surroundings as Surroundings;
    const scenario = Object.keys(rest).length === 0 ? bare : { ...bare, surroundings: rest };
    for (const world of [...WORLDS, ...MORE_WORLDS]) if (!(await runsAlike(each, scenario, world))) return each;
    return { ...each, witness: { ...each.witness, scenario } };
  };

  const found: Chosen[] = [];
  for (const each of chosen) {
    let current = meter.over(1) ? each : await pinned(await giveSeed(each, classes, dialect, probe, meter));
    for (const part of MOVING) if (!meter.over(1)) current = await freed(current, part);
    found.push(current);
  }
  return found;
}

/** All of a run that a test could assert, but what it did to variables of the module: it is told of those that are set. */
function shownBy({ outcome, changed, printed }: Observation): unknown {
  const shown = changed.filter(({ kind }) => kind !== "state");
  return [outcome.kind === "raised" ? [outcome.type, outcome.message] : outcome, shown, printed];
}
