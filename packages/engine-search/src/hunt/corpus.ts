import type { Random, Scenario } from "@autotest/core";
import { keyOf } from "../values/value-kind.js";

/** How many of the last kept scenarios are mutated. */
const RECENT = 12;
/** Longest queues of pending proposals. */
const HOT = 3_000;
const COLD = 1_000;

/** Scenarios of one target worth building on, and those waiting to be run. */
export interface Corpus {
  /** Keeps a scenario that met a goal, or came closer to one. */
  keep(scenario: Scenario): void;
  /** One of the last kept ones. */
  pick(random: Random): Scenario | undefined;
  /** Queues a proposal unless it was seen; `hot` ones come first, the newest of them first. */
  queue(scenarios: readonly Scenario[], hot: boolean): void;
  /** The next pending proposal. */
  next(): Scenario | undefined;
  /** True the first time a scenario is offered. */
  fresh(scenario: Scenario): boolean;
  readonly size: number;
  /** Everything kept, oldest first. */
  readonly kept: readonly Scenario[];
}

/** An empty corpus. */
export function createCorpus(): Corpus {
  const kept: Scenario[] = [];
  const hotQueue: Scenario[][] = [];
  const coldQueue: Scenario[] = [];
  const seen = new Set<string>();
  const queued = new Set<string>();
  let hotSize = 0;
  return {
    keep: (scenario) => void kept.push(scenario),
    pick: (random) => random.pick(kept.slice(-RECENT)),
    queue(scenarios, hot) {
      const fresh = scenarios.filter((scenario) => {
        const key = keyOf(scenario);
        if (seen.has(key) || queued.has(key)) return false;
        queued.add(key);
        return true;
      });
      if (fresh.length === 0) return;
      if (!hot) {
        if (coldQueue.length < COLD) coldQueue.push(...fresh);
      } else if (hotSize < HOT) {
        hotQueue.push([...fresh].reverse());
        hotSize += fresh.length;
      }
    },
    next() {
      while (hotQueue.length > 0) {
        const newest = hotQueue[hotQueue.length - 1] as Scenario[];
        const scenario = newest.pop();
        if (scenario !== undefined) {
          hotSize--;
          return scenario;
        }
        hotQueue.pop();
      }
      return coldQueue.shift();
    },
    fresh(scenario) {
      const key = keyOf(scenario);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    },
    get size() {
      return kept.length;
    },
    kept,
  };
}
