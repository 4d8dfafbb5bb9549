/** The tests of a text, or where it is no program. */
export type TestReading =
  | { readonly ok: true; readonly tests: readonly ReadTest[]; readonly imports: readonly ReadImport[] }
  | { readonly ok: false; readonly reason: string; readonly line: number };

/** One test function of a text. */
export interface ReadTest {
  /** The name of its function, or the title it is registered under; empty for text without a function. */
  readonly name: string;
  /** The lines of its body, with those of the text's own functions and variables it uses before them, as in {@link Code}. */
  readonly lines: readonly string[];
  readonly raw: readonly number[];
  readonly async: boolean;
  /** What it wants to be handed. */
  readonly parameters: readonly string[];
  /** Names it uses and binds nowhere, each once; those of the language itself left out. */
  readonly free: readonly string[];
  /** Its assertions as text, blanks evened out, in order; one that always holds is none. */
  readonly assertions: readonly string[];
  /** Handlers that could swallow a failure. */
  readonly handlers: number;
  /** What no test should do, in words: `sleeps`, `is skipped`, `compares a value with itself`. */
  readonly faults: readonly string[];
}

/** One name that an import of the text binds. */
export interface ReadImport {
  /** As the text calls it; a dotted name is a module under its whole name. */
  readonly local: string;
  /** As written. */
  readonly module: string;
  /** Name in the module, `default`, or empty for the module itself. */
  readonly name: string;
  /** Where it belongs. */
  readonly origin: "standard" | "other";
  /** Why no test should import it, in words: `opens the network`. */
  readonly fault?: string;
}
