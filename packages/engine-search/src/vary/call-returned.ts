import type { Call, Outcome, Parameter, Scenario, Step, Value } from "@autotest/core";
import type { DrawContext } from "../draw/draw-context.js";
import { drawArguments } from "../draw/draw-scenario.js";
import { drawAny, drawValue } from "../draw/draw-value.js";
import { isReserved, nameReceiver } from "../draw/name-receiver.js";
import type { Target } from "../ledger/find-targets.js";
import { isRecord, isTagged } from "../values/value-kind.js";

/** Ways one returned function is called, functions of one result that are called, and most steps before that. */
const WAYS = 6;
const FUNCTIONS = 6;
const STEPS = 3;

/** A function that a call gave: the result itself, or one of its members. */
interface Given {
  /** The member's name, or the language's own for calling the result. */
  readonly method: string;
  /** What it calls itself. */
  readonly text: string;
  readonly arity: number;
}

/** True when a call gave a function: a closure, a decorated function, a record of functions; or a block to enter. */
export function gaveFunction(outcome: Outcome | undefined): boolean {
  return (
    outcome?.kind === "returned" &&
    outcome.via === "call" &&
    (isBlock(outcome.value) || givenBy(outcome.value, "").length > 0)
  );
}

function isBlock(value: Value): boolean {
  return isTagged(value) && (value.$ === "opaque" || value.$ === "object") && /ContextManager$/.test(value.type);
}

function givenBy(value: Value, invoke: string): readonly Given[] {
  if (isFunction(value)) {
    const members = (value.members ?? []).map((method) => ({ method, text: method, arity: 0 }));
    return [{ method: invoke, text: value.text ?? "", arity: value.arity ?? 0 }, ...members];
  }
  if (isTagged(value) && value.$ === "object" && value.members)
    return value.members.filter(isName).map((method) => ({ method, text: method, arity: 0 }));
  const fields = isRecord(value)
    ? value
    : isTagged(value) && value.$ === "object" && value.ref === undefined
      ? value.fields
      : {};
  return Object.entries(fields).flatMap(([method, field]) =>
    isFunction(field) && isName(method) ? [{ method, text: method, arity: field.arity ?? 0 }] : [],
  );
}

function isFunction(value: Value): value is Extract<Value, { $: "opaque" }> {
  return isTagged(value) && value.$ === "opaque" && /^(?:function|method|Function|AsyncFunction)$/.test(value.type);
}

function isName(text: string): boolean {
  return /^[a-z_]\w*$/i.test(text);
}

/**
 * Scenarios that call what a scenario returned, with what its own parameters ask for: once, once more with the same arguments
 * (a memo, a counter, a limit), with others, and after another function of the same result was called.
 */
export function callReturned(
  scenario: Scenario,
  outcome: Outcome,
  target: Target,
  context: DrawContext,
): readonly Scenario[] {
  const { invoke } = context.dialect;
  if (invoke === undefined || scenario.arrange.length >= STEPS || outcome.kind !== "returned") return [];
  if (isBlock(outcome.value)) return enterBlock(scenario, context);
  const given = givenBy(outcome.value, invoke).slice(0, FUNCTIONS);
  const [first] = given;
  if (first === undefined) return [];
  const name = freeName(first.method === invoke ? first.text : nameReceiver(target.unit.name), scenario, target);
  const made: Step = { name, call: scenario.act };
  const draw = (parameter: Parameter): Value => {
    const shape = context.random.pick(parameter.shapes);
    return shape ? drawValue(shape, parameter.name, context) : drawAny(parameter.name, context);
  };
  const call = ({ method, text, arity }: Given, way: number): Call => {
    const inner = target.callees.find((unit) => unit.name.endsWith(`.${text}`));
    const { args, kwargs } =
      inner === undefined
        ? { args: Array.from({ length: way % 2 === 0 ? arity : way % 3 }, () => drawAny("value", context)), kwargs: {} }
        : drawArguments(inner.parameters, draw, 0.6, context);
    const on: Value = { $: "var", name };
    return { kind: "method", on, name: method, args, ...(Object.keys(kwargs).length > 0 ? { kwargs } : {}) };
  };
  const found: Scenario[] = [];
  for (const one of given)
    for (let way = 0; way < WAYS; way++) {
      const act = call(one, way);
      const before = (...calls: readonly Call[]): readonly Step[] => [
        ...scenario.arrange,
        made,
        ...calls.map((each) => ({ call: each })),
      ];
      found.push({ ...scenario, arrange: before(), act });
      if (way % 3 === 0) found.push({ ...scenario, arrange: before(act), act });
      if (way % 3 === 1) found.push({ ...scenario, arrange: before(call(one, way)), act });
      const other = context.random.pick(given.filter((each) => each !== one));
      if (way % 3 === 2 && other) found.push({ ...scenario, arrange: before(act, call(other, way)), act });
    }
  return found;
}

/** Enters what a scenario returned, and leaves it in every way. */
function enterBlock({ arrange, act }: Scenario, { dialect: { block } }: DrawContext): readonly Scenario[] {
  if (block === undefined) return [];
  const on: Value = { $: "var", name: "context" };
  const made: readonly Step[] = [...arrange, { name: "context", call: act }];
  const enter: Call = { kind: "method", on, name: block.enter, args: [] };
  return [
    { arrange: made, act: enter },
    ...block.endings.map((args): Scenario => {
      return { arrange: [...made, { call: enter }], act: { kind: "method", on, name: block.leave, args } };
    }),
  ];
}

function freeName(wanted: string, { arrange }: Scenario, target: Target): string {
  const last = target.unit.name.slice(target.unit.name.lastIndexOf(".") + 1);
  const bare = wanted.replace(/^_+/, "");
  // The name of the unit itself is what the test imports.
  const free = !isName(bare) || isReserved(bare) || bare === last ? "returned" : bare;
  return arrange.some((step) => step.name === free) ? `inner_${free}` : free;
}
