import type { Assertion } from "@autotest/core";
import { type Doc, sequence } from "./emit-layout.js";
import type { TestWriter } from "./emit-test.js";
import { hasInstance } from "./emit-value.js";

/** `const calls = []`: what a function that the act is given at `index` is called with. */
export function callListDoc(
  index: number,
  name: string,
  assertions: readonly Assertion[],
  { isTyped }: Pick<TestWriter, "isTyped">,
): Doc {
  // What has instances in it is looked at part by part.
  const isReadInto = assertions.some(
    (assertion) => assertion.kind === "argument" && assertion.index === index && hasInstance(assertion.value),
  );
  return sequence("const ", name, isTyped ? `: ${isReadInto ? "any" : "unknown"}[][]` : "", " = []");
}

/** The functions that fill those lists, by their position among the arguments. */
export function recorderDocs(
  callNames: ReadonlyMap<number, string>,
  { isTyped }: Pick<TestWriter, "isTyped">,
): ReadonlyMap<number, Doc> {
  const parameters = isTyped ? "...args: unknown[]" : "...args";
  return new Map([...callNames].map(([index, name]) => [index, `(${parameters}) => void ${name}.push(args)`]));
}
