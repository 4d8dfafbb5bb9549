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

/** How a writer names things and writes special methods. */
export interface CallWords {
  readonly operators: { readonly [method: string]: string };
  readonly invoke: string | undefined;
  use(ref: Ref): string;
}

/** The way people write a call of a special method, `$self` and `$0` in it, or null for any other call. */
export function operatorOf(call: Call, { operators }: CallWords): string | null {
  if (call.kind !== "method" || !Object.hasOwn(operators, call.name)) return null;
  const text = operators[call.name] as string;
  const wanted = new Set(text.match(/\$\d/g)).size;
  return call.args.length === wanted && Object.keys(call.kwargs ?? {}).length === 0 ? text : null;
}

/** True for a call that gives no value: an assignment, a deletion. */
export function isStatement(call: Call, words: CallWords): boolean {
  return call.kind === "set" || /^del | = /.test(operatorOf(call, words) ?? "");
}

/** True for an operator that another comparison must not follow without parentheses. */
export function isComparison(call: Call, words: CallWords): boolean {
  return / (?:==|!=|<=?|>=?|in) /.test(operatorOf(call, words) ?? "");
}

/** A call as an expression, or as a statement where it gives no value. */
export function callText(call: Call, unit: Unit | undefined, place: Place, words: CallWords): string {
  const { use, invoke } = words;
  const operator = operatorOf(call, words);
  if (operator !== null && call.kind === "method") {
    const self = receiver(call.on, unit, place);
    return operator.replace(/\$(self|\d)/g, (_, word: string) => {
      if (word === "self") return self;
      const value = call.args[Number(word)] as Value;
      const text = place(parameterName(unit, Number(word)), value);
      return isLoose(value) && !operator.includes("[$") ? `(${text})` : text;
    });
  }
  if (call.kind === "method" && call.name === invoke)
    return `${receiver(call.on, unit, place)}(${argumentsText(call, unit, place)})`;
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
  return typeof value === "number" || isLoose(value) ? `(${text})` : text;
}

/** A value whose text falls apart beside an operator. */
function isLoose(value: Value): boolean {
  return typeof value === "object" && value !== null && "$" in value && value.$ === "callable";
}

function sameRef(a: Ref, b: Ref): boolean {
  return a.slice(a.indexOf(":") + 1) === b.slice(b.indexOf(":") + 1);
}
