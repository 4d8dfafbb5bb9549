import type { MutantResult, MutantStatus, Score, Scores } from "./result.js";

/** A mutant as far as it is counted. */
export type Counted = Pick<MutantResult, "status" | "kill" | "code">;

/** Words of triage: nobody can or should kill these. */
const EXCLUDED: ReadonlySet<string | null> = new Set(["equivalent", "log-only"]);

/** With the tests that were there. */
export function scoresBefore(mutants: readonly Counted[]): Scores {
  return scoresOf(mutants, ({ status }) => status);
}

/** With the tests of this run as well. */
export function scoresAfter(mutants: readonly Counted[]): Scores {
  return scoresOf(mutants, statusAfter);
}

/** What became of a mutant in the end. */
export function statusAfter({ status, kill }: Pick<MutantResult, "status" | "kill">): MutantStatus {
  return kill === null ? status : "Killed";
}

/** Whether no test notices it. */
export function isAlive(status: MutantStatus): boolean {
  return status === "Survived" || status === "NoCoverage";
}

/**
 * Detected of valid mutants as `mutation-testing-metrics` counts them: (Killed + Timeout) / (Killed + Timeout + Survived +
 * NoCoverage); then without timeouts, then also without what triage took out. Errors, ignored and pending ones are in none.
 */
function scoresOf(mutants: readonly Counted[], statusOf: (mutant: Counted) => MutantStatus): Scores {
  const killed = mutants.filter((one) => statusOf(one) === "Killed").length;
  const timedOut = mutants.filter((one) => statusOf(one) === "Timeout").length;
  const alive = mutants.filter((one) => isAlive(statusOf(one)));
  const of = (detected: number, missed: number): Score => ({ detected, total: detected + missed });
  return {
    tool: of(killed + timedOut, alive.length),
    honest: of(killed, alive.length),
    triaged: of(killed, alive.filter(({ code }) => !EXCLUDED.has(code)).length),
  };
}
