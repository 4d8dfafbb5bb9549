import type { Parameter, Scenario, Shape, Unit, Value } from "@autotest/core";
import { bareName } from "./class-catalog.js";
import { isList, isRecord, isTagged, kindOf } from "./value-kind.js";

/** True when every argument of the act fits what the annotation, the checker or the documentation says about it; false when anything is unsaid. */
export function fitsUnit(scenario: Scenario, unit: Unit): boolean {
  const { act } = scenario;
  // Steps that prepare a receiver are not checked against types, so only a plainly constructed one counts as fitting.
  if (
    scenario.arrange.some(
      (step) =>
        "value" in step ||
        step.call.kind !== "new" ||
        step.call.args.length > 0 ||
        Object.keys(step.call.kwargs ?? {}).length > 0,
    )
  )
    return false;
  if (act.kind === "get") return true;
  const positional = unit.parameters.filter((parameter) => parameter.kind === "positional");
  const named = act.kind === "set" ? {} : (act.kwargs ?? {});
  if (act.args.length > positional.length) return false;
  const given = act.args.every((value, index) => fitsParameter(value, positional[index] as Parameter));
  const byName = Object.keys(named).every((name) => {
    const parameter = unit.parameters.find((each) => each.name === name);
    return parameter !== undefined && fitsParameter(named[name] as Value, parameter);
  });
  const complete = positional.every(
    (parameter, index) => parameter.optional || index < act.args.length || parameter.name in named,
  );
  return given && byName && complete;
}

function fitsParameter(value: Value, parameter: Parameter): boolean {
  const strong = parameter.shapes.filter(
    (shape) => shape.source === "annotation" || shape.source === "checker" || shape.source === "doc",
  );
  return strong.length > 0 && strong.every((shape) => fitsShape(value, shape));
}

/** True when `value` is surely one of `shape`; what is unknown is not sure. */
export function fitsShape(value: Value, shape: Shape): boolean {
  const kind = kindOf(value);
  const all = (items: readonly Value[], inner: Shape | undefined): boolean =>
    inner !== undefined && items.every((item) => fitsShape(item, inner));
  switch (shape.kind) {
    case "bool":
    case "bytes":
      return kind === shape.kind;
    case "text":
      return kind === "text" && shape.pattern === undefined && shape.format === undefined;
    case "int":
      return kind === "int";
    case "float":
      return (
        (kind === "int" || kind === "float") &&
        !(isTagged(value) && /nan|inf/.test("v" in value ? String(value.v) : ""))
      );
    case "none":
      return kind === "nothing";
    case "list":
      if (isTagged(value) && value.$ === "iterator")
        return shape.once === true && (value.v.length === 0 || all(value.v, shape.element));
      return isList(value) && (value.length === 0 || all(value, shape.element));
    case "set":
      return isTagged(value) && (value.$ === "set" || value.$ === "frozenset") && all(value.v, shape.element);
    case "tuple":
      if (!isTagged(value) || value.$ !== "tuple") return false;
      if (shape.items)
        return (
          shape.items.length === value.v.length &&
          value.v.every((item, index) => fitsShape(item, (shape.items as readonly Shape[])[index] as Shape))
        );
      return all(value.v, shape.element);
    case "map":
      return isRecord(value) && shape.key?.kind === "text" && all(Object.values(value), shape.element);
    case "record":
      return (
        isRecord(value) &&
        Object.entries(shape.fields ?? {}).every(([name, inner]) =>
          name in value ? fitsShape(value[name] as Value, inner) : shape.optional?.includes(name) === true,
        )
      );
    case "literal":
    case "enum":
      return (shape.values ?? []).some((each) => JSON.stringify(each) === JSON.stringify(value));
    case "instance":
      return (
        isTagged(value) &&
        value.$ === "new" &&
        shape.ref !== undefined &&
        bareName(value.ref) === bareName(shape.ref) &&
        // What a class of the project was made of is not checked here, so only a plainly made one is surely right.
        (!value.ref.startsWith(":") || (value.args.length === 0 && Object.keys(value.kwargs ?? {}).length === 0))
      );
    case "union":
      return (shape.options ?? []).some((option) => fitsShape(value, option));
    default:
      return false;
  }
}

/** True when some opinion about the parameter allows the kind of `value`, or nobody has one. */
export function isFamiliar(value: Value, parameter: Parameter | undefined): boolean {
  const known = parameter?.shapes.filter((shape) => shape.kind !== "unknown" && shape.source !== "name") ?? [];
  return known.length === 0 || known.some((shape) => mayBe(value, shape));
}

/** True when a guess by the parameter's name allows the kind of `value`, or there is none. */
export function isNamedLike(value: Value, parameter: Parameter | undefined): boolean {
  const guesses = parameter?.shapes.filter((shape) => shape.source === "name" && shape.kind !== "unknown") ?? [];
  return guesses.length === 0 || guesses.some((shape) => mayBe(value, shape));
}

function mayBe(value: Value, shape: Shape): boolean {
  const kind = kindOf(value);
  if (shape.kind === "union") return (shape.options ?? []).some((option) => mayBe(value, option));
  if (shape.kind === "unknown") return true;
  if (shape.kind === "float") return kind === "int" || kind === "float";
  if (shape.kind === "none") return kind === "nothing";
  if (shape.kind === "path") return kind === "text" || kind === "instance";
  if (shape.kind === "map" || shape.kind === "record") return kind === "record" || kind === "map";
  if (shape.kind === "literal" || shape.kind === "enum")
    return shape.values === undefined || shape.values.some((each) => JSON.stringify(each) === JSON.stringify(value));
  if (shape.kind === "instance")
    return kind === "instance" || kind === "date" || kind === "regexp" || kind === "reference";
  return kind === shape.kind;
}
