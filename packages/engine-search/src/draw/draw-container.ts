import type { RecordValue, Shape, Value } from "@autotest/core";
import { keyOf } from "../values/value-kind.js";
import type { DrawContext } from "./draw-context.js";
import { drawText } from "./draw-text.js";
import { drawValue } from "./draw-value.js";

const UNKNOWN: Shape = { kind: "unknown", source: "usage" };
const FIELD_NAMES = ["a", "b", "name", "id", "value", "key", "type"];

/** A list of 0 to 3 elements (rarely 5), sometimes with one element twice. */
export function drawList(element: Shape, name: string, context: DrawContext, depth: number): readonly Value[] {
  const { random } = context;
  if (depth > 2) return [];
  const length = random.next() < 0.06 ? 4 + random.below(4) : (random.pick([0, 1, 2, 2, 3, 3]) as number);
  const items: Value[] = [];
  for (let index = 0; index < length; index++) {
    if (index > 0 && random.next() < 0.15) items.push(items[random.below(items.length)] as Value);
    else items.push(drawValue(element, name, context, depth + 1));
  }
  return items;
}

/** A tuple or a set; a list where the language has no tuples. */
export function drawSequence(
  tag: "tuple" | "set",
  element: Shape,
  name: string,
  context: DrawContext,
  depth: number,
): Value {
  const items = drawList(element, name, context, depth);
  if (tag === "tuple") return context.dialect.tuples ? { $: "tuple", v: items } : items;
  const seen = new Set<string>();
  const distinct = items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)) && isPlain(item));
  return { $: "set", v: distinct };
}

/** A map: a record when its keys are text, otherwise a list of pairs. */
export function drawMap(shape: Shape, name: string, context: DrawContext, depth: number): Value {
  const { random } = context;
  if (depth > 2) return {};
  if (!shape.key || shape.key.kind === "text" || shape.key.kind === "unknown") {
    if (!shape.key && random.next() < 0.1) return { $: "map", v: [[1, "a"]] };
    return drawRecord(shape, context, depth);
  }
  const pairs: (readonly [Value, Value])[] = [];
  for (const key of drawList(shape.key, name, context, depth)) {
    if (!pairs.some(([other]) => keyOf(other) === keyOf(key)))
      pairs.push([key, drawValue(shape.element ?? UNKNOWN, name, context, depth + 1)]);
  }
  return { $: "map", v: pairs };
}

/** A record: required fields always (nearly), optional ones by chance, or keys that occur in the code. */
export function drawRecord(shape: Shape, context: DrawContext, depth: number): RecordValue {
  const { random, pools } = context;
  const record: { [name: string]: Value } = {};
  if (depth > 2) return record;
  const fields = shape.fields ?? {};
  for (const name of Object.keys(fields)) {
    const keep = shape.optional?.includes(name) ? 0.5 : 0.93;
    if (random.next() < keep) record[name] = drawValue(fields[name] as Shape, name, context, depth + 1);
  }
  if (Object.keys(fields).length > 0) return record;
  const names = pools.texts.filter((text) => /^[A-Za-z_][\w-]{0,20}$/.test(text));
  for (let count = random.below(4); count > 0; count--) {
    const name =
      names.length > 0 && random.next() < 0.7
        ? (random.pick(names) as string)
        : random.next() < 0.8
          ? (random.pick(FIELD_NAMES) as string)
          : drawText({}, context);
    if (name !== "$" && name !== "__proto__")
      record[name] = drawValue(shape.element ?? UNKNOWN, name, context, depth + 1);
  }
  return record;
}

function isPlain(value: Value): boolean {
  return value === null || typeof value !== "object";
}
