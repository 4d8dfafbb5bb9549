import { type Basis, type Candidate, type DroppedTest, isCode, type KeptTest } from "../model/index.js";
import { coverGreedily } from "./cover-greedily.js";
import type { JudgedTarget } from "./run-state.js";

const STRENGTH: { readonly [basis in Basis]: number } = { example: 3, property: 2, declared: 1, observed: 0 };

/** Tests to keep, and all others with the gate that dropped them. */
export interface Choice {
  readonly chosen: readonly KeptTest[];
  readonly dropped: readonly DroppedTest[];
}

/**
 * Greedy set cover: most new goals first, then the strongest basis, then the shortest scenario, then the title. `failed` holds
 * candidates that may not be chosen any more, with the reason.
 */
export function chooseTests({ passed, dropped, metBefore }: JudgedTarget, failed: ReadonlyMap<string, string>): Choice {
  const able = passed.filter((candidate) => !failed.has(candidate.id));
  const covering = coverGreedily(
    able,
    ({ goals }) => goals,
    (one, other) => isBetter(one.item, other.item),
    metBefore,
  );
  const chosen = covering.map(({ item, adds }): KeptTest => ({ candidate: item, goals: adds, testId: "" }));
  const taken = new Set(covering.map(({ item }) => item));
  const left = able.filter((candidate) => !taken.has(candidate));
  const gone = passed.filter((candidate) => failed.has(candidate.id));
  return {
    chosen,
    dropped: [
      ...dropped,
      ...gone.map((candidate): DroppedTest => ({ candidate, gate: "repeats", reason: failed.get(candidate.id) ?? "" })),
      ...left.map(
        (candidate): DroppedTest => ({
          candidate,
          gate: "adds-goal",
          reason: "every goal it meets is met by another test",
        }),
      ),
    ],
  };
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  const strength = strengthOf(candidate) - strengthOf(best);
  if (strength !== 0) return strength > 0;
  const size = JSON.stringify(candidate.scenario).length - JSON.stringify(best.scenario).length;
  return size !== 0 ? size < 0 : candidate.title < best.title;
}

function strengthOf(candidate: Candidate): number {
  // A test as code says nothing about what it leans on.
  return Math.max(
    isCode(candidate) ? STRENGTH.observed : -1,
    ...candidate.assertions.map((assertion) => STRENGTH[assertion.basis] + (assertion.kind === "completes" ? -1 : 0)),
  );
}
