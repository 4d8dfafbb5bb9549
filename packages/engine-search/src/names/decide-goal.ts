import type { Assertion, Goal, Unit } from "@autotest/core";

/** A test of a unit as far as telling it from its siblings goes. */
export interface Decidable {
  readonly unit: Unit;
  readonly assertions: readonly Assertion[];
  /** Every goal it meets, not only those it is kept for. */
  readonly hit: readonly Goal[];
}

/** The goals of the test's own unit, the one that decides its outcome first: rare among siblings, about a parameter, late. */
export function decidingGoals(test: Decidable, siblings: readonly Decidable[]): readonly Goal[] {
  const own = test.hit.filter((goal) => goal.unit === test.unit.name || goal.unit.startsWith(`${test.unit.name}.`));
  const pool = own.length > 0 ? own : test.hit;
  const raised = test.assertions.some((each) => each.kind === "raises");
  const raise = raised ? [...pool].reverse().find((goal) => goal.kind === "exception") : undefined;
  const gate = raise === undefined ? undefined : gateOf(raise, pool);
  const share = (goal: Goal): number =>
    siblings.filter((other) => other.hit.some((each) => each.index === goal.index)).length;
  const names = test.unit.parameters.map((parameter) => parameter.name);
  const ranked = pool
    .filter((goal) => goal.condition !== "" && goal.kind !== "exception")
    .map((goal) => ({
      goal,
      share: share(goal),
      passed: isPassedGuard(goal) ? 1 : 0,
      about: mentions(goal.condition, names) ? 0 : 1,
    }));
  ranked.sort(
    (left, right) =>
      left.share - right.share ||
      left.passed - right.passed ||
      left.about - right.about ||
      right.goal.index - left.goal.index,
  );
  const telling = siblings.length > 1 ? ranked.filter((each) => each.share < siblings.length) : ranked;
  const rest = telling.map(({ goal }) => goal).filter((goal) => goal !== gate);
  return gate === undefined ? rest : [gate, ...rest];
}

/** The decision right before a raise statement: the one whose way leads to its line. */
function gateOf(raise: Goal, pool: readonly Goal[]): Goal | undefined {
  const before = pool.filter((goal) => goal.index < raise.index && goal.condition !== "" && goal.kind !== "exception");
  return before.find((goal) => goal.entry === raise.line) ?? before[before.length - 1];
}

/** That something was not missing is what most tests have in common: it decides only when nothing else does. */
function isPassedGuard({ condition, arm }: Goal): boolean {
  return arm === "false" && /(?:===?|\bis) (?:null|undefined|None)$|^(?:!|not )\s*[\w$.]+$/.test(condition);
}

function mentions(condition: string, names: readonly string[]): boolean {
  return (condition.match(/[A-Za-z_$][\w$]*/g) ?? []).some((word) => names.includes(word));
}
