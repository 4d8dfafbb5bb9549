import type { Ref, Value } from "./value.js";

/** A test as data: what surrounds it, arrange steps, one act. */
export interface Scenario {
  /** Absent: nothing is set. */
  readonly surroundings?: Surroundings;
  readonly arrange: readonly Step[];
  readonly act: Call;
}

/**
 * What a scenario sets around the code under test before its first step and takes back when it has ended. What is left out is
 * as in every run, and asking for it makes the run `unstable`; asking for what is set does not.
 */
export interface Surroundings {
  /** The command line after the name of the program, which is {@link PROGRAM}: `sys.argv[1:]`, `process.argv.slice(2)`. */
  readonly arguments?: readonly string[];
  /** All that standard input gives. */
  readonly input?: string;
  /** Environment variables by name; null: not set. */
  readonly environment?: { readonly [name: string]: string | null };
  /**
   * The working directory: a fresh folder that holds these text files (UTF-8) and nothing else, by relative path with `/` between
   * names; null: no such file. In it the code may write. Set also when it is empty.
   */
  readonly files?: { readonly [path: string]: string | null };
  /** Where the calendar's clock stands still, in whole seconds since 1970 in UTC. Counters of elapsed time are set by `tick`. */
  readonly now?: number;
  /**
   * Seconds between one look at a counter of elapsed time and the next: counters give `tick`, twice `tick` and so on, each
   * function by itself (`time.perf_counter()`, `time.monotonic_ns()`, and `performance.now()` in its milliseconds).
   */
  readonly tick?: number;
  /** 0 to 9: the seed of Python's `random`; in JavaScript, which has no seed, the tenths that `Math.random()` gives every time. */
  readonly chance?: number;
  /**
   * Variables of the module under test, by name: what it remembers from call to call. Each holds a fresh copy of the value, and
   * afterwards what it held before.
   */
  readonly state?: { readonly [variable: string]: Value };
  /** The text of every random UUID (`uuid.uuid4()`, `crypto.randomUUID()`). */
  readonly uuid?: string;
}

/** The name of the program on a command line that a scenario sets. */
export const PROGRAM = "program";

/** One arrange step: bind a value, or make a call (and perhaps bind its result). */
export type Step = { readonly name: string; readonly value: Value } | { readonly name?: string; readonly call: Call };

/** One use of the code under test. Awaiting, iterating and closing are decided by the runtime from what comes back. */
export type Call =
  | { readonly kind: "function" | "new"; readonly ref: Ref; readonly args: readonly Value[]; readonly kwargs?: Kwargs }
  | {
      readonly kind: "method";
      readonly on: Value;
      readonly name: string;
      readonly args: readonly Value[];
      readonly kwargs?: Kwargs;
    }
  | { readonly kind: "get"; readonly on: Value; readonly name: string }
  | { readonly kind: "set"; readonly on: Value; readonly name: string; readonly args: readonly [Value] };

/** A test as the source text of its language. Nothing is arranged and nothing asserted but by that text. */
export interface CodeScenario {
  readonly arrange: readonly [];
  readonly act: Code;
}

/** The body of one test function, in the language of the unit. */
export interface Code {
  readonly kind: "code";
  /** Without the indentation of the function around them; inner blocks by four spaces a step. */
  readonly lines: readonly string[];
  /** Positions of lines that begin inside a text and so keep their own beginning. Default none. */
  readonly raw?: readonly number[];
  /** Every name the lines take from elsewhere, and where it is imported from. A dotted name (`os.path`) is a module under its whole name. */
  readonly refs: { readonly [name: string]: Ref };
  /** True when the lines await. Default false. */
  readonly async?: boolean;
  /** What the lines are handed by the test runner, by name: `tmp_path` and `monkeypatch` of pytest. Default none. */
  readonly fixtures?: readonly string[];
}

/** Arguments by name. */
export interface Kwargs {
  readonly [name: string]: Value;
}

/** How a call ended. */
export type Outcome =
  | {
      readonly kind: "returned";
      readonly value: Value;
      /** `iterate`: `value` is the list of what was yielded, cut at 20 when `more`. */
      readonly via: "call" | "await" | "iterate" | "await-iterate";
      readonly more?: boolean;
    }
  | {
      readonly kind: "raised";
      /** Where the error class can be imported, e.g. `builtins:ValueError`, `globalThis:TypeError`, `:ParseError`. */
      readonly ref: Ref;
      /** Bare class name. */
      readonly type: string;
      readonly message: string;
      /** Base class names, nearest first. */
      readonly bases: readonly string[];
      /** What the error carries besides its message, by public name: texts, numbers and booleans only. Absent: nothing, or not looked at. */
      readonly fields?: { readonly [name: string]: Value };
      /** True when raised by an explicit raise/throw statement of the file under test. */
      readonly explicit: boolean;
      /** 1-based line of the file under test nearest to the raise, or 0. */
      readonly line: number;
      /** Of a test as code: position of the line of it that raised, or called what raised. */
      readonly at?: number;
      readonly via: "call" | "await" | "iterate" | "await-iterate";
    }
  | {
      /** The runtime stopped it: never evidence. `arrange` = an arrange step failed. */
      readonly kind: "stopped";
      readonly why: "arrange" | "fuel" | "time" | "exit" | "blocked" | "memory" | "crash" | "pending";
      readonly detail: string;
    };

/**
 * Something the call changed besides returning. Of an argument that is a callable of kind `record`, the value is what it was
 * called with: a list of the positional arguments of each call, itself lists; absent when it was never called, or by name. Of one that is
 * an iterator it is a list of what is left, at most 20 items; absent when nothing was taken, or more might be once the result is used up.
 */
export type Change =
  | { readonly kind: "argument"; readonly index: number; readonly value: Value }
  | { readonly kind: "keyword"; readonly name: string; readonly value: Value }
  | { readonly kind: "variable"; readonly name: string; readonly value: Value }
  /** A text file of the working directory that a scenario set: what it holds now, null when it is gone. */
  | { readonly kind: "file"; readonly path: string; readonly text: string | null }
  /** A variable of the module that a scenario set. */
  | { readonly kind: "state"; readonly name: string; readonly value: Value };

/** What one run of a scenario showed. */
export interface Observation {
  readonly outcome: Outcome;
  readonly changed: readonly Change[];
  /** Captured output of the act, at most 2,000 characters each. */
  readonly printed: { readonly out: string; readonly err: string };
  /** Effects the wall refused, in words (`connect 10.0.0.1:80`). */
  readonly blocked: readonly string[];
  /** Sources of change it consulted: `time`, `random`, `uuid`, `environment`, `id`. */
  readonly unstable: readonly string[];
  /**
   * What it asked of its surroundings that a scenario could set and this one did not, sorted: `arguments`, `input`, `now`,
   * `tick` (only where code of the file under test itself looked at a counter), `chance`, `uuid`, `environment NAME`, `file PATH` (a relative path it opened or looked for), `state NAME` (a variable of the
   * module that was seen changing, and that code of the act names). Absent: nothing.
   */
  readonly asked?: readonly string[];
}
