import type { Value, WireGoal } from "@autotest/core";
import MagicString from "magic-string";
import type { ts } from "ts-morph";
import { instrumentCompare } from "./instrument-compare.js";
import { instrumentStatement } from "./instrument-statement.js";
import { isErased } from "./is-erased.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { handVariables } from "./module-variables.js";
import { type Mutated, mutate } from "./mutate.js";
import type { NamedUnit } from "./named-unit.js";
import { lineOf } from "./parse-file.js";

/** A file with points in it; the same lines as the original. */
export interface Instrumented {
  readonly code: string;
  /** In the order of their numbers. */
  readonly goals: readonly WireGoal[];
  /** Literal case values per switch. */
  readonly cases: readonly (readonly Value[])[];
}

/** What the rules of instrumentation work with. */
export interface Marking {
  readonly typescript: TypeScriptApi;
  readonly source: ts.SourceFile;
  readonly code: MagicString;
  readonly cases: Value[][];
  /** Numbers a new goal. `node` is the decision, `entry` what runs first when it is met. */
  goal(node: ts.Node, arm: string, condition?: ts.Node | string, entry?: ts.Node, kind?: WireGoal["kind"]): number;
  /** Text around a node; nested calls nest. */
  wrap(node: ts.Node, before: string, after: string): void;
  /** Text before or after a position, outside of anything that starts or ends there later. */
  before(position: number, text: string): void;
  after(position: number, text: string): void;
  lineOf(node: ts.Node): number;
}

const CONDITION_LIMIT = 200;

/**
 * Puts points into `source`. The positions are those of the user's own text; types are taken out afterwards. With `mutated`,
 * every change goes beside what it changes, and comparisons stay as they are; goals keep their numbers.
 */
export function instrument(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  units: readonly NamedUnit[],
  mutated?: Mutated,
): Instrumented {
  const code = new MagicString(source.text);
  const goals: WireGoal[] = [];
  const cases: Value[][] = [];
  const names = new Map<ts.Node, string>(units.map((unit) => [unit.node, unit.name]));
  const stack: string[] = ["<module>"];
  const lineAt = (node: ts.Node): number => lineOf(source, node.getStart(source));
  const marking: Marking = {
    typescript,
    source,
    code,
    cases,
    goal(node, arm, condition = "", entry = node, kind = "branch") {
      const line = lineAt(node);
      const text = typeof condition === "string" ? condition : condition.getText(source);
      const first = lineAt(entry);
      goals.push({
        kind,
        unit: stack.at(-1) ?? "<module>",
        line,
        ...(first === line ? {} : { entry: first }),
        condition: text.replaceAll(/\s+/g, " ").slice(0, CONDITION_LIMIT),
        arm,
      });
      return goals.length - 1;
    },
    wrap(node, before, after) {
      code.appendRight(node.getStart(source), before);
      code.prependLeft(node.end, after);
    },
    before: (position, text) => void code.appendRight(position, text),
    after: (position, text) => void code.prependLeft(position, text),
    lineOf: lineAt,
  };
  const visit = (node: ts.Node): void => {
    if (isErased(typescript, node)) return;
    const name = names.get(node);
    // Functions inside a unit count for the unit: only through it are they reached.
    if (name !== undefined) stack.push(name);
    if (mutated) mutate(marking, node, stack.at(-1) ?? "<module>", mutated);
    instrumentStatement(marking, node, name !== undefined && typescript.isCallExpression(node));
    if (!mutated) instrumentCompare(marking, node);
    typescript.forEachChild(node, visit);
    if (name !== undefined) stack.pop();
  };
  visit(source);
  code.append(handVariables(typescript, source));
  return { code: code.toString(), goals, cases };
}
