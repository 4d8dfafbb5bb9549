import type { MutationTestResult } from "mutation-testing-report-schema/api";
import type { LineRange } from "../changes/changes.js";
import type { Context } from "./context.js";
import type { Layout } from "./framework.js";
import type { Check, Problem, Project } from "./project.js";

/** A report in the mutation-testing-report schema, version 2. Paths in it are relative to the project root, with `/`. */
export type MutationReport = MutationTestResult;

/** A mutation testing tool. */
export interface MutationBackend {
  /** `mutmut`, `stryker`. */
  readonly id: string;
  /** For people: `StrykerJS`. */
  readonly name: string;
  /** Ids of the languages it mutates. */
  readonly languages: readonly string[];
  /** What the tool needs on this machine; the first is the tool itself, with its version. */
  check(project: Project, ctx: Context): Promise<readonly Check[]>;
  /**
   * Stands for all outside the project's own files that decides on results: the tool, the runner, what is installed beside
   * them, in which versions. The same text, the same results.
   */
  fingerprint(project: Project, layout: Layout, ctx: Context): Promise<string>;
  /** The id of a mutant that lies so many lines further down now. Absent: ids do not say where a mutant is. */
  readonly moveId?: (id: string, lines: number) => string;
  /**
   * Runs the tool on `project.workspace`, which is a copy of the user's project and may be written into (settings of the
   * tool, its own folders); never on `project.root`. Never throws for the project's or the tool's sake.
   */
  run(request: MutationRequest, ctx: Context): Promise<MutationRun>;
}

/** What to mutate, and with which tests. */
export interface MutationRequest {
  readonly project: Project;
  /** How the project's test framework was found. Test files in it are those of the copy. */
  readonly layout: Layout;
  readonly files: readonly MutatedFile[];
  /** Tests that are run, relative. Default: all of the layout. */
  readonly tests?: readonly string[];
  /** Only these mutants of an earlier report of the same sources, by the ids this backend gave them. Default: all. */
  readonly only?: readonly string[];
  /** Mutants tried side by side. Default 1. */
  readonly concurrency?: number;
  /** Upper stop by the clock; what is known by then is reported, the rest is Pending. Default: none. */
  readonly timeoutMs?: number;
  /** Told how far it is. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** One source file to mutate. */
export interface MutatedFile {
  /** Relative to the root. */
  readonly path: string;
  /** Only mutants that touch these lines. Default: the whole file. */
  readonly lines?: readonly LineRange[];
}

/** How it went. */
export type MutationRun =
  | {
      readonly ok: true;
      /** `id` of each mutant is the tool's own; core gives it one that survives edits. */
      readonly report: MutationReport;
      /** The tool, for people: `mutmut 3.8.1`. */
      readonly tool: string;
      /** False when the run was cut short: what was not tried is Pending. */
      readonly complete: boolean;
      /** What a reader should know of the numbers. */
      readonly problems: readonly Problem[];
    }
  | {
      readonly ok: false;
      /**
       * `tool-missing`, `tool-version`, `tool-crashed`, `tests-fail` (before anything was changed), `no-tests`, `no-mutants`,
       * `timeout`, `aborted`, or one of the tool's own.
       */
      readonly problem: Problem;
      /** What the tool said last, for a person. */
      readonly output?: string;
    };
