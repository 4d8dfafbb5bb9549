import type { Call, Outcome, Parameter, Scenario, Value } from "@autotest/core";
import type { DrawContext } from "./draw-context.js";
import { drawArguments } from "./draw-scenario.js";
import { drawAny, drawValue } from "./draw-value.js";
import type { Target } from "./find-targets.js";
import { isTagged } from "./value-kind.js";

/** Ways a returned function is called, and most steps before that. */
const WAYS = 6;
const STEPS = 3;

/** True when a call gave a function: a closure, a decorated function. */
export function gaveFunction(outcome: Outcome | undefined): boolean {
  if (outcome?.kind !== "returned" || outcome.via !== "call" || !isTagged(outcome.value)) return false;
  return outcome.value.$ === "opaque" && /^(?:function|method|Function|AsyncFunction)$/.test(outcome.value.type);
}

/** Scenarios that call the function a scenario returned, with what its own parameters ask for. */
export function callReturned(
  scenario: Scenario,
  outcome: Outcome,
  target: Target,
  context: DrawContext,
): readonly Scenario[] {
  const { invoke } = context.dialect;
  if (invoke === undefined || scenario.arrange.length >= STEPS || outcome.kind !== "returned") return [];
  const { value } = outcome;
  const text = isTagged(value) && value.$ === "opaque" ? (value.text ?? "") : "";
  const name = freeName(/^[a-z_]\w*$/i.test(text) ? text : "returned", scenario);
  const inner = target.callees.find((unit) => unit.name.endsWith(`.${text}`));
  const on: Value = { $: "var", name };
  const draw = (parameter: Parameter): Value => {
    const shape = context.random.pick(parameter.shapes);
    return shape ? drawValue(shape, parameter.name, context) : drawAny(parameter.name, context);
  };
  const found: Scenario[] = [];
  for (let way = 0; way < WAYS; way++) {
    const { args, kwargs } =
      inner === undefined
        ? { args: Array.from({ length: way % 3 }, () => drawAny("value", context)), kwargs: {} }
        : drawArguments(inner.parameters, draw, 0.6, context);
    const act: Call = {
      kind: "method",
      on,
      name: invoke,
      args,
      ...(Object.keys(kwargs).length > 0 ? { kwargs } : {}),
    };
    found.push({ arrange: [...scenario.arrange, { name, call: scenario.act }], act });
  }
  return found;
}

function freeName(wanted: string, { arrange }: Scenario): string {
  const bare = wanted.replace(/^_+/, "") || "returned";
  return arrange.some((step) => step.name === bare) ? `inner_${bare}` : bare;
}
