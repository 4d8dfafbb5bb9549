import type { Call, Scenario } from "@autotest/core";
import type { Hunt } from "../hunt/hunt.js";
import { positionalNames } from "../hunt/lending.js";
import { keyOf } from "../values/value-kind.js";
import { askAfterwards } from "../vary/ask-afterwards.js";
import { inTurns, type Killer, type KillerSetting, killersAmong, type Previewed, previewAll } from "./try-killers.js";

/** Calls of the unit that are asked about, members that are asked, ways each is asked, and trials of one mutant. */
const SEEDS = 3;
const OTHERS = 12;
const CALLS = 2;
const TRIALS = 12;

/** Asks other methods of the object, and the same once more, what the unit of `hunt` left behind: mutants of `open` may show there. */
export async function askOthers(
  hunt: Hunt,
  open: ReadonlySet<number>,
  seeds: readonly Scenario[],
  setting: KillerSetting,
): Promise<readonly Killer[]> {
  const { owner } = hunt.target.unit;
  const members = setting.hunts.filter(({ target }) => owner !== undefined && target.unit.owner === owner);
  const names = positionalNames(hunt);
  const suspects: Previewed[] = [];
  for (const asked of [hunt, ...members.filter((each) => each !== hunt)].slice(0, OTHERS)) {
    const question = { calls: callsOf(asked), names: positionalNames(asked) };
    const scenarios = seeds.slice(0, SEEDS).flatMap((seed) => askAfterwards(seed, names, question));
    if (setting.meter.over(1)) break;
    suspects.push(...(await previewAll(asked.target, scenarios, open, setting)));
  }
  return killersAmong(inTurns(suspects, open), open, TRIALS, setting);
}

/** How the search called it, the last ones that differ. */
function callsOf({ kept }: Hunt): readonly Call[] {
  const found = new Map(kept.map(({ act }) => [keyOf("args" in act ? act.args : []), act]));
  return [...found.values()].slice(-CALLS);
}
