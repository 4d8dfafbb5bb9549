import type { Assertion, Call, Step, Value } from "@autotest/core";
import { callDoc } from "./emit-act.js";
import { type Doc, flat, sequence } from "./emit-layout.js";
import type { Prepared } from "./emit-prepare.js";
import type { TestWriter } from "./emit-test.js";
import { tagOf, valueDoc } from "./emit-value.js";

/** A receiver that is longer is easier to read with a name. */
const LONGEST_RECEIVER = 60;

/** What comes before the act. */
export interface Arranged {
  readonly steps: readonly Step[];
  /** What the act is called on, where nothing else asks for its name; null when it has one or there is none. */
  readonly receiver: Doc | null;
}

/** One step as a statement. */
export function arrangeDoc(step: Step, writer: TestWriter): Doc {
  if (!("call" in step))
    return sequence("const ", step.name, " = ", valueDoc(step.value, writer.language, writer.scope));
  const made = sequence(isAsyncCall(step.call, writer) ? "await " : "", callDoc(step.call, writer));
  return step.name === undefined ? made : sequence("const ", step.name, " = ", made);
}

/** Only the unit's own word tells whether a step must be awaited. */
export function isAsyncCall(step: Call, { analysis }: TestWriter): boolean {
  if (step.kind === "function")
    return analysis.units.some((unit) => unit.ref === step.ref && unit.async && !unit.generator);
  if (step.kind !== "method") return false;
  const named = analysis.units.filter((unit) => unit.kind === "method" && unit.name.split(".").at(-1) === step.name);
  return named.length > 0 && named.every((unit) => unit.async && !unit.generator);
}

/** `new Cart(3).add(2)` instead of a name for the cart: the last steps, if only the act needs what they make. */
export function chainReceiver({ scenario, assertions }: Prepared, writer: TestWriter): Arranged {
  const { arrange, act } = scenario;
  // An error of the constructor must not pass for the error of the act, nor its output for the output of the act.
  const isApart = assertions.some(({ kind }) => kind === "raises" || kind === "prints");
  const plain: Arranged = { steps: arrange, receiver: null };
  if (isApart || act.kind === "set") return plain;
  const named = new Set(assertions.flatMap(namesIn));
  let best = plain;
  let outer: Call = act;
  for (let length = 1; length <= arrange.length; length++) {
    const step = arrange[arrange.length - length] as Step;
    const name = "on" in outer ? variableIn(outer.on) : null;
    if (name === null || step.name !== name || named.has(name) || usesOf(name, [...arrange, act]) > 1) break;
    if (!isChained(step, writer)) break;
    const receiver = chainDoc(arrange.slice(-length), writer);
    if (flat(receiver).length > LONGEST_RECEIVER) break;
    best = { steps: arrange.slice(0, -length), receiver };
    if (!("call" in step)) break;
    outer = step.call;
  }
  return best;
}

/** A step that is awaited or assigns is a statement of its own; of values only instances are called. */
function isChained(step: Step, writer: TestWriter): boolean {
  if (!("call" in step)) return tagOf(step.value) === "new";
  return step.call.kind !== "set" && !isAsyncCall(step.call, writer);
}

function chainDoc(steps: readonly Step[], writer: TestWriter): Doc {
  let receiver: Doc | null = null;
  for (const step of steps)
    receiver =
      "call" in step ? callDoc(step.call, writer, receiver) : valueDoc(step.value, writer.language, writer.scope);
  return receiver ?? "";
}

function variableIn(value: Value): string | null {
  return tagOf(value) === "var" ? (value as { readonly name: string }).name : null;
}

function namesIn(assertion: Assertion): readonly string[] {
  const { kind } = assertion;
  const own = kind === "variable" ? [assertion.name] : kind === "field" ? [assertion.on] : [];
  return "value" in assertion ? [...own, ...variablesIn(assertion.value)] : own;
}

function variablesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { $: tag, name } = value as { readonly $?: unknown; readonly name?: unknown };
  if (tag === "var") return [String(name)];
  return Object.values(value).flatMap(variablesIn);
}

function usesOf(name: string, parts: readonly (Step | Call)[]): number {
  return parts.flatMap(variablesIn).filter((each) => each === name).length;
}
