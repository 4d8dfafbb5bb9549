import type { CodeScenario, Scenario } from "./scenario.js";
import type { Ref, Value } from "./value.js";

/** Why an assertion may be believed, strongest first. */
export type Basis = "example" | "property" | "declared" | "observed";

/** One thing a test asserts. */
export type Assertion = { readonly basis: Basis } & (
  | { readonly kind: "returns"; readonly value: Value; readonly via: Via; readonly approximate?: boolean }
  | { readonly kind: "raises"; readonly ref: Ref; readonly type: string; readonly message?: string; readonly via: Via }
  /** The result is an instance of `ref`. */
  | { readonly kind: "type"; readonly ref: Ref; readonly via: Via }
  /** The result has `length` elements or characters. */
  | { readonly kind: "length"; readonly length: number; readonly via: Via }
  /**
   * A public field of the result (`on: "result"`), of the error it ends in (`on: "raised"`) or of an arranged variable; `name` may be a way to it: `items[0].owner.name`.
   * Parts of what is too long to be stated whole are `["key"]`, `:line[2]` of a text, `:first[40]` and `:last[40]` of one line;
   * `:len`, `:str` and `:repr` are what an object says of itself. `unchanged` when a variable's field is what it was before the act.
   */
  | {
      readonly kind: "field";
      readonly on: string;
      readonly name: string;
      readonly value: Value;
      readonly approximate?: boolean;
      readonly unchanged?: true;
      readonly via: Via;
    }
  /** The result against what was given, where it is another one every time: `value` is what `relation` names. */
  | { readonly kind: "relates"; readonly relation: Relation; readonly value: Value; readonly via: Via }
  /** An argument (by position), or an arranged variable, afterwards; `unchanged` when it is as it was given. */
  | {
      readonly kind: "argument";
      readonly index: number;
      readonly value: Value;
      readonly unchanged?: true;
      readonly via: Via;
    }
  | { readonly kind: "variable"; readonly name: string; readonly value: Value; readonly via: Via }
  /** A text file of the working directory afterwards. */
  | { readonly kind: "file"; readonly path: string; readonly text: string; readonly via: Via }
  /** A variable of the module under test afterwards. */
  | { readonly kind: "state"; readonly name: string; readonly value: Value; readonly via: Via }
  /** What it prints, or where that is long, the `line` of it that is `text`. */
  | { readonly kind: "prints"; readonly text: string; readonly line?: number; readonly via: Via }
  /** It ends without an error; the weakest, only when nothing narrower is stable. */
  | { readonly kind: "completes"; readonly via: Via }
);

/**
 * The result is, or each of its elements is, one of a container's (`one-of`, `each-one-of`) or within two numbers, both included
 * (`between`, `each-between`; a list of two); or its elements are those of a list in any order (`rearranges`); or, as a text, it
 * matches a regular expression as a whole (`matches`).
 */
export type Relation = "one-of" | "each-one-of" | "between" | "each-between" | "rearranges" | "matches";

/** How the result is reached: plain call, awaited, or iterated into a list (of at most 20). */
export type Via = "call" | "await" | "iterate" | "await-iterate";

/** A test somebody proposes for open goals: steps and a call, or source text. */
export type Candidate = ScenarioCandidate | CodeCandidate;

/** A test as steps and a call, with what it asserts. */
export interface ScenarioCandidate extends CandidateFacts {
  readonly scenario: Scenario;
  readonly assertions: readonly Assertion[];
}

/** A test as source text. What it asserts stands in its lines. */
export interface CodeCandidate extends CandidateFacts {
  readonly scenario: CodeScenario;
  /** Always empty. */
  readonly assertions: readonly Assertion[];
}

/** What is known of a candidate of either form. */
export interface CandidateFacts {
  /** Derived from unit, scenario and assertions. */
  readonly id: string;
  readonly path: string;
  /** Unit name. */
  readonly unit: string;
  readonly engine: string;
  /** Ids of the goals it meets, as far as the engine saw. */
  readonly goals: readonly string[];
  /** Behaviour in plain words, unique within the unit: `returns 0 when n is not positive`. No counter. */
  readonly title: string;
}

/** Whether a candidate is a test as code. */
export function isCode(candidate: Candidate): candidate is CodeCandidate {
  return candidate.scenario.act.kind === "code";
}

/** A gate of stage 4 and 5, in order. */
export type Gate = "parses" | "imports" | "effects" | "passes" | "repeats" | "fails-when-undone" | "adds-goal";

/** What a gate said about a candidate. */
export interface Verdict {
  readonly candidate: string;
  readonly gate: Gate;
  readonly passed: boolean;
  readonly reason: string;
}

/** A candidate that passed every gate. */
export interface KeptTest {
  readonly candidate: Candidate;
  /** Ids of the goals that only this test was kept for. */
  readonly goals: readonly string[];
  /** The runner's own id of the test, e.g. a pytest node id. */
  readonly testId: string;
}

/** A candidate that did not make it, with the gate that dropped it. */
export interface DroppedTest {
  readonly candidate: Candidate;
  readonly gate: Gate;
  readonly reason: string;
}

/** Something a person should look at; never asserted as right. */
export interface Finding {
  readonly id: string;
  readonly kind: "suspected-bug" | "unstable" | "contradicts-example" | "crash" | "import-effect" | "unreachable";
  readonly path: string;
  readonly unit: string;
  readonly line: number;
  readonly message: string;
  /** The smallest scenario that shows it. */
  readonly scenario?: Scenario | CodeScenario;
  /** The same as source text. */
  readonly reproduction?: string;
}
