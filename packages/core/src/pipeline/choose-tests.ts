import { type Basis, type Candidate, type DroppedTest, isCode, type KeptTest } from "../model/index.js";
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
  const met = new Set(metBefore);
  const left = new Set(passed.filter((candidate) => !failed.has(candidate.id)));
  const chosen: KeptTest[] = [];
  for (;;) {
    let best: { candidate: Candidate; goals: readonly string[] } | null = null;
    for (const candidate of left) {
      const goals = candidate.goals.filter((goal) => !met.has(goal));
      if (goals.length > 0 && (best === null || isBetter(candidate, goals, best))) best = { candidate, goals };
    }
    if (best === null) break;
    left.delete(best.candidate);
    for (const goal of best.goals) met.add(goal);
    chosen.push({ candidate: best.candidate, goals: best.goals, testId: "" });
  }
  const gone = passed.filter((candidate) => failed.has(candidate.id));
  return {
    chosen,
    dropped: [
      ...dropped,
      ...gone.map((candidate): DroppedTest => ({ candidate, gate: "repeats", reason: failed.get(candidate.id) ?? "" })),
      ...[...left].map(
        (candidate): DroppedTest => ({
          candidate,
          gate: "adds-goal",
          reason: "every goal it meets is met by another test",
        }),
      ),
    ],
  };
}

function isBetter(
  candidate: Candidate,
  goals: readonly string[],
  best: { candidate: Candidate; goals: readonly string[] },
): boolean {
  if (goals.length !== best.goals.length) return goals.length > best.goals.length;
  const strength = strengthOf(candidate) - strengthOf(best.candidate);
  if (strength !== 0) return strength > 0;
  const size = JSON.stringify(candidate.scenario).length - JSON.stringify(best.candidate.scenario).length;
  return size !== 0 ? size < 0 : candidate.title < best.candidate.title;
}

function strengthOf(candidate: Candidate): number {
  // A test as code says nothing about what it leans on.
  return Math.max(
    isCode(candidate) ? STRENGTH.observed : -1,
    ...candidate.assertions.map((assertion) => STRENGTH[assertion.basis] + (assertion.kind === "completes" ? -1 : 0)),
  );
}
