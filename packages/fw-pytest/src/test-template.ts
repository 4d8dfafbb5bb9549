import type { Value } from "@autotest/core";

/** One line of a test body, `depth` steps inside it. */
export interface BodyLine {
  readonly depth: number;
  readonly text: string;
}

/** A value a body mentions, under the name a table would give it. */
export interface Slot {
  readonly role: string;
  readonly text: string;
}

/** A test body in which values are numbered holes, so that cases of one shape can share it. */
export interface TestTemplate {
  /** Fixtures it takes. */
  readonly fixtures: readonly string[];
  readonly arrange: readonly BodyLine[];
  /** The act as an expression or statement. */
  readonly act: string;
  /** A `with` line around the act, or null. */
  readonly around: string | null;
  /** Takes the place of the act: `with x as result:`, with the assertions inside, or with lines of its own and those after it. */
  readonly block: { readonly head: string; readonly inside: readonly string[] } | null;
  /** Lines after the act; the result is `RESULT`. */
  readonly asserts: readonly string[];
  readonly slots: readonly Slot[];
}

/** Stands for the result in assertion lines. */
export const RESULT = "\u0002";

/** The hole of slot `index`. */
export function hole(index: number): string {
  return `\u0001${index}\u0001`;
}

/** Puts text into the holes. */
export function fill(text: string, texts: readonly string[]): string {
  return text.replace(/\u0001(\d+)\u0001/g, (_, index: string) => texts[Number(index)] ?? "");
}

/** Collects the slots of one template. */
export class SlotList {
  readonly slots: Slot[] = [];

  /** A hole for `value`, which prints as `text`. */
  add(role: string, text: string): string {
    this.slots.push({ role, text });
    return hole(this.slots.length - 1);
  }
}

/** Equal for templates that differ only in what fills their holes. */
export function shapeOf(template: TestTemplate): string {
  const { slots, ...rest } = template;
  return JSON.stringify([rest, slots.map((slot) => slot.role)]);
}

/** A value of a variable; such a value cannot leave the test's body. */
export function isVariable(value: Value): value is { readonly $: "var"; readonly name: string } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && (value as { $?: unknown }).$ === "var";
}
