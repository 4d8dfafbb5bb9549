import { createHash } from "node:crypto";
import type { Goal } from "../model/index.js";
import type { WireGoal } from "./wire.js";

/** Gives the goals of a runtime their ids: hash of path, unit, kind, condition, arm and the ordinal among equals. */
export function goalsOf(path: string, wire: readonly WireGoal[]): readonly Goal[] {
  const seen = new Map<string, number>();
  return wire.map((goal, index) => {
    const key = [path, goal.unit, goal.kind, goal.condition, goal.arm].join("\0");
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const id = createHash("sha256").update(`${key}\0${ordinal}`).digest("hex").slice(0, 12);
    return { id, index, path, ...goal };
  });
}
