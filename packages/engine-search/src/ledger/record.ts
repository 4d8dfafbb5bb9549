import type { Observation, Scenario } from "@autotest/core";
import { keyOf } from "../values/value-kind.js";
import type { Target } from "./find-targets.js";

/** One run that was looked at closely. */
export interface Recorded {
  readonly target: Target;
  readonly scenario: Scenario;
  readonly observation: Observation;
}

/** Most runs kept per unit: enough to believe a property, little enough to go through. */
const MOST = 160;

/** What was seen of each unit on plain calls, in order. */
export interface RunRecord {
  add(target: Target, scenario: Scenario, observation: Observation): void;
  /** Runs per unit name. */
  readonly runs: ReadonlyMap<string, readonly Recorded[]>;
}

/** An empty record. */
export function createRecord(): RunRecord {
  const runs = new Map<string, Recorded[]>();
  const seen = new Set<string>();
  return {
    runs,
    add(target, scenario, observation) {
      const name = target.unit.name;
      const list = runs.get(name) ?? [];
      if (list.length >= MOST || scenario.arrange.length > 1) return;
      const key = `${name} ${keyOf(scenario)}`;
      if (seen.has(key)) return;
      seen.add(key);
      list.push({ target, scenario, observation });
      runs.set(name, list);
    },
  };
}
