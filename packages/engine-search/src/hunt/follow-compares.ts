import type { Compare, Scenario } from "@autotest/core";
import type { Pools } from "../draw/pools.js";
import { keyOf } from "../values/value-kind.js";
import { isFar, isInput } from "../vary/follow-operands.js";
import type { Corpus } from "./corpus.js";
import type { NearMisses } from "./near-misses.js";

/** Compares of one scenario that are followed, last ones first, and proposals per scenario. */
const COMPARES = 60;
const PROPOSALS = 160;

/** What a search keeps of comparisons, and makes of them. */
export interface Learned {
  readonly corpus: Corpus;
  readonly misses: NearMisses;
  readonly pools: Pools;
  /** Scenarios that put one operand where the other came from. */
  follow(scenario: Scenario, compare: Compare): readonly Scenario[];
}

/** Learns from what a run of `scenario` compared: at lines of open goals always, elsewhere only where the run gained something. */
export function followCompares(
  scenario: Scenario,
  compares: readonly Compare[],
  gained: boolean,
  openLines: ReadonlySet<number>,
  { corpus, misses, pools, follow }: Learned,
): void {
  let left = PROPOSALS;
  const seen = new Set<string>();
  for (const compare of [...compares.slice(-COMPARES).reverse(), ...compares.slice(0, -COMPARES).filter(isFar)]) {
    const key = keyOf(compare);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const operand of [compare.left, compare.right]) if (isInput(operand)) pools.add(operand);
    const hot = openLines.has(compare.line);
    if (hot && misses.note(compare)) corpus.keep(scenario);
    if (left <= 0 || !(hot || gained || isFar(compare))) continue;
    const found = follow(scenario, compare).slice(0, left);
    left -= found.length;
    corpus.queue(found, hot);
  }
}
