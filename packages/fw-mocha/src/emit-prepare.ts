import type { Assertion, Call, ScenarioCandidate, Step, Value } from "@autotest/core";
import { isFreeName } from "./emit-scope.js";
import type { TestWriter } from "./emit-test.js";
import { renameVariables, tagOf } from "./emit-value.js";

/** A candidate whose variables can stand in the suite file. */
export interface Prepared {
  readonly scenario: { readonly arrange: readonly Step[]; readonly act: Call };
  readonly assertions: readonly Assertion[];
  readonly taken: ReadonlySet<string>;
  readonly argumentNames: ReadonlyMap<number, string>;
  /** Lists that keep the calls of functions the act is given, by the position of the function. */
  readonly callNames: ReadonlyMap<number, string>;
  /** Positions of arguments that are iterators. */
  readonly iterators: ReadonlySet<number>;
  readonly nameOf: (name: string) => string;
}

/** Gives variables names that hide no import, and binds arguments that are looked at afterwards. */
export function prepare(candidate: ScenarioCandidate, writer: TestWriter, extra: readonly string[]): Prepared {
  const { arrange, act } = candidate.scenario;
  const names = new Map<string, string>();
  const taken = new Set([...writer.locals, ...extra]);
  for (const step of arrange) {
    if (step.name === undefined || names.has(step.name)) continue;
    const name = freeName(
      [step.name, `${step.name}Value`, `the${step.name.charAt(0).toUpperCase()}${step.name.slice(1)}`],
      taken,
    );
    names.set(step.name, name);
    taken.add(name);
  }
  const rename = (value: Value): Value => renameVariables(value, names);
  const steps: Step[] = arrange.map((step) =>
    "call" in step
      ? {
          ...(step.name === undefined ? {} : { name: names.get(step.name) ?? step.name }),
          call: renameCall(step.call, rename),
        }
      : { name: names.get(step.name) ?? step.name, value: rename(step.value) },
  );
  const argumentNames = new Map<number, string>();
  const callNames = new Map<number, string>();
  const iterators = new Set<number>();
  let bound = renameCall(act, rename);
  for (const assertion of candidate.assertions) {
    if (assertion.kind !== "argument" || argumentNames.has(assertion.index) || !("args" in bound)) continue;
    const value = bound.args[assertion.index];
    if (value === undefined || callNames.has(assertion.index)) continue;
    if (isRecorder(value)) {
      const name = freeName(["calls", `${parameterName(candidate.unit, assertion.index, writer)}Calls`], taken);
      taken.add(name);
      callNames.set(assertion.index, name);
      continue;
    }
    if (tagOf(value) === "var") {
      argumentNames.set(assertion.index, (value as { readonly name: string }).name);
      continue;
    }
    const wanted = parameterName(candidate.unit, assertion.index, writer);
    const name = freeName([wanted, `${wanted}Value`, "argument"], taken);
    taken.add(name);
    argumentNames.set(assertion.index, name);
    if (isIterator(value)) iterators.add(assertion.index);
    steps.push({ name, value });
    const args = bound.args.map((item, index): Value => (index === assertion.index ? { $: "var", name } : item));
    bound = { ...bound, args } as Call;
  }
  const assertions = candidate.assertions.map((assertion) =>
    "value" in assertion ? { ...assertion, value: rename(assertion.value) } : assertion,
  );
  return {
    scenario: { arrange: steps, act: bound },
    assertions,
    taken,
    argumentNames,
    callNames,
    iterators,
    nameOf: (name) => names.get(name) ?? name,
  };
}

/** An iterator: what it has left is looked at as a list. */
export function isIterator(value: Value): boolean {
  return tagOf(value) === "iterator";
}

/** A function that keeps what it is called with. */
export function isRecorder(value: Value): boolean {
  return tagOf(value) === "callable" && (value as { readonly kind: string }).kind === "record";
}

function renameCall(made: Call, rename: (value: Value) => Value): Call {
  const on = "on" in made ? { on: rename(made.on) } : {};
  const args = "args" in made ? { args: made.args.map(rename) } : {};
  return { ...made, ...on, ...args } as Call;
}

/** The name a unit gives to the argument at `index`. */
export function parameterName(unit: string, index: number, { analysis }: Pick<TestWriter, "analysis">): string {
  const parameters = analysis.units.find(({ name }) => name === unit)?.parameters ?? [];
  const parameter = parameters[index] ?? parameters.at(-1);
  const plain = (parameter?.name ?? "").replace(/[^\p{ID_Continue}$]/gu, "");
  if (parameter === undefined || !isFreeName(plain)) return `argument${index + 1}`;
  return parameter.kind === "rest" ? `${plain}${index - parameters.length + 2}` : plain;
}

/** The first of `wanted` that can be used, else the last with a number. */
export function freeName(wanted: readonly string[], taken: ReadonlySet<string>): string {
  const free = wanted.find((name) => isFreeName(name) && !taken.has(name));
  if (free !== undefined) return free;
  const base = wanted.findLast((name) => isFreeName(name)) ?? "value";
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}
