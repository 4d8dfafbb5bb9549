import type { Unit } from "@autotest/core";
import { sameValue } from "../examples/check-promise.js";
import { lastName } from "../ledger/find-targets.js";
import type { Recorded } from "../ledger/record.js";
import { fitsUnit } from "../values/fit-shape.js";
import { isEmptyValue, keyOf, kindOf } from "../values/value-kind.js";
import {
  argumentsOf,
  type CallWith,
  isPlainRun,
  isPlainUnit,
  isUsualRun,
  type Property,
  TRIED,
  writtenValue,
} from "./property.js";

/** Different results that must have been seen: a constant says nothing about its arguments. */
const RESULTS = 2;

/** Names of what does not depend on which argument comes first. */
const EVEN = /^(?:gcd|lcm|hcf)$|^(?:hamming|levenshtein|jaccard|euclidean|manhattan)|(?:^|_)(?:distance|similarity)$/;

/** Functions of two arguments that may give the same when these change places. */
export function swapArguments(runs: readonly Recorded[]): readonly Property[] {
  const [any] = runs;
  if (!any || !isPlainUnit(any.target.unit) || !takesTwo(any.target.unit)) return [];
  const { unit } = any.target;
  const first = runs.filter((run) => isPlainRun(run) && isUsualRun(run) && areUneven(run)).slice(0, TRIED);
  if (new Set(first.map(({ observation }) => keyOf(writtenValue(observation)))).size < RESULTS) return [];
  const promised =
    (EVEN.test(lastName(unit.name)) || /\b(?:commutative|symmetric)\b/i.test(unit.doc ?? "")) &&
    first.every(({ scenario }) => fitsUnit(scenario, unit));
  return [
    {
      first,
      second: any.target,
      promise: promised ? "gives another result when its arguments change places" : null,
      chain: ({ scenario: { arrange, act } }) => {
        const call = act as CallWith;
        return {
          arrange: [...arrange, { name: "swapped", call }],
          act: { ...call, args: [...call.args].reverse() },
        };
      },
      holds: ({ outcome }, run) => {
        const before = writtenValue(run.observation);
        if (outcome.kind === "stopped" || before === undefined) return null;
        return outcome.kind === "returned" && sameValue(outcome.value, before);
      },
      isTelling: ({ observation }) => !isEmptyValue(writtenValue(observation) ?? null),
    },
  ];
}

function takesTwo(unit: Unit): boolean {
  const needed = unit.parameters.filter(({ kind, optional }) => kind === "positional" && !optional);
  return (unit.kind === "function" || unit.kind === "static-method") && needed.length === 2;
}

function areUneven(run: Recorded): boolean {
  const [one, other, ...more] = argumentsOf(run);
  if (one === undefined || other === undefined || more.length > 0 || run.scenario.act.kind !== "function") return false;
  return kindOf(one) === kindOf(other) && keyOf(one) !== keyOf(other) && writtenValue(run.observation) !== undefined;
}
