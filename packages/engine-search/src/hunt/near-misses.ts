import type { Compare } from "@autotest/core";
import { distanceOf } from "../vary/follow-operands.js";

/** How close runs came to deciding the comparisons of open goals the other way. */
export interface NearMisses {
  /** The closest so far, per line. */
  readonly closest: ReadonlyMap<number, Compare>;
  /** Notes what a run compared; true when it came closer than an earlier one on that line. */
  note(compare: Compare): boolean;
}

/** Nothing was compared yet. */
export function createNearMisses(): NearMisses {
  const closest = new Map<number, Compare>();
  const distances = new Map<number, number>();
  return {
    closest,
    note(compare) {
      const distance = distanceOf(compare);
      const earlier = distances.get(compare.line);
      if (earlier !== undefined && distance >= earlier) return false;
      distances.set(compare.line, distance);
      closest.set(compare.line, compare);
      return earlier !== undefined;
    },
  };
}
