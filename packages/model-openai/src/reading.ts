import type { ModelUsage } from "@autotest/core";

/** What was read of an answer, whole or not. */
export interface Reading {
  readonly text: string;
  /** Why it ended, in words of the API; null: it did not say, so it is not whole. */
  readonly end: "stop" | "length" | "filter" | "refusal" | "failed" | null;
  readonly usage: ModelUsage | null;
  /** Some of the answer had come. */
  readonly hadOutput: boolean;
  readonly servedBy?: string;
  /** For `failed`: the server's own error. */
  readonly error?: unknown;
  /** What came does not fit together. */
  readonly isTorn?: boolean;
}

/** A count the server gave; null for anything that is none. */
export function readCount(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? Math.round(value) : null;
}

/** What was counted; null without both sides. */
export function readUsage(input: unknown, output: unknown, cached: unknown, reasoning: unknown): ModelUsage | null {
  const [inputTokens, outputTokens] = [readCount(input), readCount(output)];
  if (inputTokens === null || outputTokens === null) return null;
  const [cachedTokens, reasoningTokens] = [readCount(cached), readCount(reasoning)];
  return {
    inputTokens,
    outputTokens,
    ...(cachedTokens === null ? {} : { cachedTokens }),
    ...(reasoningTokens === null ? {} : { reasoningTokens }),
  };
}
