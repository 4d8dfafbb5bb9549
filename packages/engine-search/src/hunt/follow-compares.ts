import type { Compare, Scenario, ScenarioResult } from "@autotest/core";
import type { Pools } from "../draw/pools.js";
import type { Ledger } from "../ledger/ledger.js";
import { keyOf } from "../values/value-kind.js";
import { isFar, isInput } from "../vary/follow-operands.js";
import type { Corpus } from "./corpus.js";
import type { NearMisses } from "./near-misses.js";

/** Compares of one scenario that are followed, last ones first, and proposals per scenario. */
const COMPARES = 60;
const PROPOSALS = 160;
/** Compares before an error that are taken for its cause. */
const BEFORE_ERROR = 3;

/** What a search keeps of comparisons, and makes of them. */
export interface Learned {
  readonly corpus: Corpus;
  readonly misses: NearMisses;
  readonly pools: Pools;
  readonly ledger: Ledger;
  /** Scenarios that put one operand where the other came from. */
  follow(scenario: Scenario, compare: Compare): readonly Scenario[];
}

/**
 * Learns from what a run of `scenario` compared: at lines of open goals always, and so right before an error that keeps what was
 * met from being shown; elsewhere only where the run gained something.
 */
export function followCompares(
  scenario: Scenario,
  { observation, hit, compares = [] }: ScenarioResult,
  gained: boolean,
  openLines: ReadonlySet<number>,
  { corpus, misses, pools, ledger, follow }: Learned,
): void {
  const isShown = (goal: number): boolean => ledger.met.has(goal) || !ledger.spoiled.has(goal);
  const failed = observation?.outcome.kind === "raised" && !hit.every(isShown);
  let left = PROPOSALS;
  const seen = new Set<string>();
  const latest = failed ? new Set(compares.slice(-BEFORE_ERROR)) : new Set<Compare>();
  for (const compare of [...compares.slice(-COMPARES).reverse(), ...compares.slice(0, -COMPARES).filter(isFar)]) {
    const key = keyOf(compare);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const operand of [compare.left, compare.right]) if (isInput(operand)) pools.add(operand);
    // What matched a pattern is mostly asked on the next line.
    const open = openLines.has(compare.line) || (compare.op === "match" && openLines.has(compare.line + 1));
    if (open && misses.note(compare)) corpus.keep(scenario);
    const hot = open || latest.has(compare);
    if (left <= 0 || !(hot || gained || isFar(compare))) continue;
    const found = follow(scenario, compare).slice(0, left);
    left -= found.length;
    corpus.queue(found, hot);
  }
}
