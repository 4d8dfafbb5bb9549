import type { Parameter, Random, Shape, ShapeSource, Value } from "@autotest/core";
import { isDeclared } from "../ledger/misfit.js";
import type { DrawContext } from "./draw-context.js";
import { drawAny, drawValue } from "./draw-value.js";

/** How much each source is believed before anything ran. */
const BELIEF: { readonly [source in ShapeSource]: number } = {
  annotation: 1,
  checker: 1,
  default: 0.6,
  doc: 0.8,
  usage: 0.7,
  name: 0.35,
  run: 0.8,
};

/** Share of a draw that ignores every hint, and of one that gives nothing at all. */
const UNIFORM = 0.14;
const NOTHING = 0.05;

/** One opinion competing for draws. */
export interface Arm {
  /** Null ignores all hints; `nothing` draws none or empty. */
  readonly shape: Shape | null | "nothing";
  readonly prior: number;
  plays: number;
  gains: number;
}

/** The arms of one parameter. */
export interface ParameterArms {
  readonly parameter: Parameter;
  readonly arms: Arm[];
}

/** Arms for every opinion about `parameter`, those of the runtime included. */
export function createArms(parameter: Parameter, observed: readonly Shape[]): ParameterArms {
  const declared = isDeclared(parameter);
  const shapes = [...parameter.shapes, ...observed].filter((shape) => !declared || !isStandIn(shape));
  const total =
    shapes.length === 0 ? 1 : shapes.reduce((sum, shape) => sum + BELIEF[shape.source] * (shape.weight ?? 1), 0);
  const arms: Arm[] = shapes.map((shape) => ({
    shape,
    prior: ((1 - UNIFORM - NOTHING) * BELIEF[shape.source] * (shape.weight ?? 1)) / total,
    plays: 0,
    gains: 0,
  }));
  const unsure = shapes.length === 0 || shapes.every((shape) => shape.kind === "unknown" && !shape.fields);
  arms.push({ shape: null, prior: unsure ? 0.6 : UNIFORM, plays: 0, gains: 0 });
  arms.push({ shape: "nothing", prior: NOTHING, plays: 0, gains: 0 });
  return { parameter, arms };
}

/** Something that has what the code reads, of no class in particular: nobody passes that where a class is declared. */
function isStandIn({ kind, source, ref, fields }: Shape): boolean {
  return kind === "instance" && source === "usage" && ref === undefined && fields !== undefined;
}

/** Adds an opinion learned while running, once. */
export function learnShape(arms: ParameterArms, shape: Shape): boolean {
  const key = JSON.stringify(shape);
  if (arms.arms.some((arm) => JSON.stringify(arm.shape) === key) || arms.arms.length >= 14) return false;
  arms.arms.unshift({ shape, prior: 0.4, plays: 0, gains: 0 });
  return true;
}

/** An arm by belief and success: the share of a fruitless arm sinks, but never to zero. `strict` leaves out arms that ignore what is declared. */
export function chooseArm(arms: ParameterArms, strict: boolean, random: Random): Arm {
  const believeOnly = strict && isDeclared(arms.parameter);
  const weights = arms.arms.map((arm) =>
    believeOnly && !isOpinion(arm) ? 0 : (arm.prior * (1 + 2 * arm.gains)) / Math.sqrt(1 + arm.plays / 60),
  );
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let index = 0; index < weights.length; index++) {
    rest -= weights[index] as number;
    if (rest <= 0) return arms.arms[index] as Arm;
  }
  return arms.arms[arms.arms.length - 1] as Arm;
}

function isOpinion({ shape }: Arm): boolean {
  return shape !== null && shape !== "nothing";
}

/** A value drawn by one arm. */
export function drawByArm(arm: Arm, parameter: Parameter, context: DrawContext): Value {
  const { random, dialect } = context;
  if (arm.shape === "nothing") return random.pick<Value>([...dialect.nothing, "", [], {}, 0]) as Value;
  if (arm.shape === null) return drawAny(parameter.name, context);
  if (parameter.default !== undefined && random.next() < 0.05) return parameter.default;
  return drawValue(arm.shape, parameter.name, context);
}
