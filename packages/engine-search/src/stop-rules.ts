import type { Budget, Clock } from "@autotest/core";

/** Calls a target may spend without gain before it is left alone. */
const PLATEAU = 2_000;
/** How many times the calls of the last gain it may go on. */
const PATIENCE = 20;

/** Scenarios per second that even a busy machine runs; more are not started, so that the clock hardly ever decides. */
const PACE = 2_000;
/** How much later than the calls the clock ends a part of the search, as a share of the seconds. */
const GRACE = 0.12;
/** What an endless scenario costs, in ordinary ones. */
export const FUEL_COST = 300;

/** Counts calls and watches the clock. The clock is only an upper stop. */
export interface Meter {
  readonly calls: number;
  readonly byTime: boolean;
  spend(calls: number): void;
  /** True when nothing may be run any more; asks the clock. */
  over(share: number): boolean;
}

/** A meter that starts now. */
export function createMeter(budget: Budget, clock: Clock, signal: AbortSignal): Meter {
  const started = clock.elapsed();
  const most = Math.min(budget.calls, budget.seconds * PACE);
  const state = { calls: 0, byTime: false };
  return {
    get calls() {
      return state.calls;
    },
    get byTime() {
      return state.byTime;
    },
    spend(calls) {
      state.calls += calls;
    },
    over(share) {
      if (signal.aborted || state.calls >= most * share) return true;
      if (clock.elapsed() - started < budget.seconds * 1000 * Math.min(1, share + GRACE)) return false;
      state.byTime = true;
      return true;
    },
  };
}

/** The same meter, which is over for its holder after `calls` more. */
export function portionOf(meter: Meter, calls: number): Meter {
  const most = meter.calls + calls;
  return {
    get calls() {
      return meter.calls;
    },
    get byTime() {
      return meter.byTime;
    },
    spend: meter.spend,
    over: (share) => meter.calls >= most || meter.over(share),
  };
}

/** True when a target had its share of fruitless calls. `ease` below 1 shortens it in files with very many targets. */
export function onPlateau(calls: number, lastGain: number, ease: number): boolean {
  return calls - lastGain >= Math.max(PLATEAU * ease, Math.min(PATIENCE * lastGain, PLATEAU * 5));
}
