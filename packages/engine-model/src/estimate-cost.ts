import type { ModelAccess, ModelEstimate, ModelRequest } from "@autotest/core";

/** What questions may cost at most, one round of each; money is null when the price is not known. */
export function estimateCost(requests: readonly ModelRequest[], model: ModelAccess): ModelEstimate {
  const each = requests.map((request) => model.estimate(request));
  return {
    inputTokens: each.reduce((sum, one) => sum + one.inputTokens, 0),
    outputTokens: each.reduce((sum, one) => sum + one.outputTokens, 0),
    usd: each.reduce((sum: number | null, one) => (sum === null || one.usd === null ? null : sum + one.usd), 0),
  };
}
