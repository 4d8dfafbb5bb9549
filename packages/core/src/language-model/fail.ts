import type { FailureKind, ModelFailure } from "../contracts/index.js";

/** A failure in one line. */
export function fail(kind: FailureKind, code: string, message: string, hint?: string): ModelFailure {
  return { ok: false, kind, problem: { code, message, ...(hint === undefined ? {} : { hint }) } };
}

/** The run was stopped while, or before, the model was asked. */
export function aborted(): ModelFailure {
  return fail("aborted", "aborted", "The run was stopped while the model was asked.");
}
