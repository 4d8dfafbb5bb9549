import type { Parameter, Scenario, Shape, Value } from "@autotest/core";
import type { Target } from "../ledger/find-targets.js";
import type { ClassCatalog } from "../values/class-catalog.js";

/** Most combinations that are run completely. */
const MOST = 64;

/** Every scenario of a target whose parameters are all booleans, enums or literals; null when there are too many or too wide ones. */
export function exhaustDomain(target: Target, classes: ClassCatalog): readonly Scenario[] | null {
  const { unit } = target;
  if (unit.ref === null || (unit.kind !== "function" && unit.kind !== "static-method" && unit.kind !== "class-method"))
    return null;
  if (unit.parameters.length === 0) return null;
  let combinations: (readonly Value[])[] = [[]];
  for (const parameter of unit.parameters) {
    if (parameter.kind !== "positional") return null;
    const values = domainOf(parameter, classes);
    if (values === null) return null;
    combinations = combinations.flatMap((args) => values.map((value) => [...args, value]));
    if (combinations.length > MOST) return null;
  }
  const ref = unit.ref;
  return combinations.map((args) => ({ arrange: [], act: { kind: "function", ref, args } }));
}

function domainOf(parameter: Parameter, classes: ClassCatalog): readonly Value[] | null {
  const strong = parameter.shapes.find((shape) => shape.source === "annotation" || shape.source === "checker");
  return strong ? valuesOf(strong, classes) : null;
}

function valuesOf(shape: Shape, classes: ClassCatalog): readonly Value[] | null {
  if (shape.kind === "bool") return [true, false];
  if (shape.kind === "none") return [null];
  if (shape.kind === "literal" || shape.kind === "enum") {
    return shape.values ?? (shape.ref === undefined ? null : (classes.find(shape.ref)?.members ?? null));
  }
  if (shape.kind !== "union" || !shape.options) return null;
  const all: Value[] = [];
  for (const option of shape.options) {
    const values = valuesOf(option, classes);
    if (values === null) return null;
    all.push(...values);
  }
  return all;
}
