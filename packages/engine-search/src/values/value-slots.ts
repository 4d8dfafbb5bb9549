import type { Scenario, Surroundings, Value } from "@autotest/core";
import { isList, isRecord, isSequence, isTagged, numberIn } from "./value-kind.js";

/** A place of a scenario that holds a value. */
export interface Slot {
  /** Keys from the root of the scenario. */
  readonly path: readonly (string | number)[];
  readonly value: Value;
  /** True when no value is inside it. */
  readonly leaf: boolean;
  /** 0 for an argument itself, 1 for what is inside it, and so on. */
  readonly depth: number;
}

/** Every value slot of a scenario, arguments of the act first, outer before inner. */
export function slotsOf(scenario: Scenario): readonly Slot[] {
  const slots: Slot[] = [];
  if (!endsBlock(scenario)) addCall(slots, scenario.act, ["act"]);
  if (scenario.surroundings) addSurroundings(slots, scenario.surroundings);
  scenario.arrange.forEach((step, index) => {
    if ("value" in step) addValue(slots, step.value, ["arrange", index, "value"], 0);
    else addCall(slots, step.call, ["arrange", index, "call"]);
  });
  return slots;
}

/**
 * True when the act leaves a block that the step before it entered, as the runtime would: without an error, or with the class of one,
 * the error and what led there. Those arguments belong together and are no inputs.
 */
export function endsBlock({ arrange, act }: Scenario): boolean {
  const entry = arrange.at(-1);
  if (act.kind !== "method" || act.args.length !== 3 || !entry || !("call" in entry)) return false;
  const { call, name } = entry;
  if (name !== undefined || call.kind !== "method" || call.args.length > 0) return false;
  if (JSON.stringify(call.on) !== JSON.stringify(act.on)) return false;
  const [type = null, error = null] = act.args;
  if (act.args.every((value) => value === null)) return true;
  return isTagged(type) && type.$ === "ref" && isTagged(error) && error.$ === "new" && error.ref === type.ref;
}

/** The scenario with `value` in a slot of it; null where only a text fits and this is none. */
export function putInto(scenario: Scenario, { path }: Slot, value: Value): Scenario | null {
  if (path[0] !== "surroundings" || path[1] === "state") return replaceAt(scenario, path, value);
  const number = numberIn(value);
  const text = typeof value === "string" ? value : number === null ? null : String(number);
  return text === null || text.includes("\0") ? null : replaceAt(scenario, path, text);
}

/** The same tree with `value` at `path`, and records on the way where there are none; nothing is changed in place. */
export function replaceAt<T>(root: T, path: readonly (string | number)[], value: unknown): T {
  if (path.length === 0) return value as T;
  const [key, ...rest] = path as [string | number, ...(string | number)[]];
  if (Array.isArray(root)) {
    const copy = [...root];
    copy[key as number] = replaceAt(copy[key as number], rest, value);
    return copy as T;
  }
  const record = (root ?? {}) as { readonly [key: string]: unknown };
  return { ...record, [key]: replaceAt(record[key as string], rest, value) } as T;
}

/** Of what surrounds it, texts and the state of the module only: the rest has few values, which are drawn. */
function addSurroundings(
  slots: Slot[],
  { arguments: words = [], input, environment = {}, files = {}, state = {} }: Surroundings,
): void {
  const add = (value: string | null | undefined, ...path: Slot["path"]): void => {
    if (typeof value === "string") slots.push({ path: ["surroundings", ...path], value, leaf: true, depth: 0 });
  };
  words.forEach((word, index) => {
    add(word, "arguments", index);
  });
  add(input, "input");
  for (const [name, value] of Object.entries(environment)) add(value, "environment", name);
  for (const [path, text] of Object.entries(files)) add(text, "files", path);
  for (const [name, value] of Object.entries(state)) addValue(slots, value, ["surroundings", "state", name], 0);
}

function addCall(slots: Slot[], call: Scenario["act"], path: readonly (string | number)[]): void {
  if ("args" in call)
    for (const [index, item] of call.args.entries()) addValue(slots, item, [...path, "args", index], 0);
  if ("kwargs" in call && call.kwargs !== undefined) {
    for (const name of Object.keys(call.kwargs))
      addValue(slots, call.kwargs[name] as Value, [...path, "kwargs", name], 0);
  }
  if ("on" in call && isTagged(call.on) && call.on.$ === "new") addValue(slots, call.on, [...path, "on"], 0);
}

function addValue(slots: Slot[], value: Value, path: readonly (string | number)[], depth: number): void {
  const inside = partsOf(value);
  slots.push({ path, value, leaf: inside.length === 0, depth });
  for (const [keys, part] of inside) addValue(slots, part, [...path, ...keys], depth + 1);
}

function partsOf(value: Value): readonly (readonly [readonly (string | number)[], Value])[] {
  if (isList(value)) return value.map((item, index) => [[index], item] as const);
  if (isRecord(value)) return Object.keys(value).map((name) => [[name], value[name] as Value] as const);
  if (!isTagged(value)) return [];
  if (isSequence(value)) {
    return value.v.map((item, index) => [["v", index], item] as const);
  }
  if (value.$ === "map") {
    return value.v.flatMap(([key, item], index) => [[["v", index, 0], key] as const, [["v", index, 1], item] as const]);
  }
  if (value.$ === "new") {
    const kwargs = value.kwargs ?? {};
    return [
      ...value.args.map((item, index) => [["args", index], item] as const),
      ...Object.keys(kwargs).map((name) => [["kwargs", name], kwargs[name] as Value] as const),
    ];
  }
  if (value.$ === "callable" && value.v !== undefined) return [[["v"], value.v]];
  return [];
}
