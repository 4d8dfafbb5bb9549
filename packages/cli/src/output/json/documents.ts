import type {
  ExitCode,
  GoalKind,
  InitResult,
  PluginSummary,
  PromptListing,
  PromptTask,
  SuiteFile,
  Threshold,
} from "@autotest/core";

/** What every document starts with. */
export interface DocumentHead {
  /** Fields are only added within a major version. */
  readonly schemaVersion: "1.0";
  readonly tool: { readonly name: "autotest"; readonly version: string };
  /** What the process ends with. */
  readonly exitCode: ExitCode;
}

/** An error instead of a result. */
export interface ErrorDocument extends DocumentHead {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint: string | null;
    readonly next: string | null;
  };
}

/** Covered and to be covered. */
export interface Ratio {
  readonly covered: number;
  readonly total: number;
}

/** Null when it was not measured. */
export type CoverageFigures = { readonly lines: Ratio; readonly branches: Ratio } | null;

/** One source file in figures. */
export interface FileEntry {
  readonly path: string;
  readonly language: string;
  readonly framework: string;
  readonly suite: string | null;
  readonly units: number;
  readonly tests: number;
  readonly goals: { readonly total: number; readonly metBefore: number; readonly met: number; readonly open: number };
  /** Small changes to the code that were tried; they are not among `goals`. */
  readonly mutants: { readonly total: number; readonly noticed: number };
  readonly dropped: number;
  readonly coverageBefore: CoverageFigures;
  readonly coverageAfter: CoverageFigures;
  readonly seconds: number;
  readonly calls: number;
  readonly stoppedByTime: boolean;
}

/** One unit in figures. */
export interface UnitEntry {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly goals: number;
  readonly met: number;
  readonly tests: number;
}

/** One goal, whether it is met, by which tests, and if not, why. */
export interface GoalEntry {
  readonly id: string;
  readonly kind: GoalKind;
  readonly path: string;
  readonly unit: string;
  readonly line: number;
  readonly condition: string;
  readonly arm: string;
  readonly status: "met-before" | "met" | "open";
  readonly tests: readonly string[];
  readonly code: string | null;
  readonly reason: string | null;
  readonly hint: string | null;
}

/** One candidate, kept or not. */
export interface CandidateEntry {
  readonly id: string;
  readonly path: string;
  readonly unit: string;
  readonly engine: string;
  readonly title: string;
  readonly goals: readonly string[];
  readonly kept: boolean;
  readonly keptFor: readonly string[];
  readonly testId: string | null;
  readonly scenario: { readonly [key: string]: unknown };
  readonly assertions: readonly { readonly kind: string; readonly basis: string; readonly [key: string]: unknown }[];
}

/** One source file as the tests that are there show it. */
export interface LookedFile {
  readonly path: string;
  readonly language: string;
  readonly framework: string;
  readonly units: number;
  readonly goals: { readonly total: number; readonly met: number; readonly open: number };
  readonly coverage: CoverageFigures;
  /** Changed lines with code in them; null when the run was not limited to changes. */
  readonly changedLines: Ratio | null;
}

/** The result of `coverage` and `check`. */
export interface LookDocument extends DocumentHead {
  readonly run: { readonly command: string; readonly interrupted: boolean; readonly seconds: number };
  readonly changes: GenerateDocument["changes"];
  readonly totals: {
    readonly files: number;
    readonly goals: number;
    readonly goalsMet: number;
    readonly goalsOpen: number;
    readonly coverage: CoverageFigures;
    readonly changedLines: Ratio | null;
  };
  readonly thresholds: readonly Threshold[];
  readonly files: readonly LookedFile[];
  readonly units: readonly UnitEntry[];
  readonly goals: readonly GoalEntry[];
  readonly skipped: GenerateDocument["skipped"];
  readonly warnings: readonly string[];
  readonly isolation: string;
  readonly next: string;
}

/** The result of `generate`. */
export interface GenerateDocument extends DocumentHead {
  readonly run: {
    readonly command: string;
    readonly seed: number;
    readonly dryRun: boolean;
    readonly interrupted: boolean;
    readonly startedAt: string;
    readonly seconds: number;
    readonly stages: { readonly [stage: string]: number };
    readonly config: string | null;
  };
  /** What the run was limited to; null: to nothing. */
  readonly changes: { readonly base: string | null; readonly files: number | null } | null;
  readonly totals: {
    readonly files: number;
    readonly tests: number;
    readonly goals: number;
    readonly goalsMetBefore: number;
    readonly goalsMet: number;
    readonly goalsOpen: number;
    /** Small changes to the code that were tried, and how many of them some test notices. */
    readonly mutants: number;
    readonly mutantsNoticed: number;
    readonly dropped: number;
    readonly coverageBefore: CoverageFigures;
    readonly coverageAfter: CoverageFigures;
  };
  readonly files: readonly FileEntry[];
  readonly units: readonly UnitEntry[];
  readonly goals: readonly GoalEntry[];
  readonly candidates: readonly CandidateEntry[];
  readonly verdicts: readonly {
    readonly candidate: string;
    readonly gate: string;
    readonly passed: boolean;
    readonly reason: string;
  }[];
  readonly suite: readonly (Pick<SuiteFile, "path" | "action" | "sources" | "tests"> & {
    readonly patch: string | null;
  })[];
  readonly findings: readonly {
    readonly id: string;
    readonly kind: string;
    readonly path: string;
    readonly unit: string;
    readonly line: number;
    readonly message: string;
    readonly reproduction: string | null;
  }[];
  readonly skipped: readonly {
    readonly path: string;
    readonly code: string;
    readonly reason: string;
    readonly hint: string | null;
  }[];
  readonly warnings: readonly string[];
  readonly cost: {
    readonly modelCalls: number;
    readonly cachedCalls: number;
    readonly failedCalls: number;
    readonly requests: number;
    readonly inputTokens: number;
    readonly cachedTokens: number;
    readonly outputTokens: number;
    readonly usd: number | null;
    readonly isEstimate: boolean;
    readonly provider: string | null;
    readonly model: string | null;
    readonly keptTests: number;
    readonly goals: number;
    readonly droppedTests: { readonly [gate: string]: number };
    readonly usdPerTest: number | null;
    readonly usdPerGoal: number | null;
    readonly ended: string | null;
  };
  readonly isolation: string;
  readonly sandbox: { readonly asked: string; readonly reason: string | null; readonly fix: string | null };
  readonly next: string;
}

/** The result of `doctor`. */
export interface DoctorDocument extends DocumentHead {
  readonly checks: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly required: boolean;
    readonly detail: string;
    readonly fix: string | null;
  }[];
  readonly isolation: string;
  readonly next: string;
}

/** The result of `plugins`. */
export interface PluginsDocument extends DocumentHead {
  readonly plugins: readonly PluginSummary[];
  readonly next: string;
}

/** The result of `prompts list`, `show` and `use`. */
export interface PromptsDocument extends DocumentHead {
  readonly prompts: readonly PromptEntry[];
  /** The configuration that was changed; null when none was. */
  readonly written: string | null;
  readonly next: string;
}

/** A prompt pack with its templates, and what of them is filled in. */
export interface PromptEntry extends Omit<PromptListing, "templates"> {
  readonly templates: readonly {
    readonly task: PromptTask;
    readonly text: string;
    /** Names in braces that are filled in. */
    readonly placeholders: readonly string[];
    /** Names in braces that stay as they are. */
    readonly untouched: readonly string[];
  }[];
}

/** The result of `init`. */
export interface InitDocument extends DocumentHead, InitResult {
  readonly dryRun: boolean;
  readonly next: string;
}
