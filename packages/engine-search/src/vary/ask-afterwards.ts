import type { Call, Scenario, Value } from "@autotest/core";
import { isTagged, keyOf, kindOf } from "../values/value-kind.js";

/** A method of an object that can be asked: how it was called before, and the names of its positional parameters. */
export interface Question {
  readonly calls: readonly Call[];
  readonly names: readonly string[];
}

/**
 * What `scenario` does, as a step of its own, and then a question to the same object: what a call leaves where nobody looks
 * shows in what is asked afterwards. It is asked about what the object was given: parameters of one name get what the call was
 * given (`names` are those of the call), or each the first value of its kind that any call on the object was given.
 */
export function askAfterwards(
  { arrange, act, ...rest }: Scenario,
  names: readonly string[],
  { calls, names: wanted }: Question,
): readonly Scenario[] {
  if ((act.kind !== "method" && act.kind !== "set") || !isVariable(act.on)) return [];
  const { on, args } = act;
  const given = [
    ...args,
    ...arrange.flatMap((step) => ("call" in step && step.call.kind === "method" ? step.call.args : [])),
  ];
  const later = calls.flatMap((call): readonly Call[] => {
    if (call.kind === "get") return [{ ...call, on }];
    if (call.kind !== "method" || call.args.some(isVariable)) return [];
    const byName = call.args.map((value, at) => args[names.indexOf(wanted[at] ?? "")] ?? value);
    const byKind = call.args.map((value) => given.find((other) => kindOf(other) === kindOf(value)) ?? value);
    return [byName, byKind, call.args].map((asked) => ({ ...call, on, args: asked }));
  });
  const found = later.map((call): Scenario => ({ ...rest, arrange: [...arrange, { call: act }], act: call }));
  return [...new Map(found.map((each) => [keyOf(each), each])).values()];
}

function isVariable(value: Value): boolean {
  return isTagged(value) && value.$ === "var";
}
