import type { MutationReport } from "../contracts/mutation.js";
import type { ModelCost, SkippedFile } from "../model/index.js";
import type { WrittenSuite } from "../pipeline/6-write-suite.js";

/** A mutant of a tool, under a name of ours. */
export interface ToolMutant {
  /** Hash of path, unit, original text, replacement and ordinal: the same after edits elsewhere. */
  readonly id: string;
  /** What the tool calls it; good for the same sources only. */
  readonly toolId: string;
  readonly path: string;
  /** Unit it lies in, or `<module>`. */
  readonly unit: string;
  /** 1-based; the end is exclusive. Columns count UTF-16 units. */
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  /** The tool's word: `EqualityOperator`. */
  readonly operator: string;
  readonly original: string;
  readonly replacement: string;
  /** As the tool judged it with the tests that were there. */
  readonly status: MutantStatus;
  /** Whether it is run while files are imported, as far as the tool says so. */
  readonly isStatic: boolean;
}

/** The words of the mutation-testing-report schema. */
export type MutantStatus =
  | "Killed"
  | "Survived"
  | "NoCoverage"
  | "Timeout"
  | "CompileError"
  | "RuntimeError"
  | "Ignored"
  | "Pending";

/** That a test fails on exactly this mutant: it passed twice and more on the code as it is, in fresh processes. */
export interface Kill {
  /** Test file, relative. */
  readonly suite: string;
  readonly testId: string;
  readonly title: string;
  /** What the test said on the mutant, first lines. */
  readonly message: string;
  /** `assertion`: a comparison failed, or an expected error did not come. `error`: the changed code broke down where a result was asserted. */
  readonly by: "assertion" | "error";
  /** Whether the tool, run again with only this suite, kills it too. Null: it was not asked to the end. */
  readonly confirmed: boolean | null;
}

/** Why a mutant is left. */
export interface StillAlive {
  /**
   * Left out: `equivalent`, `log-only`, `unreachable`, `accepted`. Tried in vain: `survives`, `wording`, `no-coverage`, `not-reached`, `import-time`,
   * `no-unit`, `not-switchable`, `not-proven`, `distrusted`, or an engine's own word. Not tried: `budget`, `not-run`.
   */
  readonly code: string;
  /** The same in words. */
  readonly reason: string;
}

/** What became of a mutant. */
export interface MutantResult extends ToolMutant {
  /** The test of ours that kills it; null when it was killed before, or survives. */
  readonly kill: Kill | null;
  /** Why it survives, as a stable word; null when it does not. */
  readonly code: StillAlive["code"] | null;
  readonly reason: StillAlive["reason"] | null;
}

/** Detected of how many. */
export interface Score {
  readonly detected: number;
  readonly total: number;
}

/** Three scores, never mixed. */
export interface Scores {
  /** As the tool counts: killed and timed out, of those, survivors and what no test runs. */
  readonly tool: Score;
  /** Without timeouts, which prove nothing. */
  readonly honest: Score;
  /** Also without what triage took out and what a person accepted. */
  readonly triaged: Score;
}

/** How many survivors the last score leaves out. */
export interface LeftOut {
  /** Nobody can or should kill them, by rule. */
  readonly triage: number;
  /** A person accepted them, with a reason. */
  readonly accepted: number;
}

/** The result of a mutation run. */
export interface MutationResult {
  readonly mutants: readonly MutantResult[];
  readonly before: Scores;
  readonly after: Scores;
  readonly leftOut: LeftOut;
  /** What a language model was asked, and what came of it; null when none is configured. */
  readonly cost: ModelCost | null;
  /** In the mutation-testing-report schema: what is true after the run. */
  readonly report: MutationReport;
  /** `mutmut 3.8.1`. */
  readonly tools: readonly string[];
  /** Mutants whose result is of an earlier run: nothing that it depends on has changed. */
  readonly reused: number;
  /** Suites with tests that kill, and what each file held before. */
  readonly written: readonly WrittenSuite[];
  /** Files that could not be mutated or searched. */
  readonly skipped: readonly SkippedFile[];
  readonly warnings: readonly string[];
  /** False when a limit or a signal ended it. */
  readonly complete: boolean;
  readonly interrupted: boolean;
  readonly seconds: number;
}
