import type { Candidate, DroppedTest, Finding, Goal, OpenGoal, SourceFile } from "../model/index.js";
import type { Context } from "./context.js";
import type { Framework, Layout } from "./framework.js";
import type { Analysis, Language } from "./language.js";
import type { ModelAccess } from "./model.js";
import type { Probe } from "./probe.js";
import type { Project } from "./project.js";
import type { PromptTemplates } from "./prompts.js";

/** Something that proposes tests for open goals. */
export interface Engine {
  /** `search`, `model`. */
  readonly id: string;
  /** Follows `hint` and `prompts`: when a person says what a test should be like, only such engines are asked. Default false. */
  readonly readsWords?: boolean;
  propose(request: ProposeRequest, ctx: Context): AsyncIterable<Proposal>;
}

/** What is asked of an engine: one file at a time. */
export interface ProposeRequest {
  readonly project: Project;
  readonly file: SourceFile;
  readonly language: Language;
  readonly analysis: Extract<Analysis, { ok: true }>;
  readonly probe: Probe;
  /** What the tests are written for, and where (relative to the project root). Absent: nobody will write them. */
  readonly suite?: { readonly framework: Framework; readonly layout: Layout; readonly path: string };
  /** Goals nobody met yet, in probe order; those that engines asked before set themselves (mutants) behind them. */
  readonly goals: readonly Goal[];
  readonly budget: Budget;
  readonly seed: number;
  /** What a person says the test should be like. */
  readonly hint?: string;
  /** Source text of the test whose place the new one takes. */
  readonly replaces?: string;
  /** The language model of this run. Absent: none is configured, or the run is offline. */
  readonly model?: ModelAccess;
  /** Prompt templates the user wrote or chose; what they leave out is the engine's to say. */
  readonly prompts?: PromptTemplates;
  /** What the engines asked before said: why goals stayed open, and the tests they proposed. */
  readonly learned?: { readonly open: readonly OpenGoal[]; readonly candidates: readonly Candidate[] };
}

/** What an engine may spend on one file. */
export interface Budget {
  /** Upper stop by the clock. */
  readonly seconds: number;
  /** Scenarios; chosen so that the clock rarely decides. */
  readonly calls: number;
}

/** What an engine says, in any order. */
export type Proposal =
  | { readonly kind: "candidate"; readonly candidate: Candidate }
  /** A test that did not make it even to the engine's own satisfaction, for the report. */
  | { readonly kind: "dropped"; readonly dropped: DroppedTest }
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "open"; readonly open: OpenGoal }
  /** Goals the engine set itself (mutants), met or not; said before candidates and open goals that speak of them. */
  | { readonly kind: "goals"; readonly goals: readonly Goal[] }
  | { readonly kind: "stopped-by-time" };
