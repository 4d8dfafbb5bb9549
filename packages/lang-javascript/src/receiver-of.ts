import type { Parameter } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";
import type { NamedUnit } from "./named-unit.js";
import { holdsInOwnBody } from "./own-body.js";
import { type ParameterReading, shapesOfReceiver } from "./read-parameters.js";

/** True when the body itself, not a function inside it with a receiver of its own, says `this`. */
export function usesThis(typescript: TypeScriptApi, node: ts.Node): boolean {
  return holdsInOwnBody(typescript, node, ({ kind }) => kind === typescript.SyntaxKind.ThisKeyword);
}

/**
 * The receiver of a plain function that works on `this`, as its first parameter: a test reaches such a function through
 * its own `call`. Null for everything else.
 */
export function receiverOf(reading: ParameterReading, unit: NamedUnit): Parameter | null {
  const { typescript } = reading;
  const { node, kind } = unit;
  if (kind !== "function" || !typescript.isFunctionLike(node) || typescript.isArrowFunction(node)) return null;
  if (!usesThis(typescript, node)) return null;
  return { name: "receiver", kind: "positional", optional: false, shapes: shapesOfReceiver(reading, node) };
}
