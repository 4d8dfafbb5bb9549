import type { LeftOut, MutantResult, MutantStatus, Score, Scores } from "./result.js";

/** A mutant as far as it is counted. */
export type Counted = Pick<MutantResult, "status" | "kill" | "code">;

/** Words of triage: nobody can or should kill these. */
const TRIAGE: ReadonlySet<string | null> = new Set(["equivalent", "log-only", "unreachable"]);
/** The word for what a person lets live. */
export const ACCEPTED = "accepted";

/** With the tests that were there. */
export function scoresBefore(mutants: readonly Counted[]): Scores {
  return scoresOf(mutants, ({ status }) => status);
}

/** With the tests of this run as well. */
export function scoresAfter(mutants: readonly Counted[]): Scores {
  return scoresOf(mutants, statusAfter);
}

/** What the triaged scores do not count. */
export function countLeftOut(mutants: readonly Counted[]): LeftOut {
  const count = (isIt: (code: string | null) => boolean): number => mutants.filter(({ code }) => isIt(code)).length;
  return { triage: count((code) => TRIAGE.has(code)), accepted: count((code) => code === ACCEPTED) };
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
 * NoCoverage); then without timeouts, then also without what is left out. Errors, ignored and pending ones are in none.
 */
function scoresOf(mutants: readonly Counted[], statusOf: (mutant: Counted) => MutantStatus): Scores {
  const killed = mutants.filter((one) => statusOf(one) === "Killed").length;
  const timedOut = mutants.filter((one) => statusOf(one) === "Timeout").length;
  const alive = mutants.filter((one) => isAlive(statusOf(one)));
  const of = (detected: number, missed: number): Score => ({ detected, total: detected + missed });
  return {
    tool: of(killed + timedOut, alive.length),
    honest: of(killed, alive.length),
    triaged: of(killed, alive.filter(({ code }) => !TRIAGE.has(code) && code !== ACCEPTED).length),
  };
}
