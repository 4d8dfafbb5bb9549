import type { Ledger } from "../ledger/ledger.js";
import { type Meter, onPlateau } from "../ledger/stop-rules.js";
import type { Hunt } from "./hunt.js";

/** What the first look at all targets may cost, as a share of what the search of them may. */
const FIRST_ROUND = 0.5;

/**
 * Gives batches to hunts, most open goals per fruitless call first, until all are done or the budget is spent. Before that
 * each gets a first look, as far as a fair share of the budget goes: dear targets leave something for those that come later.
 */
export async function runSchedule(hunts: readonly Hunt[], ledger: Ledger, meter: Meter, share: number): Promise<void> {
  const ease = Math.min(1, 40 / Math.max(1, hunts.length));
  const reachers = countReachers(hunts);
  const waiting = new Set(hunts);
  for (const [at, hunt] of hunts.entries()) {
    if (meter.over(share)) return;
    if (openGoals(hunt, ledger, reachers) === 0) continue;
    await hunt.step((meter.left(share) * FIRST_ROUND) / (hunts.length - at));
  }
  while (waiting.size > 0) {
    let best: Hunt | undefined;
    let bestScore = -1;
    for (const hunt of hunts) {
      if (!waiting.has(hunt)) continue;
      const open = openGoals(hunt, ledger, reachers);
      if (open === 0 || hunt.exhausted || onPlateau(hunt.cost, hunt.lastGain, ease)) {
        waiting.delete(hunt);
        continue;
      }
      const score = Math.sqrt(open) / (256 + hunt.cost - hunt.lastGain + hunt.cost / 4);
      if (score > bestScore) [best, bestScore] = [hunt, score];
    }
    if (best === undefined || meter.over(share)) return;
    await best.step();
  }
}

/** How much a hunt still has to find: its own open goals, and those of helpers shared among all that reach them. */
function openGoals(hunt: Hunt, ledger: Ledger, reachers: ReadonlyMap<number, number>): number {
  let open = 0;
  for (const goal of hunt.target.own) if (!ledger.met.has(goal.index)) open++;
  for (const goal of hunt.target.reached)
    if (!ledger.met.has(goal.index)) open += 0.7 / (reachers.get(goal.index) ?? 1);
  return open;
}

function countReachers(hunts: readonly Hunt[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { target } of hunts)
    for (const goal of target.reached) counts.set(goal.index, (counts.get(goal.index) ?? 0) + 1);
  return counts;
}
