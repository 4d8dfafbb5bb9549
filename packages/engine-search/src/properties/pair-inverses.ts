import type { Scenario, Unit } from "@autotest/core";
import { sameValue } from "../examples/check-promise.js";
import { lastName, memberName, type Target } from "../ledger/find-targets.js";
import type { Recorded } from "../ledger/record.js";
import { fitsUnit } from "../values/fit-shape.js";
import { isEmptyValue, keyOf, kindOf } from "../values/value-kind.js";
import { findPartner } from "./find-partner.js";
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

/** Pairs where the second undoes the first, as a promise; for all others it is only asserted where it holds. */
const PAIRS: readonly (readonly [RegExp, string, boolean])[] = [
  [/^encode(.*)$/i, "decode$1", true],
  [/^escape(.*)$/i, "unescape$1", true],
  [/^dumps?(.*)$/i, "loads$1", true],
  [/^dump(.*)$/i, "load$1", true],
  [/^serialize(.*)$/i, "deserialize$1", true],
  [/^compress(.*)$/i, "decompress$1", true],
  [/^quote(.*)$/i, "unquote$1", true],
  [/^pack(.*)$/i, "unpack$1", true],
  [/^encrypt(.*)$/i, "decrypt$1", true],
  [/^(.*?)_?encode$/i, "$1_decode", true],
  [/^(.*)Encode$/, "$1Decode", true],
  [/^to_(.*)$/, "from_$1", false],
  [/^to([A-Z].*)$/, "from$1", false],
  [/^from_(.*)$/, "to_$1", false],
  [/^from([A-Z].*)$/, "to$1", false],
  [/^from_(.*)$/, "as_$1", false],
  [/^format(.*)$/, "parse$1", false],
  [/^camelize(.*)$/, "underscore$1", false],
  [/^pluralize$/, "singularize", false],
  [/^(.*)_to_(.*)$/, "$2_to_$1", false],
];
const ONCE = /^(?:normali[sz]e|canonicali[sz]e|dedup\w*|unique|uniq|trim|strip|sort|sorted|clean)(?:_|[A-Z]|$)/;

/** Round trips (`decode(encode(x))` is `x`), also between members of one class, and what changes nothing the second time. */
export function pairInverses(runs: readonly Recorded[], targets: readonly Target[]): readonly Property[] {
  const [any] = runs;
  if (!any || !isPlainUnit(any.target.unit)) return [];
  const { unit } = any.target;
  const first = runs
    .filter((run) => isPlainRun(run) && argumentsOf(run).length === 1 && isUsualRun(run))
    .slice(0, TRIED);
  if (first.length < 3) return [];
  const found: Property[] = [];
  const [chainable] = first;
  if (ONCE.test(lastName(unit.name)) && writtenValue((chainable as Recorded).observation) !== undefined)
    found.push(onceIsEnough(first, any.target));
  for (const pair of PAIRS) {
    const second = findPartner(any.target, pair, targets);
    if (!second || !isPlainUnit(second.unit) || !canFollow(unit, second.unit)) continue;
    const [, , promised] = pair;
    found.push(roundTrip(first, second, promised && first.every(({ scenario }) => fitsUnit(scenario, unit))));
    break;
  }
  return found;
}

/** Functions follow functions, members of one object follow each other, and a method follows the one that made the object. */
function canFollow(one: Unit, other: Unit): boolean {
  if (other.kind === "function" || other.kind === "static-method" || other.kind === "class-method")
    return one.kind !== "method" || other.kind !== "function";
  return other.kind === "method" && one.kind !== "function";
}

function onceIsEnough(first: readonly Recorded[], target: Target): Property {
  return {
    first: first.filter(({ observation }) => writtenValue(observation) !== undefined),
    second: target,
    promise: "gives another result when it is applied to its own result",
    chain: ({ scenario: { arrange, act } }) => ({
      arrange: [...arrange, { name: "once", call: act }],
      act: { ...(act as CallWith), args: [{ $: "var", name: "once" }] },
    }),
    holds: ({ outcome }, run) => {
      const before = writtenValue(run.observation);
      return outcome.kind !== "returned" || before === undefined ? null : sameValue(outcome.value, before);
    },
    isTelling,
  };
}

function roundTrip(first: readonly Recorded[], second: Target, promised: boolean): Property {
  const { unit } = (first[0] as Recorded).target;
  return {
    first,
    second,
    promise: promised ? `does not undo ${unit.name}` : null,
    chain: (run) => backAgain(run, second.unit),
    holds: ({ outcome }, run) => {
      const [input] = argumentsOf(run);
      if (outcome.kind === "stopped" || input === undefined) return null;
      if (outcome.kind === "raised") return false;
      // A decoder may well give back a number for what came as text: that is another matter.
      return kindOf(outcome.value) === kindOf(input) ? sameValue(outcome.value, input) : null;
    },
    isTelling,
  };
}

function backAgain({ scenario: { arrange, act }, target, observation }: Recorded, second: Unit): Scenario {
  const name = variableFor(target.unit);
  const made = { $: "var", name } as const;
  const steps = [...arrange, { name, call: act }];
  if (second.kind !== "method")
    return { arrange: steps, act: { kind: "function", ref: second.ref as string, args: [made] } };
  const member = memberName(second);
  // An object that was made from the input gives it back itself; otherwise the same receiver does.
  const own = act.kind !== "method" || writtenValue(observation) === undefined;
  if (own) return { arrange: steps, act: { kind: "method", on: made, name: member, args: [] } };
  return { arrange: steps, act: { kind: "method", on: act.on, name: member, args: [made] } };
}

/** `encode` -> `encoded`. */
function variableFor(unit: Unit): string {
  const verb = /^[a-z]+/.exec(lastName(unit.name))?.[0] ?? "made";
  return /^(?:to|from|as)$/.test(verb) ? "converted" : verb.endsWith("e") ? `${verb}d` : `${verb}ed`;
}

/** The first step does something. */
function isTelling(run: Recorded): boolean {
  const { outcome } = run.observation;
  return (
    outcome.kind === "returned" && !isEmptyValue(outcome.value) && keyOf(outcome.value) !== keyOf(argumentsOf(run)[0])
  );
}
