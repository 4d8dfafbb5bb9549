import type { Call, Ref, Unit, Value } from "@autotest/core";
import type { Place } from "./emit-expectation.js";

/** The unit a call reaches, as far as its text says. */
export function unitOf(call: Call, units: readonly Unit[], candidateUnit: string): Unit | undefined {
  if ("ref" in call) return units.find((unit) => unit.ref !== null && sameRef(unit.ref, call.ref));
  const own = units.find((unit) => unit.name === candidateUnit);
  if (own?.name.split(".").at(-1) === call.name) return own;
  const named = units.filter((unit) => unit.name.endsWith(`.${call.name}`));
  return named.length === 1 ? named[0] : undefined;
}

/** The name of the parameter that takes positional argument `index`. */
export function parameterName(unit: Unit | undefined, index: number): string {
  const positional = unit?.parameters.filter((one) => one.kind === "positional" || one.kind === "rest") ?? [];
  const own = positional[index] ?? positional.findLast((one) => one.kind === "rest");
  return own?.name.replace(/^\*+|^_+/g, "") || "value";
}

/** A call as an expression; `set` is a statement. */
export function callText(call: Call, unit: Unit | undefined, place: Place, use: (ref: Ref) => string): string {
  if ("ref" in call) return `${use(call.ref)}(${argumentsText(call, unit, place)})`;
  const target = `${receiver(call.on, unit, place)}.${call.name}`;
  if (call.kind === "get") return target;
  if (call.kind === "set") return `${target} = ${place(call.name, call.args[0])}`;
  return `${target}(${argumentsText(call, unit, place)})`;
}

function argumentsText(
  call: Extract<Call, { args: readonly Value[]; kwargs?: unknown }>,
  unit: Unit | undefined,
  place: Place,
): string {
  const positional = call.args.map((value, index) => place(parameterName(unit, index), value));
  const named = Object.entries(("kwargs" in call && call.kwargs) || {});
  const plain = named
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name))
    .map(([name, value]) => `${name}=${place(name, value)}`);
  const odd = Object.fromEntries(named.filter(([name]) => !/^[A-Za-z_]\w*$/.test(name)));
  return [...positional, ...plain, ...(Object.keys(odd).length > 0 ? [`**${place("options", odd)}`] : [])].join(", ");
}

function receiver(value: Value, unit: Unit | undefined, place: Place): string {
  const role =
    unit?.owner
      ?.split(".")
      .at(-1)
      ?.replace(/([a-z0-9])([A-Z])/g, "$1_$2")
      .toLowerCase() ?? "instance";
  const text = place(role, value);
  return typeof value === "number" ? `(${text})` : text;
}

function sameRef(a: Ref, b: Ref): boolean {
  return a.slice(a.indexOf(":") + 1) === b.slice(b.indexOf(":") + 1);
}
