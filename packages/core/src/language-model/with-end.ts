import type { FailureKind, Model, ModelFailure, ModelResponse } from "../contracts/index.js";

/** Failures no other request of the run would escape. */
const ENDING: readonly FailureKind[] = ["credentials", "quota", "unknown-model", "unavailable", "budget"];
/** The server is at fault, not the question. */
const SERVER_FAULTS: readonly FailureKind[] = ["retry", "fatal"];
/** So many questions in a row that the server fails to answer end the asking. */
const FAULTS_IN_A_ROW = 3;

/** A model that knows when to stop asking. */
export interface EndingModel extends Model {
  /** Why nothing more is asked in this run, or null. */
  ended(): ModelFailure | null;
}

/** After a failure that would meet every request, or three the server failed in a row, answers with that and asks nobody. */
export function withEnd(model: Model): EndingModel {
  let ended: ModelFailure | null = null;
  let faults = 0;
  return {
    ended: () => ended,
    async complete(request, ctx): Promise<ModelResponse> {
      if (ended !== null) return ended;
      const response = await model.complete(request, ctx);
      if (!response.ok && ENDING.includes(response.kind)) ended ??= response;
      if (response.ok || !SERVER_FAULTS.includes(response.kind)) faults = 0;
      else {
        faults += 1;
        if (faults >= FAULTS_IN_A_ROW) ended ??= lost(response);
      }
      return response;
    },
  };
}

function lost(failure: ModelFailure): ModelFailure {
  const { code, message } = failure.problem;
  return {
    ...failure,
    kind: "unavailable",
    problem: {
      code,
      message: `${FAULTS_IN_A_ROW} requests in a row failed, so the model is not asked any more in this run. The last: ${message}`,
      hint: "run the same command again later: it goes on where this run stopped",
    },
  };
}
