import type { Scenario, Value } from "@autotest/core";
import type { DrawContext } from "../draw/draw-context.js";
import { drawInteger } from "../draw/draw-number.js";
import { mutateSurroundings } from "../draw/draw-surroundings.js";
import { drawText } from "../draw/draw-text.js";
import { drawAny } from "../draw/draw-value.js";
import { floatValue, isList, isRecord, isSequence, isTagged, numberIn, numberLike } from "../values/value-kind.js";
import { putInto, type Slot, slotsOf } from "../values/value-slots.js";
import { lendWord } from "./lend-words.js";
import { mutateLines } from "./mutate-lines.js";

/** Texts that grow are cut here: a longer literal is no part of a test. */
const LONGEST = 80;

/** A neighbour of a scenario: one value (rarely two) changed, or two arguments swapped, or an arrange step dropped or doubled. */
export function mutateScenario(scenario: Scenario, context: DrawContext): Scenario {
  const { random } = context;
  let changed = mutateOnce(scenario, context);
  while (random.next() < 0.2) changed = mutateOnce(changed, context);
  return changed;
}

function mutateOnce(scenario: Scenario, context: DrawContext): Scenario {
  const { random } = context;
  if (scenario.arrange.length > 1 && random.next() < 0.2) return mutateSteps(scenario, context);
  if ("args" in scenario.act && scenario.act.args.length > 1 && random.next() < 0.12)
    return swapArguments(scenario, context);
  if (scenario.surroundings && random.next() < 0.3)
    return { ...scenario, surroundings: mutateSurroundings(scenario.surroundings, context) };
  if (scenario.arrange.length > 1 && random.next() < 0.15) return lendWord(scenario, random) ?? scenario;
  const slot = random.pick(slotsOf(scenario));
  return (slot && putInto(scenario, slot, mutateValue(slot, context))) ?? scenario;
}

function mutateSteps(scenario: Scenario, { random }: DrawContext): Scenario {
  const at = 1 + random.below(scenario.arrange.length - 1);
  const arrange = [...scenario.arrange];
  if (random.next() < 0.5) arrange.splice(at, 1);
  else if (arrange.length < 6) arrange.splice(at, 0, arrange[at] as Scenario["arrange"][number]);
  return { ...scenario, arrange };
}

/** Two arguments in each other's place, or one in both: as it is, or nearly, for what looks for likeness. */
function swapArguments(scenario: Scenario, context: DrawContext): Scenario {
  if (!("args" in scenario.act) || scenario.act.kind === "set") return scenario;
  const { random } = context;
  const args = [...scenario.act.args];
  const [left, right] = [random.below(args.length), random.below(args.length)];
  const [kept, other] = [args[left] as Value, args[right] as Value];
  const dice = random.below(3);
  args[left] = dice === 0 ? mutateValue({ path: [], value: other, leaf: true, depth: 0 }, context) : other;
  if (dice === 2) args[right] = kept;
  return { ...scenario, act: { ...scenario.act, args } };
}

function mutateValue(slot: Slot, context: DrawContext): Value {
  const { random } = context;
  const { value } = slot;
  if (random.next() < 0.08) return drawAny("", context, slot.depth);
  if (typeof value === "boolean") return !value;
  const number = numberIn(value);
  if (number !== null) return mutateNumber(value, number, context);
  if (typeof value === "string") return mutateText(value, context);
  if (isList(value)) return mutateItems(value, context, slot.depth);
  if (isRecord(value)) return mutateRecord(value, context, slot.depth);
  if (isTagged(value)) {
    if (isSequence(value)) return { $: value.$, v: mutateItems(value.v, context, slot.depth) };
    if (value.$ === "map") return { $: "map", v: mutateEntries(value.v, context, slot.depth) };
    if (value.$ === "bytes")
      return {
        $: "bytes",
        v: Buffer.from(mutateText(Buffer.from(value.v, "hex").toString("latin1"), context), "latin1").toString("hex"),
      };
    if (value.$ === "new")
      return random.pick(context.classes.built.get(value.ref) ?? []) ?? drawAny("", context, slot.depth);
    // What a function was given shows in what it gives back.
    if (value.$ === "callable" && random.next() < 0.4) return { $: "callable", kind: "echo" };
    if (value.$ === "callable") return { $: "callable", kind: "constant", v: drawAny("", context, 2) };
  }
  return drawAny("", context, slot.depth);
}

function mutateNumber(value: Value, number: number, context: DrawContext): Value {
  const { random, dialect, pools } = context;
  const dice = random.below(9);
  if (dice === 0) return numberLike(value, number + 1, dialect);
  if (dice === 1) return numberLike(value, number - 1, dialect);
  if (dice === 2) return numberLike(value, -number, dialect);
  if (dice === 3) return numberLike(value, number * 2, dialect);
  if (dice === 4) return numberLike(value, Math.trunc(number / 2), dialect);
  if (dice === 5) return numberLike(value, number + (random.next() < 0.5 ? 10 : -10), dialect);
  if (dice === 6) return floatValue(number + 0.5, dialect);
  if (dice === 7 && pools.numbers.length > 0) return numberLike(value, random.pick(pools.numbers) as number, dialect);
  return drawInteger(context);
}

function mutateText(text: string, context: DrawContext): string {
  const { random, pools } = context;
  if (text.includes("\n") && random.next() < 0.4) return mutateLines(text, pools.texts, random).slice(0, LONGEST);
  const at = random.below(text.length + 1);
  const piece =
    pools.texts.length > 0 && random.next() < 0.6
      ? (random.pick(pools.texts) as string)
      : (random.pick([..."a b1A-.,:/\n\"'({[_=%#é😀"]) as string);
  const dice = random.below(9);
  if (dice === 0) return text.slice(0, at) + piece + text.slice(at);
  if (dice === 1) return text.slice(0, at) + text.slice(at + 1);
  if (dice === 2) return (text + text).slice(0, LONGEST);
  if (dice === 3) return (text + piece).slice(0, LONGEST);
  if (dice === 4) return (piece + text).slice(0, LONGEST);
  if (dice === 5) return text.slice(0, at) + piece + text.slice(at + 1);
  if (dice === 6) return random.next() < 0.5 ? text.toUpperCase() : text.toLowerCase();
  if (dice === 7) return text.slice(0, at) + text.slice(Math.max(0, at - 2), at) + text.slice(at);
  return drawText({}, context);
}

function mutateItems(items: readonly Value[], context: DrawContext, depth: number): readonly Value[] {
  const { random } = context;
  const at = random.below(items.length + 1);
  const dice = random.below(6);
  if (items.length === 0 || (dice === 0 && items.length < 12)) {
    const like = random.pick(items);
    const fresh =
      like === undefined || random.next() < 0.4
        ? drawAny("", context, depth + 1)
        : mutateValue({ path: [], value: like, leaf: true, depth: depth + 1 }, context);
    return [...items.slice(0, at), fresh, ...items.slice(at)];
  }
  if (dice === 1) return items.filter((_, index) => index !== at);
  if (dice === 2 && items.length < 12) return [...items, random.pick(items) as Value];
  if (dice === 3) return [...items].reverse();
  if (dice === 4 && items.length < 8) return [...items, ...items];
  const target = random.below(items.length);
  return items.map((item, index) =>
    index === target ? mutateValue({ path: [], value: item, leaf: true, depth: depth + 1 }, context) : item,
  );
}

type Entries = readonly (readonly [Value, Value])[];

function mutateEntries(entries: Entries, context: DrawContext, depth: number): Entries {
  const { random } = context;
  const at = random.below(entries.length + 1);
  const entry = entries[at];
  const draw = (): Value => drawAny("", context, depth + 1);
  if (entry === undefined) return [...entries, [draw(), draw()]];
  const dice = random.below(3);
  if (dice === 0) return entries.filter((_, index) => index !== at);
  return entries.with(at, dice === 1 ? [draw(), entry[1]] : [entry[0], draw()]);
}

function mutateRecord(record: { readonly [name: string]: Value }, context: DrawContext, depth: number): Value {
  const { random, pools } = context;
  const names = Object.keys(record);
  const copy: { [name: string]: Value } = { ...record };
  const known = pools.texts.filter((text) => /^[A-Za-z_][\w-]{0,20}$/.test(text));
  if (names.length > 0 && random.next() < 0.35) delete copy[random.pick(names) as string];
  else {
    const name =
      random.next() < 0.7 && known.length > 0
        ? (random.pick(known) as string)
        : (random.pick(["a", "b", "name", "value"]) as string);
    if (name !== "$" && name !== "__proto__") copy[name] = drawAny(name, context, depth + 1);
  }
  return copy;
}
