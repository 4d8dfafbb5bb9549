import type { CodeScenario, Outcome, Scenario, Value } from "../../model/index.js";
import type { ToyFunction, ToyRule } from "./toy-source.js";

/** What one scenario did: which goals it met (by name), and how it ended. */
export interface ToyRun {
  /** `name entry`, `name 3 true`, `name 3 false`. */
  readonly goals: readonly string[];
  readonly outcome: Outcome;
}

/** Runs one scenario: a call of a function by ref, without arrange steps. */
export function runToy(functions: readonly ToyFunction[], scenario: Scenario | CodeScenario): ToyRun {
  const { act } = scenario;
  const name = act.kind === "function" ? act.ref.replace(/^:/, "") : "";
  const target = functions.find((one) => one.name === name);
  if (act.kind !== "function" || target === undefined || scenario.arrange.length > 0) {
    return {
      goals: [],
      outcome: { kind: "stopped", why: "arrange", detail: "only plain calls of functions of the file" },
    };
  }
  const goals = [`${name} entry`];
  const values = new Map(target.parameters.map((parameter, index) => [parameter, act.args[index] ?? null]));
  for (const rule of target.rules) {
    const fits = holds(rule, values);
    if (rule.condition !== undefined) goals.push(`${name} ${rule.line} ${fits}`);
    if (fits) return { goals, outcome: resultOf(rule, values) };
  }
  return { goals, outcome: { kind: "returned", value: null, via: "call" } };
}

function holds({ condition }: ToyRule, values: ReadonlyMap<string, Value>): boolean {
  if (condition === undefined) return true;
  const left = values.get(condition.parameter) ?? null;
  if (condition.operator === "==") return JSON.stringify(left) === JSON.stringify(condition.value);
  if (typeof left !== "number" || typeof condition.value !== "number") return false;
  return condition.operator === "<" ? left < condition.value : left > condition.value;
}

function resultOf({ result, line }: ToyRule, values: ReadonlyMap<string, Value>): Outcome {
  if (result === "exit") return { kind: "stopped", why: "exit", detail: "the function ended the runtime" };
  if (result.startsWith("!")) {
    const type = result.slice(1);
    return {
      kind: "raised",
      ref: `toy:${type}`,
      type,
      message: `raised on line ${line}`,
      bases: [],
      explicit: true,
      line,
      via: "call",
    };
  }
  const value = values.has(result) ? values.get(result)! : (JSON.parse(result) as Value);
  return { kind: "returned", value, via: "call" };
}
