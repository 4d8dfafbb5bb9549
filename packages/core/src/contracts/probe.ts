import type { CodeScenario, Goal, Observation, Ref, Scenario, Shape, Value } from "../model/index.js";
import type { Problem } from "./project.js";

/** A warm child process of the target runtime with one instrumented file loaded. */
export interface Probe {
  readonly opened: ProbeOpened;
  /**
   * What all runs so far have cost, in points that the code passed (function entries and loop rounds); a child that had to be
   * replaced, or waited for in vain, has a fixed price. The same on every machine, so that a search can stop by it. A point takes
   * about a microsecond.
   */
  readonly work: number;
  /**
   * Runs scenarios in order; results in the same order. A child that dies loses nothing but the scenario that killed it:
   * that one comes back `stopped`, the child is restarted and the rest goes on.
   */
  run(batch: readonly (Scenario | CodeScenario)[], options?: RunOptions): Promise<readonly ScenarioResult[]>;
  /**
   * Small changes to the functions of this file that the runtime can make while it runs, always the same list in the same
   * order. Empty when there are none, or when the child was lost over it. Absent: this language cannot.
   */
  mutants?(): Promise<readonly Mutant[]>;
  /** What went wrong so far and stopped nothing: the report warns of it. Absent: nothing did. */
  readonly problems?: readonly Problem[];
  close(): Promise<void>;
}

/** What the runtime saw when it loaded the file. */
export interface ProbeOpened {
  /** `CPython 3.11.7`, `Node 20.20.2`. */
  readonly runtime: string;
  readonly goals: readonly Goal[];
  /** Indexes of goals already met by importing the file. */
  readonly hitOnImport: readonly number[];
  /** Classes an input may need, of this file and of those it imports. */
  readonly classes: readonly ClassInfo[];
  /** Shapes only the runtime knows, by unit name, then parameter. */
  readonly shapes: { readonly [unit: string]: { readonly [parameter: string]: readonly Shape[] } };
  /** What importing tried and was refused, or printed: worth a finding. */
  readonly effects: readonly string[];
  /** Variables of the module that a scenario can set, by name. Absent: this language cannot. */
  readonly state?: { readonly [variable: string]: StateVariable };
}

/** A variable of the module under test that holds plain data. */
export interface StateVariable {
  /** What it held when the file was loaded. */
  readonly value: Value;
  /** What it may hold, where that is declared. */
  readonly shapes: readonly Shape[];
}

/** A class the runtime can construct. */
export interface ClassInfo {
  readonly ref: Ref;
  /** Bare name. */
  readonly name: string;
  /** Names of base classes, nearest first. */
  readonly bases: readonly string[];
  readonly abstract: boolean;
  /** Parameters of the constructor. */
  readonly parameters: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly named: boolean;
    /** Takes any number of values. */
    readonly rest?: boolean;
    readonly shapes: readonly Shape[];
  }[];
  /** Enum members, if it is an enum. */
  readonly members?: readonly Value[];
  /** Alternative constructors: static or class methods that return an instance, as refs. */
  readonly factories: readonly Ref[];
}

/** How to run a batch. */
export interface RunOptions {
  /** `novelty`: only scenarios that met a goal new to this probe, or ended in a new way, carry details. Default `full`. */
  readonly reply?: "novelty" | "full";
  /** Points a scenario of this batch may pass at most, where the probe allows more. Default: what the probe allows. */
  readonly fuel?: number;
  /** Record compare operands for scenarios that carry details. Default false. */
  readonly compares?: boolean;
  /** Fake epoch in milliseconds and random seed for this batch, so that instability shows. */
  readonly world?: { readonly epoch: number; readonly seed: number };
  /**
   * Index of the mutant in force for this batch, or one for each scenario of it; absent: none. Such a run meets no goals
   * (`hit` is empty, `novel` false) and always carries its observation. A mutant that never ends or kills the child gives
   * `stopped`, as ever.
   */
  readonly mutant?: number | readonly number[];
  /** Say of each scenario which mutants' places it ran (`reached`); only without `mutant`. Carries its observation too. Default false. */
  readonly reach?: boolean;
  /**
   * The unit of this ref gives other results than it does, and raises nothing: to see whether a test says anything about them.
   * Meets no goals, and always carries its observation. A language that cannot runs everything as it is. Never with `mutant`.
   */
  readonly spoil?: Ref;
}

/** One small change to the code, as mutation testing makes them. */
export interface Mutant {
  /** Position in the probe's list: what {@link RunOptions.mutant} takes. */
  readonly index: number;
  /** Of a {@link GivenMutant}, its id. */
  readonly given?: string;
  /** Unit name. Code outside any unit is never changed. */
  readonly unit: string;
  /** 1-based line of the changed expression or statement. */
  readonly line: number;
  /** 1-based last line, when it is not `line`. */
  readonly endLine?: number;
  /** 1-based column of its start, in characters. */
  readonly column?: number;
  /** A stable word: `comparison`, `boundary`, `arithmetic`, `number`, `text`, `condition`, `logic`, `return`, `statement`, `argument`, `negation`, `sign`, `jump`. */
  readonly operator: string;
  /** The source text that is changed, on one line, at most 80 characters. */
  readonly original: string;
  /** The text in its place; empty when the statement is left out. */
  readonly replacement: string;
}

/** A change that a mutation tool made, to be tried in the runtime. */
export interface GivenMutant {
  /** Whoever gives it knows it by this. */
  readonly id: string;
  /** 1-based, in the source as it is; the end is exclusive. Columns count UTF-16 units. */
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  /** The tool's word: `EqualityOperator`. */
  readonly operator: string;
  /** What stands in place of the text between. */
  readonly replacement: string;
}

/** What one scenario did. */
export interface ScenarioResult {
  /** Indexes of goals it met; empty when nothing was new in `novelty` mode, or a mutant was in force. */
  readonly hit: readonly number[];
  /** True when it met a goal no earlier scenario of this probe met. */
  readonly novel: boolean;
  /** Absent in `novelty` mode when nothing was new. */
  readonly observation?: Observation;
  readonly compares?: readonly Compare[];
  /** Indexes of mutants whose places it ran, ascending; only when asked for with `reach`. */
  readonly reached?: readonly number[];
  /** Whether `spoil` made a difference: some result was another one, or an error did not come. Default false. */
  readonly spoiled?: boolean;
}

/** One comparison the target made. Operands are cut to 40 characters and 6 elements. */
export interface Compare {
  /**
   * `==` `!=` `<` `<=` `>` `>=` `in` `startswith` `endswith` `find` `match` `isinstance` `key` `attribute` `length` `parse` `case`;
   * `format`: a text with places for values, and the names it could speak of; `options`: the words of a command line (null: of the
   * program's own), and words it could hold as well.
   */
  readonly op: string;
  readonly left: Value;
  readonly right: Value;
  readonly line: number;
}

/** Thrown by nobody: what `openProbe` says when the file cannot be loaded. */
export interface ImportProblem extends Problem {
  /** Stable: `import-failed`, `import-exits`, `import-hangs`, `import-crashes`, `no-runtime`. */
  readonly code: string;
}
