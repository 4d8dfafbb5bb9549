import type { Observation, Scenario, Step, Unit, Value } from "@autotest/core";
import { sameValue } from "../examples/check-promise.js";
import { lastName, memberName, type Target } from "../ledger/find-targets.js";
import type { Recorded } from "../ledger/record.js";
import { isTagged, keyOf } from "../values/value-kind.js";
import { findPartner } from "./find-partner.js";
import { argumentsOf, isPlainRun, isPlainUnit, type Property, TRIED } from "./property.js";

/** Members where the second gives back what the first was given. */
const GIVERS: readonly (readonly [RegExp, string])[] = [
  [/^push(.*)$/, "pop$1"],
  [/^append(.*)$/, "pop$1"],
  [/^enqueue(.*)$/, "dequeue$1"],
  [/^put(.*)$/, "get$1"],
  [/^set(.*)$/, "get$1"],
  [/^store(.*)$/, "load$1"],
  [/^save(.*)$/, "load$1"],
];

/** Members where the second leaves the receiver as it was before the first. */
const UNDOERS: readonly (readonly [RegExp, string])[] = [
  [/^add(.*)$/, "remove$1"],
  [/^add(.*)$/, "discard$1"],
  [/^insert(.*)$/, "remove$1"],
  [/^insert(.*)$/, "delete$1"],
  [/^register(.*)$/, "unregister$1"],
  [/^subscribe(.*)$/, "unsubscribe$1"],
  [/^attach(.*)$/, "detach$1"],
  [/^open(.*)$/, "close$1"],
  [/^lock(.*)$/, "unlock$1"],
  [/^acquire(.*)$/, "release$1"],
  [/^enable(.*)$/, "disable$1"],
  [/^increment(.*)$/, "decrement$1"],
  [/^deposit(.*)$/, "withdraw$1"],
];

/** Pairs of methods of one class, on one object: what was put in comes out, what was added goes. */
export function undoSteps(runs: readonly Recorded[], targets: readonly Target[]): readonly Property[] {
  const [any] = runs;
  if (!any || !isPlainUnit(any.target.unit) || any.target.unit.kind !== "method") return [];
  const first = runs.filter((run) => isPlainRun(run) && argumentsOf(run).length > 0).slice(0, TRIED);
  const found: Property[] = [];
  for (const [pairs, make] of [
    [GIVERS, givesBack],
    [UNDOERS, restores],
  ] as const)
    for (const pair of pairs) {
      const second = findPartner(any.target, pair, targets);
      if (second?.unit.kind === "method" && isPlainUnit(second.unit)) found.push(make(first, second));
    }
  return found;
}

function givesBack(first: readonly Recorded[], second: Target): Property {
  const name = lastName((first[0] as Recorded | undefined)?.target.unit.name ?? "");
  const put = (run: Recorded): Value | undefined => argumentsOf(run).at(-1);
  return {
    first,
    second,
    promise: name === "push" ? `does not give back what ${name} was given` : null,
    chain: (run) => followed(run, second.unit, argumentsOf(run).slice(0, -1)),
    holds: ({ outcome }, run) => {
      const given = put(run);
      if (outcome.kind === "stopped" || given === undefined) return null;
      return outcome.kind === "returned" && sameValue(outcome.value, given);
    },
    isTelling: (run) => put(run) !== null,
  };
}

function restores(first: readonly Recorded[], second: Target): Property {
  return {
    first,
    second,
    promise: null,
    chain: (run) => followed(run, second.unit, argumentsOf(run)),
    before: ({ scenario: { arrange } }) => {
      const step = arrange.at(-1) as Extract<Step, { readonly call: unknown }>;
      return { arrange: arrange.slice(0, -1), act: step.call };
    },
    holds: (after, run, before) => {
      if (after.outcome.kind === "stopped" || before?.outcome.kind !== "returned") return null;
      const [was, then, is] = [before.outcome.value, stateIn(run.observation), stateIn(after)];
      if (then === undefined || keyOf(then) === keyOf(was)) return null;
      return after.outcome.kind === "returned" && is !== undefined && sameState(is, was);
    },
    isTelling: () => true,
  };
}

/** The state of the one receiver after a call that changed it. */
function stateIn({ changed }: Observation): Value | undefined {
  return changed.flatMap((each) => (each.kind === "variable" ? [each.value] : []))[0];
}

function sameState(one: Value, other: Value): boolean {
  if (!isTagged(one) || !isTagged(other) || one.$ !== "object" || other.$ !== "object")
    return keyOf(one) === keyOf(other);
  return keyOf(one.fields) === keyOf(other.fields);
}

function followed({ scenario: { arrange, act } }: Recorded, second: Unit, args: readonly Value[]): Scenario {
  const on: Value = act.kind === "method" ? act.on : null;
  const taken = second.parameters.filter(({ kind }) => kind === "positional").length;
  return {
    arrange: [...arrange, { call: act }],
    act: { kind: "method", on, name: memberName(second), args: args.slice(0, taken) },
  };
}
