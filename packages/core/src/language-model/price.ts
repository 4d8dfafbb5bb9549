import type { ModelUsage } from "../contracts/index.js";

/** What a model costs, in US dollars per million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** The part of the prompt the server had worked through before. Default: as `input`. */
  readonly cachedInput?: number;
}

/** What was counted, in US dollars; null without a price. */
export function costOf(usage: ModelUsage, price: ModelPrice | null): number | null {
  if (price === null) return null;
  const cached = Math.min(usage.cachedTokens ?? 0, usage.inputTokens);
  const input = (usage.inputTokens - cached) * price.input + cached * (price.cachedInput ?? price.input);
  return (input + usage.outputTokens * price.output) / 1e6;
}
