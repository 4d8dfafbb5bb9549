import type { Call, Scenario, Value } from "@autotest/core";
import type { DrawContext } from "../draw/draw-context.js";
import { isTagged } from "../values/value-kind.js";
import { mutateScenario } from "./mutate-scenario.js";

/** Methods that hold their receiver against another of its kind. */
const COMPARING = /^(?:__(?:eq|ne|lt|le|gt|ge)__|equals?|is_?equal(?:_?to)?|compare(?:_?to)?|is_?same(?:_?as)?)$/i;
/** Near twins of one scenario. */
const NEAR = 6;

/** For a comparison with something else: with what is made alike, and with what differs in one argument. */
export function compareTwins({ arrange, act }: Scenario, context: DrawContext): readonly Scenario[] {
  const [first] = arrange;
  if (act.kind !== "method" || act.args.length !== 1 || !COMPARING.test(act.name)) return [];
  if (arrange.length !== 1 || !first || !("call" in first) || !isVariable(act.on, first.name)) return [];
  const made = asValue(first.call);
  if (made === null) return [];
  const against = (value: Value): Scenario => ({ arrange, act: { ...act, args: [value] } });
  const found = [against(made)];
  for (let tries = 0; tries < NEAR; tries++) {
    const near = asValue(mutateScenario({ arrange: [], act: first.call }, context).act);
    if (near !== null) found.push(against(near));
  }
  return found;
}

function isVariable(value: Value, name: string | undefined): boolean {
  return isTagged(value) && value.$ === "var" && value.name === name;
}

function asValue(call: Call): Value | null {
  if (call.kind !== "new" && call.kind !== "function") return null;
  return { $: "new", ref: call.ref, args: call.args, ...(call.kwargs ? { kwargs: call.kwargs } : {}) };
}
