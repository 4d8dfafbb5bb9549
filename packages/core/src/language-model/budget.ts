import type { Clock, ModelEstimate, ModelUsage } from "../contracts/index.js";
import { costOf, type ModelPrice } from "./price.js";

/** Hard limits of one run. An absent one does not limit. */
export interface BudgetLimits {
  /** US dollars. */
  readonly usd?: number;
  /** Prompt and answer together. */
  readonly tokens?: number;
  /** From the opening of the model on. */
  readonly seconds?: number;
}

/** What was set aside for one try. */
export interface Reservation {
  /** Ends it with what the server counted; null: with all that was set aside. */
  settle(usage: ModelUsage | null): void;
  /** Ends it; nothing was spent. */
  release(): void;
}

/** Money, tokens and time of a run. */
export interface ModelBudget {
  /**
   * Sets aside what a try may take at most. When only the tries still under way stand in the way, waits for them. A text says
   * which limit does not allow it.
   */
  reserve(estimate: ModelEstimate): Promise<Reservation | string>;
}

/** A budget, and the clock its time is taken from. */
export function createBudget(limits: BudgetLimits, price: ModelPrice | null, clock: Clock): ModelBudget {
  const began = clock.elapsed();
  const spent = { usd: 0, tokens: 0 };
  const held = { usd: 0, tokens: 0, tries: 0 };
  let waiting: (() => void)[] = [];
  const excess = (usd: number, tokens: number): string | null => {
    if (limits.seconds !== undefined && clock.elapsed() - began >= limits.seconds * 1000)
      return `the time of ${limits.seconds} s is over`;
    if (limits.tokens !== undefined && spent.tokens + held.tokens + tokens > limits.tokens)
      return `${tokens} more tokens would pass the limit of ${limits.tokens} (${spent.tokens} are spent)`;
    if (limits.usd !== undefined && spent.usd + held.usd + usd > limits.usd)
      return `up to ${money(usd)} more would pass the limit of ${money(limits.usd)} (${money(spent.usd)} is spent)`;
    return null;
  };
  return {
    async reserve(estimate) {
      const tokens = estimate.inputTokens + estimate.outputTokens;
      const usd = estimate.usd ?? 0;
      for (let reason = excess(usd, tokens); reason !== null; reason = excess(usd, tokens)) {
        if (held.tries === 0) return reason;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      held.usd += usd;
      held.tokens += tokens;
      held.tries += 1;
      let isOpen = true;
      const end = (usedUsd: number, usedTokens: number): void => {
        // A try is charged once, whoever ends it a second time.
        if (!isOpen) return;
        isOpen = false;
        held.usd -= usd;
        held.tokens -= tokens;
        held.tries -= 1;
        spent.usd += usedUsd;
        spent.tokens += usedTokens;
        const woken = waiting;
        waiting = [];
        for (const wake of woken) wake();
      };
      return {
        settle: (usage) =>
          usage === null ? end(usd, tokens) : end(costOf(usage, price) ?? 0, usage.inputTokens + usage.outputTokens),
        release: () => end(0, 0),
      };
    },
  };
}

function money(usd: number): string {
  return `${usd.toFixed(usd !== 0 && usd < 0.1 ? 4 : 2)} USD`;
}
