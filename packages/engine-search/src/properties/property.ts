import type { Call, Observation, Scenario, Unit, Value } from "@autotest/core";
import type { Target } from "../ledger/find-targets.js";
import type { Recorded } from "../ledger/record.js";
import { fitsUnit } from "../values/fit-shape.js";
import { isExact } from "../values/printable.js";
import { kindOf } from "../values/value-kind.js";
import { weighValue } from "../values/weigh-value.js";

/** Most runs of a unit that one property is checked on. */
export const TRIED = 40;

/** Something that should be so for every input of a unit, and how a test shows it. */
export interface Property {
  /** Recorded runs it is checked on. */
  readonly first: readonly Recorded[];
  /** The unit that is acted on in the end. */
  readonly second: Target;
  /** What a counterexample is said to do, where the names promise the property; null where they do not. */
  readonly promise: string | null;
  /** The scenario that shows the property for one run. */
  chain(run: Recorded): Scenario;
  /** A scenario to look at beforehand, where the property compares with an earlier state. */
  before?(run: Recorded): Scenario;
  /** Whether it holds on what was seen; null when nothing can be said. */
  holds(observation: Observation, run: Recorded, before: Observation | undefined): boolean | null;
  /** True when the run shows more than that nothing happened. */
  isTelling(run: Recorded): boolean;
}

/** A call with arguments. */
export type CallWith = Extract<Call, { readonly kind: "function" | "new" | "method" }>;

/** A unit that is called once and answers: no coroutine, no generator, nothing private. */
export function isPlainUnit(unit: Unit): boolean {
  return unit.ref !== null && !unit.private && !unit.async && !unit.generator;
}

/** A call of the unit itself, with nothing set around it, that returned, the same in every world, and refused nothing. */
export function isPlainRun({ scenario: { surroundings, act }, observation }: Recorded): boolean {
  const { outcome, unstable, blocked } = observation;
  return (
    (act.kind === "function" || act.kind === "method") &&
    surroundings === undefined &&
    act.kwargs === undefined &&
    outcome.kind === "returned" &&
    outcome.via === "call" &&
    unstable.length === 0 &&
    blocked.length === 0
  );
}

/** Positional arguments of the act. */
export function argumentsOf({ scenario: { act } }: Recorded): readonly Value[] {
  return "args" in act ? act.args : [];
}

/** The value a run returned; undefined when it returned none that can be written down. */
export function writtenValue({ outcome }: Observation): Value | undefined {
  return outcome.kind === "returned" && isExact(outcome.value) ? outcome.value : undefined;
}

/** Arguments of the declared types, or without any of the kind that name or use suggests; small enough to be shown. */
export function isUsualRun(run: Recorded): boolean {
  const { unit } = run.target;
  const args = argumentsOf(run);
  if (!args.every((value) => weighValue(value) < 60)) return false;
  if (fitsUnit(run.scenario, unit)) return true;
  const positional = unit.parameters.filter(({ kind }) => kind === "positional");
  return args.every((value, at) => positional[at]?.shapes.some(({ kind }) => kind === kindOf(value)) === true);
}
