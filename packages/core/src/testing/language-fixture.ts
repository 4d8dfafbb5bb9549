import type { Ref, Scenario, Value } from "../model/index.js";
import type { TestContextOptions } from "./create-test-context.js";
import type { VALUE_SAMPLES } from "./value-samples.js";

/** What the tests of a language need: a small project in that language. */
export interface LanguageFixture extends Pick<TestContextOptions, "prepare" | "env" | "options"> {
  /** Every file of the project: path relative to the root, and text. */
  readonly files: { readonly [path: string]: string };
  /** The file under test, one of `files`. It has at least one unit and one decision, and importing it has no effects. */
  readonly path: string;
  /** A file with a syntax error; not part of `files`. */
  readonly broken: { readonly path: string; readonly text: string };
  /** A file that fails when it is loaded; not part of `files`. */
  readonly unloadable?: { readonly path: string; readonly text: string };
  /** At least two scenarios on `path` that always do the same; together they meet more than one goal. */
  readonly scenarios: readonly Scenario[];
  /** A scenario on `path` that ends the child process (`os._exit(1)`, `process.exit()`, a crash). */
  readonly killer?: Scenario;
  /** A function of one argument in `path` that returns it as it is: every value then has to survive the way there and back. */
  readonly echo?: Ref;
  /** Tags the language has no value for. Default: those its dialect rules out. */
  readonly unsupported?: readonly (keyof typeof VALUE_SAMPLES)[];
  /** Text that can stand before the file without changing it, such as a comment. Default: two empty lines. */
  readonly padding?: string;
  /** Further values to print and to echo: instances, enum members ... */
  readonly values?: readonly Value[];
}
