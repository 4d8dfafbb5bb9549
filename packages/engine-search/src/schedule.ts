import type { Hunt } from "./hunt.js";
import type { Ledger } from "./ledger.js";
import { type Meter, onPlateau } from "./stop-rules.js";

/** Gives batches to hunts, most open goals per fruitless call first, until all are done or the budget is spent. */
export async function runSchedule(hunts: readonly Hunt[], ledger: Ledger, meter: Meter, share: number): Promise<void> {
  const ease = Math.min(1, 40 / Math.max(1, hunts.length));
  const waiting = new Set(hunts);
  for (const hunt of hunts) {
    if (meter.over(share)) return;
    if (openGoals(hunt, ledger) > 0) await hunt.step();
  }
  while (waiting.size > 0) {
    let best: Hunt | undefined;
    let bestScore = -1;
    for (const hunt of hunts) {
      if (!waiting.has(hunt)) continue;
      const open = openGoals(hunt, ledger);
      if (open === 0 || hunt.exhausted || onPlateau(hunt.calls, hunt.lastGain, ease)) {
        waiting.delete(hunt);
        continue;
      }
      const score = open / (256 + hunt.calls - hunt.lastGain + hunt.calls / 4);
      if (score > bestScore) [best, bestScore] = [hunt, score];
    }
    if (best === undefined || meter.over(share)) return;
    await best.step();
  }
}

/** Open goals of a hunt; those of helpers count half. */
export function openGoals(hunt: Hunt, ledger: Ledger): number {
  const open = (goals: readonly { readonly index: number }[]): number =>
    goals.filter((goal) => !ledger.met.has(goal.index)).length;
  return open(hunt.target.own) + open(hunt.target.reached) / 2;
}
