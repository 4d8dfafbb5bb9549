import type { Budget, Clock, Probe, Scenario, ScenarioResult } from "@autotest/core";

/** Calls a target may spend without gain before it is left alone. */
const PLATEAU = 600;
/** The same while it gained nothing at all: what the first hundred inputs do not reach, a thousand rarely do. */
const HOPELESS = 400;
/** How many times the calls of the last gain it may go on, and the most calls that makes. */
const PATIENCE = 4;
const MOST_PATIENCE = 1_200;

/** Scenarios per second of the budget; an idle machine runs more, so that the clock hardly ever decides. */
const PACE = 2_400;
/** Points of the code under test that take as long as running one scenario does. */
const POINTS_PER_CALL = 250;
/** How much longer than the budget says a part of the search may take by the clock. */
const PATIENCE_BY_CLOCK = 4;
/** Points of one scenario during the search: what needs more makes no good test, and endless code ends ten times sooner. */
export const SEARCH_FUEL = 20_000;

/** What a scenario costs that was stopped for its time or its memory, whichever ran out first: a part of a second, in calls. */
const STOPPED_LATE = 500;

/** What a folder that is made for a scenario, and removed, costs beyond a call: a millisecond and more, in calls. */
const FOLDER = 4;

/** What `scenarios` cost by their number, the folders they need and their ends, in calls. */
export function callsOf(scenarios: readonly Scenario[], results: readonly ScenarioResult[]): number {
  const folders = scenarios.filter(({ surroundings }) => surroundings?.files !== undefined);
  const late = results.filter(({ observation }) => {
    const { outcome } = observation ?? {};
    return outcome?.kind === "stopped" && (outcome.why === "time" || outcome.why === "memory");
  });
  return results.length + folders.length * FOLDER + late.length * STOPPED_LATE;
}

/** What `calls` scenarios that passed `points` points cost, in ordinary calls. */
export function costOf(calls: number, points: number): number {
  return calls + points / POINTS_PER_CALL;
}

/** Counts calls and the work they made, and watches the clock. The clock is only an upper stop. */
export interface Meter {
  /** Calls so far and the work they made, in calls. */
  readonly cost: number;
  readonly byTime: boolean;
  spend(calls: number): void;
  /** What of `share` of the budget is left, in calls. */
  left(share: number): number;
  /** True when nothing may be run any more; asks the clock. */
  over(share: number): boolean;
}

/** A meter that starts now; `probe` says how much work the calls made. */
export function createMeter(budget: Budget, probe: Probe, clock: Clock, signal: AbortSignal): Meter {
  const started = clock.elapsed();
  const before = probe.work;
  const most = Math.min(budget.calls, budget.seconds * PACE);
  const state = { calls: 0, byTime: false };
  const cost = (): number => costOf(state.calls, probe.work - before);
  const left = (share: number): number => Math.max(0, most * share - cost());
  return {
    get cost() {
      return cost();
    },
    get byTime() {
      return state.byTime;
    },
    spend(calls) {
      state.calls += calls;
    },
    left,
    over(share) {
      if (signal.aborted || left(share) === 0) return true;
      if (clock.elapsed() - started < budget.seconds * 1000 * share * PATIENCE_BY_CLOCK) return false;
      state.byTime = true;
      return true;
    },
  };
}

/** The same meter, which is over for its holder after `cost` more, in calls. */
export function portionOf(meter: Meter, cost: number): Meter {
  const most = meter.cost + cost;
  const left = (share: number): number => Math.max(0, Math.min(most - meter.cost, meter.left(share)));
  return {
    get cost() {
      return meter.cost;
    },
    get byTime() {
      return meter.byTime;
    },
    spend: meter.spend,
    left,
    over: (share) => left(share) === 0 || meter.over(share),
  };
}

/** True when a target had its share of fruitless cost, in calls. `ease` below 1 shortens it in files with very many targets. */
export function onPlateau(cost: number, lastGain: number, ease: number): boolean {
  if (lastGain === 0) return cost >= HOPELESS * ease;
  return cost - lastGain >= Math.max(PLATEAU * ease, Math.min(PATIENCE * lastGain, MOST_PATIENCE));
}
