import type { Parameter, Scenario, ShapeKind, Unit, Value } from "@autotest/core";
import type { ClassCatalog } from "../values/class-catalog.js";
import { isFamiliar } from "../values/fit-shape.js";
import { isList, isRecord, isTagged, keyOf, numberIn } from "../values/value-kind.js";
import { endsBlock, putInto, replaceAt, slotsOf } from "../values/value-slots.js";
import { weighScenario } from "../values/weigh-value.js";
import { fewerSurroundings } from "./simplify-surroundings.js";
import { simplifyTogether } from "./simplify-together.js";

/** Most simpler neighbours of one scenario per round. */
const MOST = 48;

/** Simpler neighbours of a scenario, the biggest step first: fewer steps, fewer arguments, smaller values. */
export function simplifyScenario(scenario: Scenario, unit: Unit, classes: ClassCatalog): readonly Scenario[] {
  const own = weighScenario(scenario);
  const found = new Map<string, Scenario>();
  const offer = (next: Scenario | null): void => {
    if (next === null) return;
    if (endsBlock(scenario) && !endsBlock(next)) return;
    if (weighScenario(next) < own) found.set(keyOf(next), next);
  };
  for (let index = scenario.arrange.length - 1; index >= 1; index--) {
    offer({ ...scenario, arrange: scenario.arrange.filter((_, at) => at !== index) });
  }
  for (const next of fewerSurroundings(scenario)) offer(next);
  for (const next of fewerArguments(scenario, unit.parameters)) offer(next);
  for (const next of plainerReceiver(scenario)) offer(next);
  for (const next of simplifyTogether(scenario)) offer(next);
  for (const slot of slotsOf(scenario))
    for (const value of simplerValues(slot.value, classes)) offer(putInto(scenario, slot, value));
  for (const next of familiarArguments(scenario, unit.parameters)) found.set(keyOf(next), next);
  return [...found.values()].sort((left, right) => weighScenario(left) - weighScenario(right)).slice(0, MOST);
}

function fewerArguments(scenario: Scenario, parameters: readonly Parameter[]): readonly Scenario[] {
  const { act } = scenario;
  if (act.kind === "get" || act.kind === "set") return [];
  const found: Scenario[] = [];
  const positional = parameters.filter((parameter) => parameter.kind === "positional");
  const least = positional.filter((parameter) => !parameter.optional).length;
  const { kwargs, ...bare } = act;
  if (kwargs) {
    for (const name of Object.keys(kwargs)) {
      const rest: { [name: string]: Value } = { ...kwargs };
      delete rest[name];
      found.push({ ...scenario, act: Object.keys(rest).length > 0 ? { ...bare, kwargs: rest } : bare });
    }
  }
  if (act.args.length > least) found.push({ ...scenario, act: { ...act, args: act.args.slice(0, -1) } });
  return found;
}

/** The receiver made with fewer arguments. */
function plainerReceiver(scenario: Scenario): readonly Scenario[] {
  const [first, ...rest] = scenario.arrange;
  if (first === undefined || !("call" in first)) return [];
  return fewerArguments({ arrange: [], act: first.call }, []).map(({ act: call }) => ({
    ...scenario,
    arrange: [{ ...first, call }, ...rest],
  }));
}

/** A plain value of the expected kind in place of an argument of another kind. */
function familiarArguments(scenario: Scenario, parameters: readonly Parameter[]): readonly Scenario[] {
  const { act } = scenario;
  if (act.kind === "get") return [];
  return act.args.flatMap((value, index) => {
    const parameter = parameters[index];
    if (parameter === undefined || isFamiliar(value, parameter)) return [];
    const kinds = parameter.shapes.map((shape) => shape.kind);
    return kinds
      .flatMap((kind) => PLAIN[kind] ?? [])
      .map((plain) => replaceAt(scenario, ["act", "args", index], plain));
  });
}

const PLAIN: { readonly [kind in ShapeKind]?: readonly Value[] } = {
  bool: [true, false],
  int: [2, 0],
  text: ["abc", ""],
  list: [[1, 2], []],
  record: [{}],
  map: [{}],
};

function simplerValues(value: Value, classes: ClassCatalog): readonly Value[] {
  const number = numberIn(value);
  if (typeof value === "number")
    return [2, 1, 0, 3, -1, Math.trunc(value / 2), Math.trunc(value / 10), Math.trunc(value)].filter(
      (each) => each !== value,
    );
  if (number !== null && isTagged(value) && value.$ === "float")
    return ["2.0", "1.0", "0.5", "0.0", `${Math.trunc(number)}.0`].map((v) => ({ $: "float", v }));
  if (number !== null) return [2, 1, 0];
  if (typeof value === "string") return simplerTexts(value);
  if (isList(value)) return [...fewerItems(value), ...alikeItems(value)];
  if (isRecord(value)) {
    return [
      {},
      ...Object.keys(value).map((name) =>
        Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)),
      ),
    ];
  }
  if (!isTagged(value)) return [];
  if (value.$ === "iterator") return [value.v, ...fewerItems(value.v).map((v) => ({ $: value.$, v }))];
  if (value.$ === "tuple" || value.$ === "set" || value.$ === "frozenset")
    return fewerItems(value.v).map((v) => ({ $: value.$, v }));
  if (value.$ === "map")
    return value.v.length > 0
      ? [
          { $: "map", v: value.v.slice(1) },
          { $: "map", v: value.v.slice(0, 1) },
        ]
      : [];
  if (value.$ === "bytes")
    return [
      { $: "bytes", v: "" },
      { $: "bytes", v: value.v.slice(0, 2) },
      { $: "bytes", v: value.v.slice(0, 2 * Math.floor(value.v.length / 4)) },
    ];
  if (value.$ === "new")
    return [
      ...(classes.built.get(value.ref) ?? []),
      ...(value.args.length > 0 ? [{ ...value, args: value.args.slice(0, -1) }] : []),
    ];
  return [];
}

function simplerTexts(text: string): readonly string[] {
  const found = [
    "abc",
    "a",
    "",
    text.trim(),
    text.slice(0, Math.ceil(text.length / 2)),
    text.slice(Math.floor(text.length / 2)),
    text.slice(0, -1),
    text.slice(1),
  ];
  const plain = text.replace(/[^ -~]/g, "a");
  if (plain !== text) found.push(plain);
  if (text.length <= 24)
    for (let at = 1; at < text.length - 1; at++) found.push(text.slice(0, at) + text.slice(at + 1));
  else {
    // Where only the length matters, a text that repeats one letter can be written by its length.
    found.push("a".repeat(text.length));
    const quarter = Math.floor(text.length / 4);
    for (let at = 0; at < 4; at++) found.push(text.slice(0, at * quarter) + text.slice((at + 1) * quarter));
  }
  return found.filter((each) => each !== text);
}

/** Where only the length matters, elements that are all the same say so. */
function alikeItems(items: readonly Value[]): readonly (readonly Value[])[] {
  const [first, ...rest] = items;
  if (first === undefined || rest.length < 3 || rest.every((item) => keyOf(item) === keyOf(first))) return [];
  return [items.map(() => first)];
}

function fewerItems(items: readonly Value[]): readonly (readonly Value[])[] {
  if (items.length === 0) return [];
  const found: (readonly Value[])[] = [
    [],
    items.slice(0, Math.ceil(items.length / 2)),
    items.slice(Math.floor(items.length / 2)),
  ];
  for (let at = 0; at < Math.min(items.length, 8); at++) found.push(items.filter((_, index) => index !== at));
  return found.filter((each) => each.length < items.length);
}
