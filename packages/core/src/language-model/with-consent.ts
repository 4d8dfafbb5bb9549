import type { Model, ModelEstimate, ModelRequest, ModelResponse } from "../contracts/index.js";
import { fail } from "./fail.js";
import type { Ledger } from "./ledger.js";

/** What a run without a budget is about to come to. */
export interface Spending {
  /** Sent, the next one included. */
  readonly questions: number;
  /** US dollars spent, and what the questions under way may take at most; null without a known price. */
  readonly usd: number | null;
}

/** Asked once, before a run without a budget goes beyond what goes without saying. False: nothing more is spent. */
export type Consent = (spending: Spending) => Promise<boolean>;

/** What goes without saying. */
const MOST_QUESTIONS = 50;
const MOST_USD = 1;

/** Where spending is counted and estimated. */
export interface ConsentOptions {
  readonly consent: Consent;
  readonly ledger: Ledger;
  readonly estimate: (request: ModelRequest) => ModelEstimate;
}

/** Sends nothing beyond 50 questions or 1 US dollar before a person was asked; what they say holds for the rest of the run. */
export function withConsent(model: Model, { consent, ledger, estimate }: ConsentOptions): Model {
  let questions = 0;
  let held = 0;
  let answer: Promise<boolean> | null = null;
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      const usd = estimate(request).usd ?? 0;
      questions += 1;
      held += usd;
      try {
        const spent = ledger.spent().usd;
        const total = spent === null ? null : spent + held;
        if (questions > MOST_QUESTIONS || (total ?? 0) > MOST_USD) answer ??= consent({ questions, usd: total });
        if (answer !== null && !(await answer)) {
          questions -= 1;
          return refused(request);
        }
        return await model.complete(request, ctx);
      } finally {
        held -= usd;
      }
    },
  };
}

function refused({ purpose }: ModelRequest): ModelResponse {
  return fail(
    "budget",
    "not-confirmed",
    `${purpose} was not asked: going beyond ${MOST_QUESTIONS} questions or ${MOST_USD.toFixed(2)} USD was not wanted.`,
    "set a limit, e.g. --budget-usd 5, or run the same command again",
  );
}
