import type { Call, Parameter, Scenario, Shape, Value } from "@autotest/core";
import type { DrawContext } from "../draw/draw-context.js";
import { drawAny, drawValue } from "../draw/draw-value.js";
import type { Target } from "../ledger/find-targets.js";
import { putInto, slotsOf } from "../values/value-slots.js";

/** How often one more is given: many mean something only together. How often those wanted are preferred, and texts are longer. */
const MORE = 0.5;
const WANTED = 0.7;
const LONGER = 0.6;
/** Short ones, so that the end of a line or a limit falls between them. */
const WORDS = ["a", "bc", "def"];

/** What a call may leave out. */
interface Option {
  readonly name: string;
  readonly shapes: readonly Shape[];
  /** Its position; none where it goes by its name only. */
  readonly at?: number;
}

interface Way {
  readonly option: Option;
  go(): Scenario;
}

type WithArguments = Exclude<Call, { readonly kind: "get" | "set" }>;

/**
 * A scenario that gives its act or its receiver an argument (at times more) that was left out, mostly one of those `wanted`, and
 * at times a longer text, for options mostly say what becomes of much; null when nothing was left out.
 */
export function giveOption(
  scenario: Scenario,
  target: Target,
  wanted: ReadonlySet<string>,
  context: DrawContext,
): Scenario | null {
  const { random } = context;
  let given = giveOne(scenario, target, wanted, context);
  while (given && random.next() < MORE) {
    const next = giveOne(given, target, wanted, context);
    if (next === null) break;
    given = next;
  }
  return given && random.next() < LONGER ? lengthen(given, context) : given;
}

/** One text of a scenario with more words. */
function lengthen(scenario: Scenario, { random, pools }: DrawContext): Scenario {
  const slot = random.pick(slotsOf(scenario).filter(({ value }) => typeof value === "string"));
  if (slot === undefined) return scenario;
  const words = pools.texts.filter((text) => /^[a-z]{1,8}$/i.test(text));
  const more = Array.from({ length: 1 + random.below(5) }, () => random.pick([...WORDS, ...words]) as string);
  return putInto(scenario, slot, [slot.value as string, ...more].join(" ")) ?? scenario;
}

function giveOne(
  scenario: Scenario,
  target: Target,
  wanted: ReadonlySet<string>,
  context: DrawContext,
): Scenario | null {
  const { arrange, act } = scenario;
  const [first, ...rest] = arrange;
  const ways: Way[] = [];
  const addWays = (call: Call, options: readonly Option[], put: (call: Call) => Scenario): void => {
    if (call.kind === "get" || call.kind === "set") return;
    for (const option of options)
      if (canTake(call, option, context)) ways.push({ option, go: () => put(give(call, option, context)) });
  };
  addWays(act, optionsOf(target), (call) => ({ ...scenario, act: call }));
  if (first && "call" in first && first.call.kind === "new") {
    const parameters = context.classes.find(first.call.ref)?.parameters ?? [];
    const options = parameters.flatMap(({ name, optional, named, rest: many, shapes }, at) =>
      optional && !many ? [{ name, shapes, ...(named ? {} : { at }) }] : [],
    );
    addWays(first.call, options, (call) => ({ ...scenario, arrange: [{ ...first, call }, ...rest] }));
  }
  const best = context.random.next() < WANTED ? ways.filter(({ option }) => wanted.has(option.name)) : [];
  return context.random.pick(best.length > 0 ? best : ways)?.go() ?? null;
}

/** The optional parameters of a unit; where it takes any by name, also those of what it calls, for it may hand them on. */
function optionsOf({ unit, callees }: Target): readonly Option[] {
  const own = optionalOf(unit.parameters);
  if (!unit.parameters.some(({ kind }) => kind === "keywords")) return own;
  const called = callees.filter(({ name }) => unit.calls.includes(name));
  const names = new Set(unit.parameters.map(({ name }) => name));
  const handed = called.flatMap(({ parameters }) => optionalOf(parameters)).filter(({ name }) => !names.has(name));
  return [...own, ...handed.map(({ name, shapes }) => ({ name, shapes }))];
}

function optionalOf(parameters: readonly Parameter[]): readonly Option[] {
  return parameters.flatMap(({ name, optional, kind, shapes }, at) =>
    optional && kind !== "rest" && kind !== "keywords" ? [{ name, shapes, ...(kind === "named" ? {} : { at }) }] : [],
  );
}

function canTake({ args, kwargs = {} }: WithArguments, { name, at }: Option, { dialect }: DrawContext): boolean {
  if (Object.hasOwn(kwargs, name) || (at !== undefined && at < args.length)) return false;
  return dialect.keywords || at === args.length;
}

/** By position only where names are not to be had. */
function give(call: WithArguments, { name, shapes }: Option, context: DrawContext): Call {
  const shape = context.random.pick(shapes);
  const value: Value = shape ? drawValue(shape, name, context) : drawAny(name, context);
  return context.dialect.keywords
    ? { ...call, kwargs: { ...call.kwargs, [name]: value } }
    : { ...call, args: [...call.args, value] };
}
