import type { DroppedTest, Finding, KeptTest } from "./candidate.js";
import type { Goal, OpenGoal } from "./goal.js";

/** Lines and branches of a set of files. */
export interface CoverageTotals {
  readonly lines: { readonly covered: number; readonly total: number };
  readonly branches: { readonly covered: number; readonly total: number };
}

/** Coverage of one source file. Lines are 1-based. */
export interface FileCoverage extends CoverageTotals {
  readonly path: string;
  readonly coveredLines: readonly number[];
  readonly missedLines: readonly number[];
  /** Decisions with a way not taken: line of the decision and line it would have gone to (0 = leaves the function). */
  readonly missedBranches: readonly { readonly line: number; readonly to: number }[];
}

/** A suite file that was written, or would be. */
export interface SuiteFile {
  /** Relative to the project root. */
  readonly path: string;
  readonly text: string;
  /** What it did to the tree. */
  readonly action: "created" | "extended" | "refreshed" | "unchanged";
  /** Source files it tests. */
  readonly sources: readonly string[];
  readonly tests: number;
}

/** A file that was left out, and why. */
export interface SkippedFile {
  readonly path: string;
  /** A stable word: `syntax`, `encoding`, `too-large`, `no-units`, `import-failed`, `unreadable`, `interrupted`, `up-to-date`, `no-framework`, `no-language`, `prerequisite`. */
  readonly code: string;
  readonly reason: string;
  readonly hint?: string;
}

/** Everything about one source file. */
export interface FileReport {
  readonly path: string;
  readonly language: string;
  readonly framework: string;
  readonly suite: string | null;
  readonly units: number;
  readonly goals: readonly Goal[];
  /** Ids of goals already met before this run, by import or by existing tests. */
  readonly metBefore: readonly string[];
  readonly kept: readonly KeptTest[];
  readonly dropped: readonly DroppedTest[];
  readonly open: readonly OpenGoal[];
  readonly findings: readonly Finding[];
  readonly coverageBefore: FileCoverage | null;
  readonly coverageAfter: FileCoverage | null;
  /** Of a run limited to changes: changed lines that hold code, and those of them that tests run now. */
  readonly changedLines?: { readonly covered: number; readonly total: number };
  /** Of such a run: where the file differs, 1-based, both ends included; null when all of it is new. */
  readonly changedRanges?: readonly { readonly from: number; readonly to: number }[] | null;
  readonly seconds: number;
  /** Scenarios that were run for it, those under mutants included. */
  readonly calls: number;
  /** True when the clock, not the call budget, ended the search: such a run may not repeat exactly. */
  readonly stoppedByTime: boolean;
}

/** What a language model was asked, and what that cost. */
export interface ModelSpend {
  /** Questions asked, each with its retries. */
  readonly requests: number;
  /** Of these, answered without the server. */
  readonly cached: number;
  /** Of these, without a usable answer. */
  readonly failed: number;
  /** Requests that went to the server, retries included. */
  readonly tries: number;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** US dollars; null without a known price. */
  readonly usd: number | null;
  /** True when a part is the estimate, because the server did not count it. */
  readonly isEstimate: boolean;
}

/** What a language model was asked in a run, what it cost, and what came of it. */
export interface ModelCost extends ModelSpend {
  /** Id of the provider, and its name of the model. */
  readonly provider: string;
  readonly model: string;
  /** Tests of the model that were kept, the goals they were kept for, and tests that were dropped, by gate. */
  readonly kept: number;
  readonly goals: number;
  readonly dropped: { readonly [gate: string]: number };
  /** Dollars for one of them; null without a price, or without any. */
  readonly usdPerTest: number | null;
  readonly usdPerGoal: number | null;
  /** Why it was not asked to the end: the kind of failure (`budget`, `credentials`, `unavailable` ...) and its words. */
  readonly ended: { readonly kind: string; readonly message: string; readonly hint?: string } | null;
}

/** A limit somebody set, and what is. */
export interface Threshold {
  /** `min-coverage` in percent of lines, `max-open-goals`. */
  readonly name: string;
  readonly wanted: number;
  /** Null when there is nothing it could be measured on: then it is met. */
  readonly actual: number | null;
  readonly met: boolean;
}

/** The one result of a run. */
export interface Report {
  readonly command: string;
  readonly seed: number;
  readonly dryRun: boolean;
  readonly interrupted: boolean;
  /** Isolation level reached, `L0 off`, `L1 portable` or `L2 namespaces`. */
  readonly isolation: string;
  /** What isolation was asked for, why it is not more, and the command that would give more. */
  readonly sandbox?: { readonly asked: string; readonly reason: string | null; readonly fix: string | null };
  /** What the run was limited to, when it was. */
  readonly changes?: {
    /** What was compared with, in words; null without a repository: then everything counts as changed. */
    readonly base: string | null;
    /** Changed files that some language reads; null: everything. */
    readonly files: number | null;
  };
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedFile[];
  readonly suites: readonly SuiteFile[];
  /** The limits it was held against, when it was. */
  readonly thresholds?: readonly Threshold[];
  /** Things that went wrong without ending the run, in words. */
  readonly warnings: readonly string[];
  readonly coverageBefore: CoverageTotals | null;
  readonly coverageAfter: CoverageTotals | null;
  readonly seconds: number;
  /** Seconds by stage: `find` `analyse` `check` `measure` `search` `judge` `select` `write`. Stages overlap, so they may add up to more than `seconds`. */
  readonly stages?: { readonly [stage: string]: number };
  /** Null when no model is configured, or the run was offline. */
  readonly cost?: ModelCost | null;
  /** One command to run next. */
  readonly next: string;
}
