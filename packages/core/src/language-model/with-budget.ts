import type { Model, ModelEstimate, ModelRequest, ModelResponse } from "../contracts/index.js";
import type { ModelBudget } from "./budget.js";
import { fail } from "./fail.js";
import type { Ledger } from "./ledger.js";
import type { TokenRatio } from "./token-ratio.js";

/** What keeps the books. */
export interface BudgetOptions {
  readonly budget: ModelBudget;
  readonly ledger: Ledger;
  readonly ratio: TokenRatio;
  readonly estimate: (request: ModelRequest) => ModelEstimate;
}

/**
 * Lets no try begin that the budget could not pay, and books each try once: with what the server counted, with all that was
 * set aside when it did not count or broke off in its answer, with nothing when it failed before.
 */
export function withBudget(model: Model, { budget, ledger, ratio, estimate }: BudgetOptions): Model {
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      const expected = estimate(request);
      const reservation = await budget.reserve(expected);
      if (typeof reservation === "string") {
        return fail(
          "budget",
          "budget-exhausted",
          `${request.purpose} was not asked: ${reservation}.`,
          "raise the budget, or let the run end with what it has",
        );
      }
      try {
        const response = await model.complete(request, ctx);
        const isPaid = response.ok || response.hadOutput === true || response.usage !== undefined;
        const usage = response.usage ?? null;
        if (isPaid) reservation.settle(usage);
        if (response.usage) ratio.learn(request, response.usage.inputTokens);
        const { inputTokens, outputTokens } = expected;
        ledger.write(request.account, {
          kind: "try",
          usage: isPaid ? (usage ?? { inputTokens, outputTokens }) : null,
          isEstimate: isPaid && usage === null,
        });
        return response;
      } finally {
        reservation.release();
      }
    },
  };
}
