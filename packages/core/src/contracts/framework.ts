import type { Candidate, FileCoverage, Ref, SourceFile } from "../model/index.js";
import type { Context } from "./context.js";
import type { Analysis, Language } from "./language.js";
import type { Check, Problem, Project } from "./project.js";
import type { TestListing } from "./test-list.js";

/** A test framework: how to find, write and run its tests. */
export interface Framework {
  /** `pytest`, `mocha`. */
  readonly id: string;
  /** For people: `pytest`. */
  readonly name: string;
  /** Id of the language it tests. */
  readonly language: string;
  /** What its tests are called by: any text, or (absent) an identifier, which keeps the words of a title and none of its signs. */
  readonly testNames?: "texts";
  /** Looks at the project without running anything of it. */
  detect(project: Project, ctx: Context): Promise<Layout>;
  /** Where the suite of a source file belongs, following the existing tree. Relative to the project root. */
  place(file: SourceFile, analysis: Extract<Analysis, { ok: true }>, layout: Layout): string;
  /** Writes a suite; with `existing`, into it, every byte of it kept but where tests are added or refreshed. */
  emit(request: EmitRequest): EmittedSuite;
  /** Reads back the header of a suite (or block) of ours; null when there is none. Tells whether a suite is up to date. */
  readHeader(text: string): SuiteHeader | null;
  /**
   * Gets ready for runs to come while their tests are still looked for: starts each one's process, which loads nothing of the
   * project and waits for its order. `run` takes such a process once; any other run starts one of its own. Gives what ends
   * those that were not taken.
   */
  readonly prepare?: (request: PrepareRequest, ctx: Context) => Promise<() => Promise<void>>;
  /** Runs test files for real in the workspace. */
  run(request: RunRequest, ctx: Context): Promise<TestRun>;
  /** The tests of a file at `path` (relative) and what they assert, read from its text; nothing is run. Absent: no review. */
  readonly listTests?: (text: string, path: string, project: Project, ctx: Context) => Promise<TestListing>;
  /** A test's name as source text, to stand in place of `written`; null when it can be no name. */
  readonly printName?: (name: string, written: string) => string | null;
  /** What the framework needs on this machine. */
  check(project: Project, ctx: Context): Promise<readonly Check[]>;
  /** How tests as text are written for it. Absent: it takes none. */
  guide?(layout: Layout): TestGuide;
  /** Files `autotest init` would add so that the plain command finds and can import the tests. */
  scaffold(project: Project, layout: Layout): readonly NewFile[];
}

/** What somebody must know who writes tests as text. */
export interface TestGuide {
  /** Rules, for a reader who knows the language. */
  readonly text: string;
  /** Names a test may use without importing them, and where they come from. */
  readonly names: { readonly [name: string]: Ref };
  /** What a test function may ask to be handed. */
  readonly fixtures: readonly string[];
}

/** A file to create, relative to the project root. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** What `detect` found. Plain data; frameworks may add fields under `details`. */
export interface Layout {
  /** True when the project uses this framework: config, dependency or tests were found. */
  readonly found: boolean;
  /** Why, in words: `mocha in devDependencies`. */
  readonly reason: string;
  /** Test folder relative to the root, existing or to be created: `tests`. */
  readonly testDirectory: string;
  /** Existing test files. */
  readonly testFiles: readonly string[];
  /** The plain command a user would type: `pytest`, `npx mocha`. */
  readonly command: string;
  readonly quote: "single" | "double";
  readonly indent: string;
  /** `bdd`: describe/it, test functions. `xunit`: suite/test, test classes. */
  readonly style: "bdd" | "xunit";
  readonly details: { readonly [key: string]: unknown };
}

/** What to write. */
export interface EmitRequest {
  readonly project: Project;
  readonly layout: Layout;
  readonly language: Language;
  readonly file: SourceFile;
  readonly analysis: Extract<Analysis, { ok: true }>;
  /** Relative path of the suite. */
  readonly path: string;
  /** In the order to be written: source order of units, then title. */
  readonly groups: readonly TestGroup[];
  /** The suite as it is on disk, if it is. */
  readonly existing?: string;
  /** Absent: tests go into `existing` as a person adds some, without comments of ours, and none that is there is refreshed or taken out. */
  readonly header?: SuiteHeader;
}

/** What the first comment of a suite of ours says. */
export interface SuiteHeader {
  readonly version: string;
  readonly seed: number;
  /** Hash of the source file the suite was made from. */
  readonly fingerprint: string;
  /** How to make it again. */
  readonly command: string;
}

/** Tests of one unit: single ones, and tables of same-shape cases. */
export interface TestGroup {
  readonly unit: string;
  readonly entries: readonly ({ readonly kind: "single"; readonly test: Candidate } | TestTable)[];
}

/** Three or more cases that differ only in literals: one table. */
export interface TestTable {
  readonly kind: "table";
  /** What all cases show: `returns the expected value`. */
  readonly title: string;
  /** Same act, same assertion kinds; arguments and expectations differ. */
  readonly cases: readonly Candidate[];
}

/** A written suite. */
export interface EmittedSuite {
  readonly text: string;
  /** The runner's id of each test, as `run` will report it. */
  readonly tests: readonly { readonly candidate: string; readonly testId: string }[];
  /** Other files the suite needs inside the test folder (`tests/__init__.py`), only those missing. */
  readonly support: readonly NewFile[];
}

/** What to run. */
export interface RunRequest {
  readonly project: Project;
  readonly layout: Layout;
  /** Test files relative to the root; empty means all the project has. */
  readonly files: readonly string[];
  /** Shuffles files, groups and tests by this seed; absent: the runner's own order. */
  readonly orderSeed?: number;
  /** Hash seed where the runtime has one. Default 0. */
  readonly hashSeed?: number;
  /** Measure these source files (relative). Empty or absent: no measuring. */
  readonly cover?: readonly string[];
  /** Default 120,000. */
  readonly timeoutMs?: number;
  /**
   * A test that runs longer is ended and has failed (`timeout`), and the others are run again without it, with all of
   * `timeoutMs`. Absent: a test may take as long as the run.
   */
  readonly testTimeoutMs?: number;
}

/** Runs to come that are worth getting ready for. */
export interface PrepareRequest {
  readonly project: Project;
  readonly layout: Layout;
  readonly runs: readonly {
    readonly hashSeed?: number;
    /** Whether source files will be measured. */
    readonly measure: boolean;
  }[];
}

/** What failed: a comparison, or a check for an error that did not come; an error from anywhere else in the test; what prepares or cleans up; time. */
export type TestFailure = "assertion" | "error" | "fixture" | "timeout";

/** How a run went. */
export type TestRun =
  | {
      readonly status: "complete";
      readonly tests: readonly TestOutcome[];
      /** Null when measuring was not asked for, or is not possible (see `problems`). */
      readonly coverage: readonly FileCoverage[] | null;
      readonly problems: readonly Problem[];
    }
  | { readonly status: "error" | "timeout"; readonly problem: Problem; readonly output: string };

/** One test's outcome. */
export interface TestOutcome {
  /** Relative test file. */
  readonly file: string;
  readonly testId: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** First lines of the failure. */
  readonly message?: string;
  /** Of a failure, where the framework can tell. */
  readonly failure?: TestFailure;
  readonly milliseconds: number;
}
