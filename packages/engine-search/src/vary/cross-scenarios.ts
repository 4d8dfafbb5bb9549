import type { Kwargs, Parameter, Random, Scenario, Value } from "@autotest/core";

/** A child of two scenarios of one target: the receiver of one and the act of the other, or arguments from either. */
export function crossScenarios(
  left: Scenario,
  right: Scenario,
  parameters: readonly Parameter[],
  random: Random,
): Scenario {
  const surroundings = left.surroundings ?? right.surroundings;
  const around = surroundings === undefined ? {} : { surroundings };
  const arrange = random.next() < 0.5 ? left.arrange : right.arrange;
  if (arrange.length > 0 && random.next() < 0.6)
    return { ...around, arrange, act: arrange === left.arrange ? right.act : left.act };
  return { ...around, arrange, act: mixArguments(left.act, right.act, parameters, random) };
}

function mixArguments(
  left: Scenario["act"],
  right: Scenario["act"],
  parameters: readonly Parameter[],
  random: Random,
): Scenario["act"] {
  if (left.kind === "get" || left.kind === "set" || right.kind === "get" || right.kind === "set") return left;
  const length = random.next() < 0.5 ? left.args.length : right.args.length;
  const args: Value[] = [];
  for (let index = 0; index < length; index++) {
    const [first, second] =
      random.next() < 0.5 ? [left.args[index], right.args[index]] : [right.args[index], left.args[index]];
    const value = first ?? second;
    if (value !== undefined) args.push(value);
  }
  const { kwargs: _, ...bare } = left;
  const kwargs = mixNamed(left.kwargs ?? {}, right.kwargs ?? {}, random);
  // What is given by position must not be given by name as well.
  for (const parameter of parameters.slice(0, args.length))
    if (parameter.kind === "positional") delete kwargs[parameter.name];
  return Object.keys(kwargs).length > 0 ? { ...bare, args, kwargs } : { ...bare, args };
}

function mixNamed(left: Kwargs, right: Kwargs, random: Random): { [name: string]: Value } {
  const mixed: { [name: string]: Value } = {};
  for (const name of [...new Set([...Object.keys(left), ...Object.keys(right)])]) {
    const value = random.next() < 0.5 ? left[name] : right[name];
    if (value !== undefined) mixed[name] = value;
  }
  return mixed;
}
