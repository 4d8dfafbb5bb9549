import type { Parameter, Shape } from "@autotest/core";
import type { Target } from "../ledger/find-targets.js";
import { createArms, type ParameterArms } from "./type-arms.js";

/** Most opinions that are taken over from what a unit calls. */
const MOST = 3;

/** Arms for every parameter of a unit; `observed` are opinions of the runtime, by the name of the parameter. */
export function armsOfUnit(
  target: Target,
  observed: { readonly [parameter: string]: readonly Shape[] } = {},
): readonly ParameterArms[] {
  return target.unit.parameters.map((parameter) =>
    createArms(parameter, [...(observed[parameter.name] ?? []), ...handedOn(target, parameter)]),
  );
}

/** What those a unit calls do with a parameter of the same name, where the unit says nothing of its own: it hands it on. */
function handedOn({ unit, callees }: Target, parameter: Parameter): readonly Shape[] {
  if (parameter.shapes.some(({ source }) => source !== "name")) return [];
  return callees
    .filter((callee) => callee !== unit)
    .flatMap(({ parameters }) => parameters.filter(({ name }) => name === parameter.name))
    .flatMap(({ shapes }) => shapes.filter(({ source }) => source !== "name"))
    .slice(0, MOST);
}
