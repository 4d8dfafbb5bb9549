import type { Call, Parameter, Scenario, Shape, Unit, Value } from "@autotest/core";
import { bareName } from "../values/class-catalog.js";
import { isFamiliar, isNamedLike } from "../values/fit-shape.js";
import { isList, isRecord, isTagged, kindOf } from "../values/value-kind.js";
import type { Target } from "./find-targets.js";

/** More misfits than this in one argument say nothing new. */
const MOST = 3;

/** True when somebody wrote down what the parameter must be: an annotation, a checker's type, the documentation. */
export function isDeclared(parameter: Parameter): boolean {
  return declaredShapes(parameter).length > 0;
}

/** Declared and saying something: the first look at such a unit keeps to its types. */
export function hasDeclaredTypes(unit: Unit): boolean {
  return unit.parameters.some(isDeclared);
}

/**
 * In how many places the arguments of a call are not what their parameters say: wrong kinds, missing required arguments
 * and fields, elements of another type. 0 means that a type checker would have nothing to say, as far as shapes tell.
 */
export function countMisfits(call: Call, parameters: readonly Parameter[]): number {
  if (call.kind === "get") return 0;
  const positional = parameters.filter((parameter) => parameter.kind === "positional" || parameter.kind === "rest");
  const kwargs = call.kind === "set" ? {} : (call.kwargs ?? {});
  const given = call.args.map((value, index) => {
    const parameter = positional[Math.min(index, positional.length - 1)];
    return parameter === undefined ? 1 : misfitOf(value, parameter);
  });
  const named = Object.entries(kwargs).map(([name, value]) => {
    const parameter = parameters.find((each) => each.name === name);
    return parameter === undefined ? 0 : misfitOf(value, parameter);
  });
  const missing = positional.filter(
    (parameter, index) =>
      index >= call.args.length && !parameter.optional && parameter.kind !== "rest" && !(parameter.name in kwargs),
  );
  return [...given, ...named].reduce((sum, each) => sum + each, missing.length);
}

/** Misfits of the act and of the construction of its receiver. */
export function scenarioMisfits({ act, arrange }: Scenario, target: Target): number {
  const [first] = arrange;
  // A returned function is called with its own parameters; those of the unit are in the step that made it.
  if (act.kind === "method" && target.owner === undefined)
    return first && "call" in first ? countMisfits(first.call, target.unit.parameters) : 0;
  const made = act.kind === "method" && isTagged(act.on) && act.on.$ === "var" ? act.on.name : null;
  const maker = arrange.find((step) => step !== first && step.name === made && made !== null);
  if (maker && "call" in maker) return countMisfits(maker.call, target.unit.parameters);
  // A class without parameters of its own may have those of a base, which only the runtime knows.
  const taken = target.owner?.parameters ?? [];
  const receiver =
    first && "call" in first && first.call.kind === "new" && taken.length > 0 ? countMisfits(first.call, taken) : 0;
  return countMisfits(act, target.unit.parameters) + receiver;
}

function misfitOf(value: Value, parameter: Parameter): number {
  const declared = declaredShapes(parameter);
  if (declared.length > 0) {
    // A rest parameter may be declared as its elements or as the list of them.
    const shapes =
      parameter.kind === "rest"
        ? declared.flatMap((shape) => [shape, ...(shape.element ? [shape.element] : [])])
        : declared;
    return Math.min(MOST, ...shapes.map((shape) => misfit(value, shape)));
  }
  // Anything can be asked whether it is there: `!value` says nothing about what else it may be.
  if (parameter.shapes.every(({ kind, source, weight = 1 }) => kind === "bool" && source === "usage" && weight < 0.5))
    return 0;
  if (!isFamiliar(value, parameter)) return 1;
  // Nobody would call something that is named a text with a number, even where that goes well.
  return isNamedLike(value, parameter) || value === null ? 0 : 0.3;
}

function declaredShapes(parameter: Parameter): readonly Shape[] {
  return parameter.shapes.filter(
    ({ source, kind }) => (source === "annotation" || source === "checker" || source === "doc") && kind !== "unknown",
  );
}

function misfit(value: Value, shape: Shape): number {
  const kind = kindOf(value);
  const is = (...kinds: readonly string[]): number => (kinds.includes(kind) ? 0 : 1);
  switch (shape.kind) {
    case "union":
      return Math.min(1, ...(shape.options ?? []).map((option) => misfit(value, option)));
    case "unknown":
      return 0;
    case "none":
      return is("nothing");
    case "float":
      return is("int", "float") + (isTagged(value) && "v" in value && /nan|inf/.test(String(value.v)) ? 0.5 : 0);
    case "path":
      return is("text", "instance");
    case "literal":
    case "enum":
      return (shape.values ?? [value]).some((each) => JSON.stringify(each) === JSON.stringify(value)) ? 0 : 1;
    case "record":
      return isRecord(value) ? fieldsMisfit(value, shape) : is("map", "instance");
    case "map":
      return isRecord(value) ? elementsMisfit(Object.values(value), shape.element) : is("map", "record");
    case "list":
      if (isTagged(value) && value.$ === "iterator") return shape.once ? elementsMisfit(value.v, shape.element) : 1;
      return isList(value) ? elementsMisfit(value, shape.element) : 1;
    case "set":
    case "tuple":
      if (!isTagged(value) || (value.$ !== "set" && value.$ !== "frozenset" && value.$ !== "tuple")) return 1;
      if (kind !== shape.kind) return 1;
      return shape.items ? itemsMisfit(value.v, shape.items) : elementsMisfit(value.v, shape.element);
    case "instance":
      if (!isTagged(value) || value.$ !== "new") return is("instance", "date", "regexp", "reference");
      // Another class may well be a subclass: only a slight doubt.
      return shape.ref === undefined || bareName(value.ref) === bareName(shape.ref) ? 0 : 0.25;
    case "callable":
      return is("callable", "reference");
    default:
      return is(shape.kind);
  }
}

function fieldsMisfit(value: { readonly [name: string]: Value }, { fields = {}, optional = [] }: Shape): number {
  const total = Object.entries(fields).reduce((sum, [name, inner]) => {
    if (!(name in value)) return sum + (optional.includes(name) ? 0 : 1);
    return sum + misfit(value[name] as Value, inner);
  }, 0);
  return Math.min(MOST, total);
}

function elementsMisfit(items: readonly Value[], element: Shape | undefined): number {
  if (element === undefined) return 0;
  return Math.min(
    MOST,
    items.reduce((sum: number, item) => sum + misfit(item, element), 0),
  );
}

function itemsMisfit(items: readonly Value[], shapes: readonly Shape[]): number {
  if (items.length !== shapes.length) return 1;
  return Math.min(
    MOST,
    items.reduce((sum: number, item, index) => sum + misfit(item, shapes[index] as Shape), 0),
  );
}
