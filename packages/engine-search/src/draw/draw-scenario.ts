import type { Call, Kwargs, Parameter, Scenario, Step, Unit, Value } from "@autotest/core";
import { memberName, type Target } from "../ledger/find-targets.js";
import { askForKeys } from "./ask-for-keys.js";
import type { DrawContext } from "./draw-context.js";
import { drawConstruction } from "./draw-instance.js";
import { drawInteger } from "./draw-number.js";
import { drawAny, drawValue } from "./draw-value.js";
import { nameReceiver } from "./name-receiver.js";
import { type Arm, chooseArm, drawByArm, type ParameterArms } from "./type-arms.js";

/** How often a step takes the value that another has under the same name. */
const SHARED = 0.6;

/** How often an object is asked for what the steps before put into it. */
const ASKED = 0.4;

/** A scenario and the arms it was drawn by, to be rewarded. */
export interface Drawn {
  readonly scenario: Scenario;
  readonly arms: readonly Arm[];
}

/** How adventurous a draw is. */
export interface DrawStyle {
  /** Chance that an optional parameter is left out. */
  readonly omit: number;
  /** Most arrange steps between construction and act. */
  readonly steps: number;
  /** Keep to declared types. */
  readonly strict: boolean;
}

/** A fresh scenario that acts on the target, or null when its receiver cannot be constructed. */
export function drawScenario(
  target: Target,
  arms: readonly ParameterArms[],
  style: DrawStyle,
  context: DrawContext,
): Drawn | null {
  const used: Arm[] = [];
  const draw = (parameter: Parameter): Value => {
    const competing = arms.find((each) => each.parameter === parameter);
    if (!competing) return drawAny(parameter.name, context);
    const arm = chooseArm(competing, style.strict, context.random);
    arm.plays++;
    used.push(arm);
    return drawByArm(arm, parameter, context);
  };
  const { unit } = target;
  const { args, kwargs } = drawArguments(unit.parameters, draw, style.omit, context);
  const named = Object.keys(kwargs).length > 0 ? { kwargs } : {};
  if (unit.kind === "class" && unit.ref !== null)
    return { scenario: { arrange: [], act: { kind: "new", ref: unit.ref, args, ...named } }, arms: used };
  if (unit.kind === "function" || unit.kind === "static-method" || unit.kind === "class-method") {
    return {
      scenario: { arrange: [], act: { kind: "function", ref: unit.ref as string, args, ...named } },
      arms: used,
    };
  }
  const member = memberName(unit);
  const constant = drawMember(unit, context);
  const receiver = constant === null ? drawReceiver(unit, context) : null;
  if (constant === null && receiver === null) return null;
  const name = nameReceiver(unit.owner ?? unit.name);
  const on: Value = constant ?? { $: "var", name };
  const arrange: Step[] =
    receiver === null
      ? []
      : [
          { name, call: receiver },
          ...drawWriters(target, on, style.steps, namedValues(unit.parameters, args, kwargs), context),
        ];
  if (unit.kind === "getter") return { scenario: { arrange, act: { kind: "get", on, name: member } }, arms: used };
  if (unit.kind === "setter")
    return {
      scenario: { arrange, act: { kind: "set", on, name: member, args: [args[0] ?? drawAny(member, context)] } },
      arms: used,
    };
  const { block } = context.dialect;
  if (member === block?.leave) {
    const ending = context.random.pick(block.endings) ?? [];
    const entered: Step = { call: { kind: "method", on, name: block.enter, args: [] } };
    return {
      scenario: { arrange: [...arrange, entered], act: { kind: "method", on, name: member, args: ending } },
      arms: used,
    };
  }
  const isAsked = arrange.length > 1 && context.random.next() < ASKED;
  const asked = isAsked ? askForKeys(args, arrange, context.random) : args;
  return { scenario: { arrange, act: { kind: "method", on, name: member, args: asked, ...named } }, arms: used };
}

/** The construction of a method's receiver as a call, or null. */
export function drawReceiver(unit: Unit, context: DrawContext): Extract<Call, { kind: "new" | "function" }> | null {
  const owner = unit.owner;
  if (owner === undefined) return null;
  const info = context.random.pick(context.classes.concrete(`:${owner}`).slice(0, 3));
  if (!info) return null;
  if (info.members) return null;
  const built = drawConstruction(info, context, 0);
  if (typeof built !== "object" || built === null || !("$" in built) || built.$ !== "new") return null;
  const { ref, args, kwargs } = built as {
    readonly ref: string;
    readonly args: readonly Value[];
    readonly kwargs?: Kwargs;
  };
  const kind = ref === info.ref ? "new" : "function";
  return kwargs === undefined ? { kind, ref, args } : { kind, ref, args, kwargs };
}

/** A member of the enumeration that a method belongs to, or null. */
function drawMember(unit: Unit, context: DrawContext): Value | null {
  const info = unit.owner === undefined ? undefined : context.classes.find(`:${unit.owner}`);
  return info?.members ? (context.random.pick(info.members) ?? null) : null;
}

/** What each parameter was given, by its name. */
function namedValues(parameters: readonly Parameter[], args: readonly Value[], kwargs: Kwargs): Map<string, Value> {
  const given = new Map(Object.entries(kwargs));
  for (const [at, { name, kind }] of parameters.entries()) {
    const value = args[at];
    if (kind === "positional" && value !== undefined) given.set(name, value);
  }
  return given;
}

/** Steps that change the receiver. What the act or a step before is `given` under a name is often meant by that name again. */
function drawWriters(
  target: Target,
  on: Value,
  most: number,
  given: Map<string, Value>,
  context: DrawContext,
): readonly Step[] {
  const { random } = context;
  if (most > 0 && target.fields.length > 0 && random.next() < (target.writers.length === 0 ? 0.4 : 0.2)) {
    const name = random.pick(target.fields) as string;
    return [
      { call: { kind: "set", on, name, args: [random.next() < 0.6 ? drawInteger(context) : drawAny(name, context)] } },
    ];
  }
  if (target.writers.length === 0 || most === 0) return [];
  const count = random.pick([0, 0, 0, 1, 1, 1, 2, 2, 3, 4]) as number;
  const steps: Step[] = [];
  for (let index = 0; index < Math.min(count, most); index++) {
    const writer = random.pick(target.writers) as Unit;
    const draw = (parameter: Parameter): Value => {
      const known = given.get(parameter.name);
      if (known !== undefined && random.next() < SHARED) return known;
      const shape = random.pick(parameter.shapes);
      return shape && random.next() < 0.9
        ? drawValue(shape, parameter.name, context)
        : drawAny(parameter.name, context);
    };
    const { args, kwargs } = drawArguments(writer.parameters, draw, 0.7, context);
    for (const [key, value] of namedValues(writer.parameters, args, kwargs)) if (!given.has(key)) given.set(key, value);
    const name = memberName(writer);
    if (writer.kind === "setter")
      steps.push({ call: { kind: "set", on, name, args: [args[0] ?? drawAny(name, context)] } });
    else
      steps.push({ call: { kind: "method", on, name, args, ...(Object.keys(kwargs).length > 0 ? { kwargs } : {}) } });
  }
  return steps;
}

/** Arguments for a parameter list; after the first one left out, the rest go by name where that is possible. */
export function drawArguments(
  parameters: readonly Parameter[],
  draw: (parameter: Parameter) => Value,
  omit: number,
  context: DrawContext,
): { readonly args: readonly Value[]; readonly kwargs: Kwargs } {
  const { random, dialect } = context;
  const args: Value[] = [];
  const kwargs: { [name: string]: Value } = {};
  const last = parameters.reduce((found, parameter, index) => (parameter.optional ? found : index), -1);
  let skipped = false;
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.kind === "rest") {
      if (!skipped) for (let count = random.below(4); count > 0; count--) args.push(draw(parameter));
    } else if (parameter.kind === "keywords") {
      if (dialect.keywords && random.next() < 0.4)
        kwargs[random.pick(["name", "value", "key"]) as string] = draw(parameter);
    } else if (parameter.optional && random.next() < omit) {
      const later =
        index < last ||
        (!dialect.keywords &&
          parameters.slice(index + 1).some((next) => next.kind === "positional" && random.next() < 0.3));
      if (!dialect.keywords && later) args.push(dialect.nothing[0] ?? null);
      else skipped = true;
    } else if (parameter.kind === "named" || (skipped && dialect.keywords)) {
      if (dialect.keywords) kwargs[parameter.name] = draw(parameter);
    } else if (!skipped) args.push(draw(parameter));
  }
  return { args, kwargs };
}
