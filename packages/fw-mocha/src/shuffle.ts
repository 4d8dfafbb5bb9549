/** The items in an order that depends only on `seed`. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const list = [...items];
  let state = seed >>> 0;
  for (let last = list.length - 1; last > 0; last--) {
    // A linear congruential step: enough to vary the order of files.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 4294967296) * (last + 1));
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}
