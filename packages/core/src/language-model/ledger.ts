import type { ModelUsage } from "../contracts/index.js";
import type { ModelSpend } from "../model/index.js";
import { costOf, type ModelPrice } from "./price.js";

/** What one line of the books says. */
export type LedgerLine =
  /** A question came to its end. */
  | { readonly kind: "request"; readonly outcome: "answered" | "cached" | "failed" }
  /** A try that went to the server was paid for, or not (null). */
  | { readonly kind: "try"; readonly usage: ModelUsage | null; readonly isEstimate: boolean };

/** The books of a run: one account per cluster of goals. */
export interface Ledger {
  write(account: string, line: LedgerLine): void;
  /** In all, or for one account. */
  spent(account?: string): ModelSpend;
}

const NOTHING: Omit<ModelSpend, "usd"> = {
  requests: 0,
  cached: 0,
  failed: 0,
  tries: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  isEstimate: false,
};

/** Empty books. */
export function createLedger(price: ModelPrice | null): Ledger {
  const nothing: ModelSpend = { ...NOTHING, usd: price === null ? null : 0 };
  const accounts = new Map<string, ModelSpend>();
  return {
    write(account, line) {
      accounts.set(account, add(accounts.get(account) ?? nothing, line, price));
    },
    spent: (account) =>
      account === undefined ? [...accounts.values()].reduce(sum, nothing) : (accounts.get(account) ?? nothing),
  };
}

function add(spend: ModelSpend, line: LedgerLine, price: ModelPrice | null): ModelSpend {
  if (line.kind === "request") {
    return {
      ...spend,
      requests: spend.requests + 1,
      cached: spend.cached + (line.outcome === "cached" ? 1 : 0),
      failed: spend.failed + (line.outcome === "failed" ? 1 : 0),
    };
  }
  const { usage, isEstimate } = line;
  if (usage === null) return { ...spend, tries: spend.tries + 1 };
  return {
    ...spend,
    tries: spend.tries + 1,
    inputTokens: spend.inputTokens + usage.inputTokens,
    cachedTokens: spend.cachedTokens + (usage.cachedTokens ?? 0),
    outputTokens: spend.outputTokens + usage.outputTokens,
    usd: spend.usd === null ? null : spend.usd + (costOf(usage, price) ?? 0),
    isEstimate: spend.isEstimate || isEstimate,
  };
}

function sum(a: ModelSpend, b: ModelSpend): ModelSpend {
  return {
    requests: a.requests + b.requests,
    cached: a.cached + b.cached,
    failed: a.failed + b.failed,
    tries: a.tries + b.tries,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
    isEstimate: a.isEstimate || b.isEstimate,
  };
}
