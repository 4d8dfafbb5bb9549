/** What sort of fact a goal is. */
export type GoalKind = "branch" | "line" | "exception" | "mutant" | "property";

/** A fact about the code that no test shows yet. */
export interface Goal {
  /** Hash of path, unit, condition text, arm and ordinal: stable when lines move. */
  readonly id: string;
  /** Position in the probe's list for this file. */
  readonly index: number;
  readonly kind: GoalKind;
  readonly path: string;
  /** Unit name, or `<module>`. */
  readonly unit: string;
  /** 1-based line of the decision (or of the function header for an entry goal). */
  readonly line: number;
  /** First line that runs when the goal is met, when it differs from `line`. */
  readonly entry?: number;
  /** The deciding condition as source text; empty for an entry goal. Of a mutant: the text that is changed. */
  readonly condition: string;
  /** Which way: `entry`, `true`, `false`, `body`, `exit`, `case`, `handler`, `default`, `right`, `raise` ... Of a mutant: the text in its place. */
  readonly arm: string;
}

/** A goal that stayed open, and why, in words. */
export interface OpenGoal {
  readonly goal: Goal;
  /** A stable word: `needs-value`, `no-constructor`, `blocked`, `not-reachable`, `fuel`, `crash`, `import-time`, `budget`, `dropped`, `survives` (a mutant no test notices). */
  readonly code: string;
  readonly reason: string;
  /** What would help: a fixture, a type, an example. */
  readonly hint?: string;
}
