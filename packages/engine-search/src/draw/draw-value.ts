import type { Shape, Value } from "@autotest/core";
import { drawList, drawMap, drawRecord, drawSequence } from "./draw-container.js";
import type { DrawContext } from "./draw-context.js";
import { drawInstance, drawNamespace } from "./draw-instance.js";
import { drawFloat, drawInteger } from "./draw-number.js";
import { drawText } from "./draw-text.js";

const UNKNOWN: Shape = { kind: "unknown", source: "usage" };
/** Share of values of no known type that have a related shape, where there is one. */
const RELATED = 0.07;
/** Share of iterators among the lists that the code takes items from one after the other. */
const ITERATOR = 0.6;

/** A value of `shape`. `name` is the parameter's or field's name, a hint for formats. Nesting ends at depth 3. */
export function drawValue(shape: Shape, name: string, context: DrawContext, depth = 0): Value {
  const { random, dialect } = context;
  switch (shape.kind) {
    case "bool":
      return random.next() < 0.5;
    case "int":
      return drawInteger(context);
    case "float":
      return random.next() < 0.2 ? drawInteger(context) : drawFloat(context);
    case "text":
      return drawText({ pattern: shape.pattern, format: shape.format, name }, context);
    case "path": {
      const text = drawText({ format: "path", name }, context);
      return shape.ref === undefined ? text : { $: "new", ref: shape.ref, args: [text] };
    }
    case "bytes":
      return { $: "bytes", v: Buffer.from(drawText({ name }, context), "utf8").toString("hex") };
    case "none":
      return random.pick(dialect.nothing) ?? null;
    case "list":
      return drawItems(shape, name, context, depth);
    case "set":
      return drawSequence("set", shape.element ?? elementGuess(context), name, context, depth);
    case "tuple":
      if (shape.items) {
        const items = shape.items.map((item) => drawValue(item, name, context, depth + 1));
        return dialect.tuples ? { $: "tuple", v: items } : items;
      }
      return drawSequence("tuple", shape.element ?? elementGuess(context), name, context, depth);
    case "map":
      return drawMap(shape, name, context, depth);
    case "record":
      return drawRecord(shape, context, depth);
    case "enum":
    case "literal":
      return drawMember(shape, name, context, depth);
    case "callable":
      return drawCallable(context);
    case "instance":
      return drawInstance(shape, name, context, depth);
    case "union": {
      const option = random.pick(shape.options ?? []);
      return option ? drawValue(option, name, context, depth) : drawAny(name, context, depth);
    }
    case "unknown":
      if (shape.fields && random.next() < 0.8) return drawNamespace(shape, context, depth);
      return drawAny(name, context, depth);
  }
}

function drawItems(shape: Shape, name: string, context: DrawContext, depth: number): Value {
  const items = drawList(shape.element ?? elementGuess(context), name, context, depth);
  return shape.once && context.random.next() < ITERATOR ? { $: "iterator", v: items } : items;
}

/** A value of any kind, whatever the code says. */
export function drawAny(name: string, context: DrawContext, depth = 0): Value {
  const { random, dialect, pools, related = [] } = context;
  if (related.length > 0 && depth < 2 && random.next() < RELATED)
    return drawValue(random.pick(related) as Shape, name, context, depth + 1);
  const dice = random.below(depth >= 2 ? 11 : 18);
  if (dice < 3) return drawInteger(context);
  if (dice < 6) return drawText({ name }, context);
  if (dice === 6) return drawFloat(context);
  if (dice === 7) return random.next() < 0.5;
  if (dice === 8) return random.pick(dialect.nothing) ?? null;
  if (dice < 11) return random.pick(pools.others) ?? random.pick(pools.texts) ?? drawInteger(context);
  if (dice < 14) return drawList(elementGuess(context), name, context, depth);
  if (dice === 14) return drawRecord({ kind: "record", source: "usage" }, context, depth);
  if (dice === 15) return drawCallable(context);
  if (dice === 16)
    return drawSequence(random.next() < 0.5 ? "tuple" : "set", elementGuess(context), name, context, depth);
  return drawInstance({ kind: "instance", source: "usage" }, name, context, depth);
}

/** A function that answers in one of the ways a test can write down. */
export function drawCallable(context: DrawContext): Value {
  const { random } = context;
  const dice = random.below(10);
  if (dice < 2) return { $: "callable", kind: "identity" };
  if (dice < 3) return { $: "callable", kind: "echo" };
  if (dice < 7)
    return {
      $: "callable",
      kind: "constant",
      v: random.pick<Value>([true, false, 1, 0, "a", null, -1, [], 2]) as Value,
    };
  if (dice < 8) return { $: "callable", kind: "compare" };
  if (dice < 9) return { $: "callable", kind: "record" };
  return { $: "callable", kind: "raise", v: "boom" };
}

function drawMember(shape: Shape, name: string, context: DrawContext, depth: number): Value {
  const values = shape.values ?? (shape.ref ? context.classes.find(shape.ref)?.members : undefined);
  return (values && context.random.pick(values)) ?? drawAny(name, context, depth);
}

function elementGuess(context: DrawContext): Shape {
  const dice = context.random.below(10);
  if (dice < 4) return { kind: "int", source: "usage" };
  if (dice < 7) return { kind: "text", source: "usage" };
  return UNKNOWN;
}
