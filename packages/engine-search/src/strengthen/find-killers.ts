import type { Mutant, Scenario } from "@autotest/core";
import type { Hunt } from "../hunt/hunt.js";
import { keyOf } from "../values/value-kind.js";
import { isFar } from "../vary/follow-operands.js";
import { plantWords, rewriteTexts, wordsOf } from "../vary/rewrite-texts.js";
import { askOthers } from "./ask-others.js";
import { inTurns, type Killer, type KillerSetting, killersAmong, type Previewed, previewAll } from "./try-killers.js";

/** Seeds whose comparisons are followed, and what they may propose. */
const SEEDS = 6;
const FOLLOWED = 64;
/** Seeds that words are put into, and most scenarios made so. */
const PLANTED = { seeds: 3, most: 32 };

/**
 * Looks for inputs near `seeds` on which a surviving mutant shows: boundary values first, then neighbours,
 * then anything; and for what is left, what others say of the object afterwards.
 */
export async function findKillers(
  hunt: Hunt,
  survivors: readonly Mutant[],
  seeds: readonly Scenario[],
  setting: KillerSetting,
): Promise<readonly Killer[]> {
  const { meter, effort } = setting;
  const open = new Set(survivors.slice(0, effort.mutants).map(({ index }) => index));
  const killers: Killer[] = [];
  const seen = new Set(seeds.map(keyOf));
  let near = seeds;
  let fresh = seeds;
  for (const [round, { pool: size, trials }] of effort.rounds.entries()) {
    if (open.size === 0 || meter.over(1)) break;
    const left = survivors.filter(({ index }) => open.has(index));
    const followed = await followSeeds(hunt, left, fresh, setting);
    const planted = round === 0 ? plantWords(seeds.slice(0, PLANTED.seeds), [...wordsOf(left), ...hunt.words]) : [];
    const texts = effort.rewritten === 0 ? [] : rewriteTexts(near, wordsOf(left), hunt.words);
    const rewritten = texts.filter((scenario) => !seen.has(keyOf(scenario)));
    const proposed = [...followed, ...spread(planted, PLANTED.most), ...spread(rewritten, effort.rewritten)];
    const pool = [...proposed, ...hunt.vary(near, size, namesIn(left))].filter((scenario) => {
      const key = keyOf(scenario);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    const suspects = await previewAll(hunt.target, pool, open, setting);
    const close = new Set(followed);
    const isClose = ({ scenario }: Previewed): boolean => close.has(scenario);
    // What was made for the lines of the survivors goes first, however it looks.
    const ordered = [
      ...inTurns(suspects.filter(isClose), open),
      ...inTurns(
        suspects.filter((each) => !isClose(each)),
        open,
      ),
    ];
    const found = await killersAmong(ordered, open, trials, setting);
    killers.push(...found);
    for (const { kills } of found) for (const index of kills) open.delete(index);
    fresh = ordered
      .filter(({ reached }) => [...open].some((index) => reached.has(index)))
      .slice(0, 8)
      .map(({ scenario }) => scenario);
    near = [...seeds, ...fresh];
  }
  if (open.size > 0 && !meter.over(1)) killers.push(...(await askOthers(hunt, open, seeds, setting)));
  return killers;
}

/** Values at and beside the bounds that runs of the seeds compared with, on the lines of the survivors. */
async function followSeeds(
  hunt: Hunt,
  survivors: readonly Mutant[],
  seeds: readonly Scenario[],
  { probe, meter }: KillerSetting,
): Promise<readonly Scenario[]> {
  const lines = new Set(
    survivors.flatMap(({ line, endLine = line }) =>
      Array.from({ length: Math.min(5, endLine - line + 1) }, (_, at) => line + at),
    ),
  );
  const first = seeds.slice(0, SEEDS);
  const results = await probe.run(first, { reply: "full", compares: true });
  meter.spend(first.length);
  const found: Scenario[] = [];
  results.forEach(({ compares = [] }, at) => {
    const hot = compares.filter((compare) => lines.has(compare.line) || isFar(compare));
    for (const compare of hot.slice(-20)) found.push(...hunt.follow(first[at] as Scenario, compare));
  });
  return spread(found, FOLLOWED);
}

/** Names that stand in the changed code: an option of that name has a say there. */
function namesIn(mutants: readonly Mutant[]): ReadonlySet<string> {
  return new Set(mutants.flatMap(({ original }) => original.match(/[A-Za-z_]\w*/g) ?? []));
}

/** At most so many, evenly spread over all. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / Math.max(1, most));
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** Few killers that together kill what all of them can: the most mutants first, then the simplest; at most `most`. */
export function pickKillers(killers: readonly Killer[], most: number): readonly Killer[] {
  const open = new Set(killers.flatMap(({ kills }) => [...kills]));
  const picked: Killer[] = [];
  while (open.size > 0 && picked.length < most) {
    let best: Killer | null = null;
    let bestScore = 0;
    for (const killer of killers) {
      const gain = [...killer.kills].filter((index) => open.has(index)).length;
      const score = gain / (60 + killer.witness.cost);
      if (score > bestScore) [best, bestScore] = [killer, score];
    }
    if (best === null) break;
    picked.push({ witness: best.witness, kills: new Set([...best.kills].filter((index) => open.has(index))) });
    for (const index of best.kills) open.delete(index);
  }
  return picked;
}
