import type { MutantStatus, Score, Scores } from "./result.js";

/** A mutant as far as it is counted. */
export interface Counted {
  readonly status: MutantStatus;
  /** True for what triage took out. */
  readonly isExcluded: boolean;
}

/**
 * Detected of valid mutants as `mutation-testing-metrics` counts them: (Killed + Timeout) / (Killed + Timeout + Survived +
 * NoCoverage); then without timeouts, then also without what triage took out. Errors, ignored and pending ones are in none.
 */
export function scoresOf(mutants: readonly Counted[]): Scores {
  const killed = mutants.filter(({ status }) => status === "Killed").length;
  const timedOut = mutants.filter(({ status }) => status === "Timeout").length;
  const alive = mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  const of = (detected: number, missed: number): Score => ({ detected, total: detected + missed });
  return {
    tool: of(killed + timedOut, alive.length),
    honest: of(killed, alive.length),
    triaged: of(killed, alive.filter(({ isExcluded }) => !isExcluded).length),
  };
}
