import type { Goal, Observation, Scenario, ScenarioResult, Value } from "@autotest/core";
import { fitsUnit } from "../values/fit-shape.js";
import { isGivenFunction, isGivenIterator } from "../values/given-function.js";
import { isEmptyValue, isNothing, keyOf } from "../values/value-kind.js";
import { weighScenario } from "../values/weigh-value.js";
import type { Target } from "./find-targets.js";
import { judgeOutcome, outcomeClass, type Worth } from "./judge-outcome.js";
import { isGarbage } from "./leak.js";
import { scenarioMisfits } from "./misfit.js";
import { createRecord, type RunRecord } from "./record.js";

/** Why a scenario is more than a find: documented and as promised, documented, or showing a property that holds on many inputs. */
export type Standing = "kept" | "tried" | "property";

/** A scenario that was seen to meet goals. */
export interface Witness {
  readonly target: Target;
  readonly scenario: Scenario;
  readonly hit: readonly number[];
  readonly observation: Observation;
  readonly worth: Worth;
  /** Somebody documented this use: `kept` when what was said about it came true, `tried` when nothing could be compared. */
  readonly example?: Standing;
  /** What the step before the act gave, where a property was looked at: worth asserting too. */
  readonly made?: Value;
  /** True for one whose chance repeats since it was given a seed, and was seen to. */
  readonly seeded?: boolean;
  /** Lower is better: simple inputs, telling results, the unit's own goals. */
  readonly cost: number;
}

/** Most witnesses kept per goal: the best, and stand-ins should it turn out unstable. */
const PER_GOAL = 4;

/** What a test is worth more for showing what a function was called with. */
const CALLED = 15;
/** The same for showing that some of an iterator is left, and so how much was taken. */
const LEFT = 15;

/** Which open goals were met, and by what. */
export interface Ledger {
  /** Goals nobody met before this run, by index. */
  readonly goals: ReadonlyMap<number, Goal>;
  /** Best witnesses per goal, best first; only `evidence`. */
  readonly met: ReadonlyMap<number, readonly Witness[]>;
  /** The first run per goal that met it but cannot become a test. */
  readonly spoiled: ReadonlyMap<number, Witness>;
  /** The simplest example per target unit of each way to end that cannot become a test, apart for arguments that fit. */
  readonly troubles: ReadonlyMap<string, Witness>;
  /** What was seen of each unit, for what holds on many inputs. */
  readonly record: RunRecord;
  /** Enters one run; says whether it met a goal for the first time (`evidence`), or at least reached one (`reach`). */
  enter(
    target: Target,
    scenario: Scenario,
    result: ScenarioResult,
    example?: Standing,
    made?: Value,
  ): "evidence" | "reach" | "nothing";
  /** Takes an example out of `troubles`. */
  dismiss(trouble: string): void;
}

/** An empty ledger over the open goals. */
export function createLedger(openGoals: readonly Goal[]): Ledger {
  const goals = new Map(openGoals.map((goal) => [goal.index, goal]));
  const met = new Map<number, Witness[]>();
  const spoiled = new Map<number, Witness>();
  const troubles = new Map<string, Witness>();
  const record = createRecord();
  const enter: Ledger["enter"] = (target, scenario, result, example, made) => {
    const { observation } = result;
    if (observation === undefined) return "nothing";
    const judged = judgeOutcome(observation, target.unit);
    record.add(target, scenario, observation);
    // An error that the documentation shows is declared.
    const worth = example === "kept" && judged === "undeclared" ? "evidence" : judged;
    const witness = {
      target,
      scenario,
      hit: result.hit,
      observation,
      worth,
      ...(example ? { example } : {}),
      ...(made === undefined ? {} : { made }),
      cost:
        example === undefined
          ? scenarioCost(target, scenario, observation)
          : weighScenario(scenario) * (example === "kept" ? 0.1 : 0.5) + (example === "property" ? 4 : 0),
    };
    if (worth !== "evidence") {
      const fits = fitsUnit(scenario, target.unit);
      const trouble = `${target.unit.name} ${outcomeClass(observation)}${fits ? " on fitting arguments" : ""}`;
      const earlier = troubles.get(trouble);
      if (earlier === undefined || witness.cost < earlier.cost) troubles.set(trouble, witness);
    }
    let gain: "evidence" | "reach" | "nothing" = "nothing";
    for (const index of result.hit) {
      if (!goals.has(index)) continue;
      if (worth !== "evidence") {
        if (!spoiled.has(index) && !met.has(index)) {
          spoiled.set(index, witness);
          if (gain === "nothing") gain = "reach";
        }
        continue;
      }
      const list = met.get(index);
      if (list === undefined) {
        met.set(index, [witness]);
        gain = "evidence";
      } else insert(list, witness, (each) => each.cost + strangeness(each, goals.get(index) as Goal));
    }
    return gain;
  };
  return { goals, met, spoiled, troubles, record, enter, dismiss: (trouble) => void troubles.delete(trouble) };
}

/** A goal is best shown by a test of its own unit. */
export function strangeness(witness: Witness, goal: Goal): number {
  return witness.target.own.includes(goal) ? 0 : witness.target.reached.includes(goal) ? 10 : 60;
}

function insert(list: Witness[], witness: Witness, cost: (witness: Witness) => number): void {
  const own = cost(witness);
  const last = list[list.length - 1] as Witness;
  if (list.length >= PER_GOAL && own >= cost(last)) return;
  const key = keyOf(witness.scenario);
  if (list.some((each) => keyOf(each.scenario) === key)) return;
  const at = list.findIndex((each) => cost(each) > own);
  list.splice(at < 0 ? list.length : at, 0, witness);
  if (list.length > PER_GOAL) list.pop();
}

/** How little a reader wants this scenario as a test: heavy inputs, empty results, errors, dependence on time. */
export function scenarioCost(target: Target, scenario: Scenario, observation: Observation): number {
  const { outcome } = observation;
  let cost = weighScenario(scenario);
  if (outcome.kind === "raised") cost += 12;
  if (outcome.kind === "returned" && isEmptyValue(outcome.value) && target.unit.kind !== "class") {
    const { changed, printed } = observation;
    const iterators = changed.flatMap((each) =>
      each.kind === "argument" && isGivenIterator(scenario, each.index) ? [each.value] : [],
    );
    // Whoever answers goes through an iterator for the answer; whoever does not, to do just that.
    const shown = isNothing(outcome.value) ? changed.length : changed.length - iterators.length;
    const silent = shown === 0 && printed.out === "";
    cost += typeof outcome.value === "boolean" ? 0 : silent ? 25 : 5;
    if (isNothing(outcome.value) && iterators.some((rest) => !isEmptyValue(rest))) cost -= LEFT;
  }
  // A result that is just an argument again could come from almost any function.
  const args = "args" in scenario.act ? scenario.act.args : [];
  if (outcome.kind === "returned" && args.some((value) => keyOf(value) === keyOf(outcome.value))) cost += 10;
  if (observation.unstable.length > 0) cost += 40;
  if (isGarbage(observation, scenario, target)) cost += 40;
  // What a function was called with says more than that it could be called.
  if (observation.changed.some((each) => each.kind === "argument" && isGivenFunction(scenario, each.index)))
    cost -= CALLED;
  return cost + emptyInputs(scenario) * 6 + scenarioMisfits(scenario, target) * 25;
}

/** Arguments that are empty tell little about what a function does. */
function emptyInputs(scenario: Scenario): number {
  const args = "args" in scenario.act ? scenario.act.args : [];
  return args.filter((value) => value === "" || (isEmptyValue(value) && typeof value === "object")).length;
}
