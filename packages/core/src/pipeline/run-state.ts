import type { Changes } from "../changes/changes.js";
import type {
  Analysis,
  Engine,
  FileSystem,
  Framework,
  GivenMutant,
  Language,
  Layout,
  ModelAccess,
  Probe,
  Problem,
  Project,
  PromptTemplates,
} from "../contracts/index.js";
import type { Hooks } from "../hooks/hooks.js";
import type {
  Candidate,
  DroppedTest,
  FileCoverage,
  Finding,
  Goal,
  KeptTest,
  OpenGoal,
  SourceFile,
} from "../model/index.js";
import type { Isolation, Sandbox } from "../ports/isolation/isolation.js";
import type { Journal } from "../ports/journal.js";
import type { OwnSettings } from "./own-settings.js";

/** What one run needs from stage to stage, besides `ctx`. Plain settings; no stage changes it. */
export interface RunSettings {
  readonly command: string;
  readonly project: Project;
  /** Resolves when `project.workspace` holds the whole copy: each file as path, size and time of change, joined by NUL. */
  readonly copied: Promise<readonly string[]>;
  /** Versions and settings of all that takes part, as text: what is journalled counts only under the same. */
  readonly identity: string;
  /** Opens the project's journal under a key; null when this run keeps none. */
  readonly openJournal: ((key: string) => Promise<Journal>) | null;
  readonly hooks: Hooks;
  readonly languages: readonly Language[];
  readonly frameworks: readonly Framework[];
  /** In the order they are asked. */
  readonly engines: readonly Engine[];
  /** The language model, opened; null when none is configured or the run is offline. Default: null. */
  readonly model?: ModelAccess | null;
  /** Prompt templates that were written or chosen. Default: none. */
  readonly prompts?: PromptTemplates;
  /** What a person says a test should be like. */
  readonly hint?: string;
  /** Source text of the test whose place the new one takes. */
  readonly replaces?: string;
  /** What single files have of their own; null for one that has nothing. Default: none has. */
  readonly overrides?: (path: string) => OwnSettings | null;
  /** Files and folders to look at, relative to the root. */
  readonly paths: readonly string[];
  /** Limits goals to what changed, and `paths` names the changed files. Absent: everything under `paths`. */
  readonly changes?: Changes;
  /** Glob patterns, relative to the root. */
  readonly exclude: readonly string[];
  readonly seed: number;
  readonly seconds: number;
  readonly calls: number;
  readonly concurrency: number;
  /** How children are held, and what was asked for. Default: the portable level, as far as it goes. */
  readonly sandbox?: { readonly asked: Sandbox; readonly isolation: Isolation };
  /** Only looks: nothing is written, and suites of ours are tests like all others. Default false. */
  readonly lookOnly?: boolean;
  readonly dryRun: boolean;
  /** Version written into suite headers. */
  readonly version: string;
  /** A file system that may write into the project below `roots` (relative); `asked` names files that steer a runner. Stage 6 only. */
  readonly openForWriting: (roots: readonly string[], asked: readonly string[]) => FileSystem;
}

/** A source file with everything that is known before it runs. */
export interface Target {
  readonly file: SourceFile;
  readonly language: Language;
  readonly framework: Framework;
  readonly layout: Layout;
  readonly analysis: Extract<Analysis, { ok: true }>;
  /** Where its suite belongs, relative to the root. */
  readonly suitePath: string;
  /** The suite as it is on disk, if it is. */
  readonly existing: string | undefined;
  /** Changes of a mutation tool that tests are looked for, in place of those the runtime would make. Absent: the latter. */
  readonly mutants?: readonly GivenMutant[];
  /** Tests go into `existing` as a person adds some, and stay when the suite is made anew. Default false. */
  readonly joins?: boolean;
}

/** A target whose runtime is open and whose goals are known. */
export interface OpenedTarget {
  readonly target: Target;
  readonly probe: Probe;
  readonly goals: readonly Goal[];
  readonly metBefore: readonly string[];
  readonly coverageBefore: FileCoverage | null;
  readonly findings: readonly Finding[];
}

/** What the engines said about a target; the runtime is closed by now. */
export interface ProposedTarget extends Omit<OpenedTarget, "probe"> {
  /** What went wrong in the runtime and stopped nothing. */
  readonly problems: readonly Problem[];
  readonly candidates: readonly Candidate[];
  /** Tests that an engine itself gave up. */
  readonly rejected: readonly DroppedTest[];
  readonly open: readonly OpenGoal[];
  readonly stoppedByTime: boolean;
  readonly seconds: number;
  readonly calls: number;
}

/** A target whose candidates were run: which passed every gate so far, and which did not. */
export interface JudgedTarget extends ProposedTarget {
  readonly passed: readonly Candidate[];
  readonly dropped: readonly DroppedTest[];
}

/** A target with its final choice of tests. */
export interface SelectedTarget extends JudgedTarget {
  readonly kept: readonly KeptTest[];
  readonly coverageAfter: FileCoverage | null;
}
