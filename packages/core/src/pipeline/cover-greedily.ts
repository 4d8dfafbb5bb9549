/** Something that was chosen, and what it adds to those chosen before it. */
export interface Covering<T> {
  readonly item: T;
  readonly adds: readonly string[];
}

/**
 * Greedy set cover, in the order of choice: what adds most that is not met goes first; of two that add as much, `isBetter` says
 * whether the later one of `items` goes before the earlier. What adds nothing is left out. `met` holds what needs no cover.
 */
export function coverGreedily<T>(
  items: Iterable<T>,
  goalsOf: (item: T) => readonly string[],
  isBetter: (one: Covering<T>, other: Covering<T>) => boolean,
  met: Iterable<string> = [],
): readonly Covering<T>[] {
  const done = new Set(met);
  const left = new Set(items);
  const chosen: Covering<T>[] = [];
  for (;;) {
    let best: Covering<T> | null = null;
    for (const item of left) {
      const one = { item, adds: goalsOf(item).filter((goal) => !done.has(goal)) };
      if (one.adds.length === 0) continue;
      if (best === null || one.adds.length > best.adds.length) best = one;
      else if (one.adds.length === best.adds.length && isBetter(one, best)) best = one;
    }
    if (best === null) return chosen;
    left.delete(best.item);
    for (const goal of best.adds) done.add(goal);
    chosen.push(best);
  }
}
