import type { Ref, SourceFile, Unit, Value } from "../model/index.js";
import type { Context } from "./context.js";
import type { GivenMutant, Probe } from "./probe.js";
import type { Check, Problem, Project } from "./project.js";
import type { TestReading } from "./test-reading.js";

/** A programming language: how to read it, run it and write its values. */
export interface Language {
  /** `python`, `javascript`. */
  readonly id: string;
  /** For people: `Python`. */
  readonly name: string;
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** Glob patterns of folders and files that are never units under test (tests, caches, builds). */
  readonly ignore: readonly string[];
  readonly dialect: Dialect;
  /** Reads one file. Never throws for the file's sake. */
  analyze(file: SourceFile, project: Project, ctx: Context): Promise<Analysis>;
  /**
   * Gets ready for one `openProbe` to come while the file is still read: starts its processes, which load nothing of the
   * project and wait for their order. Gives what ends those that were not taken.
   */
  prepare?(project: Project, ctx: Context): Promise<() => Promise<void>>;
  /** Starts the runtime on one file. Never throws for the file's sake. */
  openProbe(request: ProbeRequest, ctx: Context): Promise<ProbeOpening>;
  /** A value as a source expression. */
  print(value: Value, scope: PrintScope): string;
  /**
   * The text of a suite at `path` (relative), brought in line with the declared types of what it tests: a value that is
   * wrong on purpose gets a cast, nothing else changes. Absent, or when types are not known: the text stays as it is.
   */
  settleTypes?(text: string, path: string, project: Project): string;
  /**
   * Reads test functions that somebody wrote, by their syntax tree; never throws for the text's sake. Text without a test
   * function is read as the body of one. Absent: tests as text are not possible in this language.
   */
  readTests?(text: string): Promise<TestReading>;
  /**
   * The file with the body of every unit undone: each raises, or each returns nothing. Tests that pass either way can fail by
   * nothing in it. Null when it cannot be done. Absent: it is not checked whether a test can fail.
   */
  readonly undo?: (file: SourceFile, how: "raises" | "returns-nothing") => Promise<string | null>;
  /** What the language needs on this machine, for `doctor` and for exit code 4. */
  check(project: Project, ctx: Context): Promise<readonly Check[]>;
}

/** How the language's values travel, so that one engine can draw for all. */
export interface Dialect {
  /** `tagged`: every float is a FloatValue. `plain`: integers and floats are one number type. */
  readonly floats: "tagged" | "plain";
  /** What "nothing" may be, most usual first. */
  readonly nothing: readonly Value[];
  /** Whether tuples, sets, maps, bytes exist as own types. */
  readonly tuples: boolean;
  readonly bigIntegers: boolean;
  /** Whether arguments can be passed by name. */
  readonly keywords: boolean;
  /** Values of well-known classes worth trying when a shape names them, keyed by ref: `datetime:date` -> samples. */
  readonly samples: { readonly [ref: Ref]: readonly Value[] };
  /** A class whose constructor makes an object with just the attributes given by name. Absent: a record is such an object. */
  readonly namespace?: Ref;
  /**
   * Methods that people never call by name, with how they write the call: `$self` is the receiver, `$0`, `$1` the
   * arguments in order. `__len__` -> `len($self)`. The runtime performs such a method as written there. Only for calls with
   * exactly the arguments the text has, none by name.
   */
  readonly operators?: { readonly [method: string]: string };
  /** The method under which a function value is called with the arguments given. Absent: returned functions are not called. */
  readonly invoke?: string;
  /**
   * How a block is entered and left (`with x:`): the methods, and the arguments of the second for an end without and with an error.
   * A result whose type is named like a context manager is entered and left in this way.
   */
  readonly block?: { readonly enter: string; readonly leave: string; readonly endings: readonly (readonly Value[])[] };
  /** The classes of plain values, by the word of their kind (`text`, `int`, `float`, `bool`, `list`, `bytes`). */
  readonly types?: { readonly [kind: string]: Ref };
  /** The function that gives the text by which a value represents itself, as documentation shows it. */
  readonly show?: Ref;
}

/** What a language knows about one file. */
export type Analysis =
  | {
      readonly ok: true;
      readonly units: readonly Unit[];
      /** Literals at module level, each once. */
      readonly constants: readonly Value[];
      /** How a test imports the file: a dotted module name, or `esm` / `commonjs` with the path. */
      readonly importName: string;
      readonly moduleKind: "python" | "esm" | "commonjs";
    }
  | { readonly ok: false; readonly code: string; readonly reason: string; readonly line?: number };

/** What to open. */
export interface ProbeRequest {
  readonly project: Project;
  readonly file: SourceFile;
  readonly analysis: Extract<Analysis, { ok: true }>;
  readonly seed: number;
  /** Loop heads and function entries one act may pass. Default 200,000. */
  readonly fuel?: number;
  /**
   * Changes that a mutation tool made to this file: `Probe.mutants` lists these in place of the language's own, in this order,
   * without those that cannot be switched on and off while the code runs.
   */
  readonly mutants?: readonly GivenMutant[];
}

/** A probe, or why there is none. */
export type ProbeOpening =
  | { readonly ok: true; readonly probe: Probe }
  | { readonly ok: false; readonly problem: Problem };

/** What `print` may ask of the suite it writes into. */
export interface PrintScope {
  /** The local name under which `ref` can be used; the suite imports it. */
  use(ref: Ref): string;
  readonly quote: "single" | "double";
}
