import type { Goal } from "@autotest/core";
import { type Ledger, strangeness, type Witness } from "../ledger/ledger.js";
import { keyOf } from "../values/value-kind.js";

/** A witness chosen for a test, and the goals only it stands for. */
export interface Chosen {
  readonly witness: Witness;
  readonly goals: readonly Goal[];
}

/** Few, simple witnesses that together meet every goal of the ledger, except those in `banned`. */
export function coverGoals(ledger: Ledger, banned: ReadonlySet<string>): readonly Chosen[] {
  const universe = new Map<string, Witness>();
  const open = new Set<number>();
  const owned = new Set<number>();
  for (const [index, witnesses] of ledger.met) {
    const goal = ledger.goals.get(index) as Goal;
    for (const witness of witnesses) {
      const key = keyOf(witness.scenario);
      if (banned.has(key)) continue;
      universe.set(key, witness);
      open.add(index);
      if (goal.condition === "" && witness.target.own.includes(goal)) owned.add(index);
    }
  }
  // That a unit was run on the way of another's test says nothing about it: one that can have a test of its own gets one.
  const all = [...universe.values()].map((witness) => {
    const hit = witness.hit.filter(
      (index) => !owned.has(index) || witness.target.own.includes(ledger.goals.get(index) as Goal),
    );
    return hit.length === witness.hit.length ? witness : { ...witness, hit };
  });
  const picked = pick(all, open, ledger);
  return assign(prune(picked, open), ledger);
}

/** Greedy: the most goals per cost; a goal of another unit counts little, its own unit shows it better. */
function pick(all: readonly Witness[], open: ReadonlySet<number>, ledger: Ledger): readonly Witness[] {
  const left = new Set(open);
  const picked: Witness[] = [];
  const rest = new Set(all);
  const worth = all.map(
    (witness) =>
      new Map(
        witness.hit
          .filter((index) => open.has(index))
          .map((index) => [index, 1 / (1 + strangeness(witness, ledger.goals.get(index) as Goal) / 10)]),
      ),
  );
  while (left.size > 0) {
    let best = -1;
    let bestScore = 0;
    all.forEach((witness, at) => {
      if (!rest.has(witness)) return;
      let gain = 0;
      for (const [index, value] of worth[at] as Map<number, number>) if (left.has(index)) gain += value;
      const score = gain / (40 + witness.cost);
      if (score > bestScore) [best, bestScore] = [at, score];
    });
    if (best < 0) return picked;
    const witness = all[best] as Witness;
    rest.delete(witness);
    picked.push(witness);
    for (const index of witness.hit) left.delete(index);
  }
  return picked;
}

/** Drops what others cover completely, the costliest first. */
function prune(picked: readonly Witness[], open: ReadonlySet<number>): readonly Witness[] {
  const counts = new Map<number, number>();
  for (const witness of picked)
    for (const index of new Set(witness.hit)) counts.set(index, (counts.get(index) ?? 0) + 1);
  const kept = new Set(picked);
  for (const witness of [...picked].sort((left, right) => right.cost - left.cost)) {
    const needed = witness.hit.some((index) => open.has(index) && counts.get(index) === 1);
    if (needed) continue;
    kept.delete(witness);
    for (const index of new Set(witness.hit)) counts.set(index, (counts.get(index) ?? 1) - 1);
  }
  return picked.filter((witness) => kept.has(witness));
}

/** Each goal goes to the chosen witness whose unit it belongs to, then to the cheapest. */
function assign(picked: readonly Witness[], ledger: Ledger): readonly Chosen[] {
  const goals = new Map<Witness, Goal[]>(picked.map((witness) => [witness, []]));
  for (const goal of ledger.goals.values()) {
    const able = picked.filter((witness) => witness.hit.includes(goal.index));
    able.sort((left, right) => strangeness(left, goal) + left.cost / 100 - strangeness(right, goal) - right.cost / 100);
    if (able[0]) goals.get(able[0])?.push(goal);
  }
  return picked
    .map((witness) => ({ witness, goals: goals.get(witness) ?? [] }))
    .filter((chosen) => chosen.goals.length > 0);
}
