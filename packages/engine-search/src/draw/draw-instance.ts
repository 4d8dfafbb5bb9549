import type { ClassInfo, Ref, Shape, Value } from "@autotest/core";
import { isConstructible } from "../values/class-catalog.js";
import { drawRecord } from "./draw-container.js";
import type { DrawContext } from "./draw-context.js";
import { drawAny, drawValue } from "./draw-value.js";

/** Deepest nesting of constructor calls. */
const DEPTH = 3;
/** How often what has the attributes of a class of this file is made an instance of it. */
const ALIKE = 0.75;

/** An instance: a sample of a well-known class, a constructor that worked before, a fresh constructor call, a stand-in. */
export function drawInstance(shape: Shape, name: string, context: DrawContext, depth: number): Value {
  const { random, dialect, classes } = context;
  if (!shape.ref) {
    if (shape.fields) {
      const alike = random.pick(classes.having(Object.keys(shape.fields)));
      return alike && depth < DEPTH && random.next() < ALIKE
        ? drawConstruction(alike, context, depth)
        : drawNamespace(shape, context, depth);
    }
    const info = random.pick(classes.all.filter(isConstructible));
    if (info && random.next() < 0.7 && depth < DEPTH) return drawConstruction(info, context, depth);
    const samples = random.pick(Object.keys(dialect.samples).sort());
    return (samples !== undefined ? random.pick(dialect.samples[samples] as readonly Value[]) : undefined) ?? null;
  }
  const samples = dialect.samples[shape.ref];
  if (samples && samples.length > 0) return random.pick(samples) as Value;
  const info = random.pick(classes.concrete(shape.ref));
  if (info?.members) return random.pick(info.members) ?? null;
  if (info && depth <= DEPTH) return drawConstruction(info, context, depth);
  if (shape.fields) return drawNamespace(shape, context, depth);
  return depth > DEPTH ? null : drawAny(name, context, depth + 1);
}

/** A call of a constructor or of one of its alternatives. Arguments that worked before are preferred. */
export function drawConstruction(info: ClassInfo, context: DrawContext, depth: number, fresh = false): Value {
  const { random, classes } = context;
  const known = classes.built.get(info.ref);
  if (!fresh && known && known.length > 0 && random.next() < 0.75) return random.pick(known) as Value;
  const factory =
    info.factories.length > 0 && (info.abstract || random.next() < 0.2)
      ? (random.pick(info.factories) as Ref)
      : undefined;
  if (factory !== undefined) {
    const count = random.below(3);
    return { $: "new", ref: factory, args: Array.from({ length: count }, () => drawAny("", context, depth + 2)) };
  }
  const args: Value[] = [];
  const kwargs: { [name: string]: Value } = {};
  let skipped = false;
  for (const parameter of info.parameters) {
    if (parameter.rest) {
      if (!skipped) for (let count = random.below(4); count > 0; count--) args.push(drawFor(parameter, context, depth));
      continue;
    }
    if (parameter.optional && random.next() < 0.65) {
      skipped = true;
      continue;
    }
    const value = drawFor(parameter, context, depth);
    if ((parameter.named || skipped) && context.dialect.keywords) kwargs[parameter.name] = value;
    else if (!skipped) args.push(value);
  }
  return Object.keys(kwargs).length > 0 ? { $: "new", ref: info.ref, args, kwargs } : { $: "new", ref: info.ref, args };
}

function drawFor({ name, shapes }: ClassInfo["parameters"][number], context: DrawContext, depth: number): Value {
  const shape = context.random.pick(shapes);
  return shape && context.random.next() < 0.9
    ? drawValue(shape, name, context, depth + 1)
    : drawAny(name, context, depth + 1);
}

/** An object with just the attributes the code reads: a namespace where the language has one, else a record. */
export function drawNamespace(shape: Shape, context: DrawContext, depth: number): Value {
  const fields = drawRecord(shape, context, depth);
  const { namespace } = context.dialect;
  return namespace === undefined ? fields : { $: "new", ref: namespace, args: [], kwargs: fields };
}
