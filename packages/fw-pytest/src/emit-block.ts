import type { Assertion, Call, ScenarioCandidate, Step, Value } from "@autotest/core";
import type { Place } from "./emit-expectation.js";
import { isVariable } from "./test-template.js";

/** A scenario as a `with` statement: what it enters, and what happens inside; null for one that is none. */
export interface Block {
  /** The steps before it. */
  readonly arrange: readonly Step[];
  /** What is entered: a variable, or the call that makes it, where nothing else speaks of it. */
  readonly entered: Value | Call;
  /** Left with this error; null without one, undefined while still inside. */
  readonly error: Value | null | undefined;
  readonly assertions: readonly Assertion[];
  /** The class of an error that comes out again. */
  readonly passes: string | null;
}

/** Reads `x.__enter__()`, and `x.__exit__(...)` after it, as the statement that people write. */
export function blockOf({ scenario: { arrange, act }, assertions }: ScenarioCandidate): Block | null {
  if (act.kind !== "method" || !isVariable(act.on)) return null;
  const whole = (steps: readonly Step[], rest: readonly Assertion[], more: Pick<Block, "error" | "passes">): Block => {
    const last = steps.at(-1);
    const { name } = act.on as { readonly name: string };
    const spoken = rest.some((one) => ("name" in one && one.name === name) || ("on" in one && one.on === name));
    return last && "call" in last && last.name === name && !spoken
      ? { arrange: steps.slice(0, -1), entered: last.call, assertions: rest, ...more }
      : { arrange: steps, entered: act.on, assertions: rest, ...more };
  };
  if (act.name === "__enter__" && act.args.length === 0 && !assertions.some(({ kind }) => kind === "raises"))
    return whole(arrange, assertions, { error: undefined, passes: null });
  const entry = arrange.at(-1);
  if (act.name !== "__exit__" || act.args.length !== 3 || !entry || !("call" in entry) || !isEntry(entry.call, act.on))
    return null;
  const [type, error = null] = act.args;
  const rest = assertions.filter(({ kind }) => kind !== "returns");
  const before = arrange.slice(0, -1);
  if (type === null) return whole(before, rest, { error: null, passes: null });
  const answer = assertions.find((one) => one.kind === "returns");
  const ref = refOf(type as Value);
  if (ref === null || ref !== refOf(error) || answer?.kind !== "returns" || typeof answer.value !== "boolean")
    return null;
  return whole(before, rest, { error, passes: answer.value ? null : ref });
}

/** The lines of a `with` statement. */
export function blockText(
  { entered, error, assertions }: Block,
  written: (call: Call) => string,
  place: Place,
): { readonly head: string; readonly inside: readonly string[] } {
  const isCall = typeof entered === "object" && entered !== null && "kind" in entered && !("$" in entered);
  const head = `with ${isCall ? written(entered as Call) : place("context", entered as Value)}`;
  if (error === undefined) return { head, inside: [] };
  if (error !== null) return { head, inside: [`raise ${place("error", error)}`] };
  return { head, inside: [assertions.some(({ kind }) => kind === "prints") ? "capsys.readouterr()" : "pass"] };
}

function isEntry(call: Call, on: { readonly name: string }): boolean {
  return call.kind === "method" && call.name === "__enter__" && isVariable(call.on) && call.on.name === on.name;
}

/** The class of an error, or of an instance of one. */
function refOf(value: Value): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !("$" in value)) return null;
  return value.$ === "ref" || value.$ === "new" ? (value.ref as string) : null;
}
