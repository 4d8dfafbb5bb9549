import { groupBy } from "./group-by.js";
import type { Target } from "./run-state.js";

/**
 * The order in which files are searched: what takes longest first, so that no processor waits for it in the end. Files of one
 * language stay together, since their suites are proven together.
 */
export function largestFirst(targets: readonly Target[]): readonly Target[] {
  const groups = [...groupBy(targets, ({ language }) => language.id).values()];
  const sorted = groups.map((group) => [...group].sort((one, other) => sizeOf(other) - sizeOf(one)));
  return sorted.sort(([one], [other]) => sizeOf(other) - sizeOf(one)).flat();
}

function sizeOf(target: Target | undefined): number {
  return target?.file.text.length ?? 0;
}
