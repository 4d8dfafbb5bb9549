/** Offsets into a text, in UTF-16 units as JavaScript counts; the end is not included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The tests of a file, in its order; or why they cannot be told apart. */
export type TestListing =
  | { readonly ok: true; readonly tests: readonly ListedTest[] }
  | { readonly ok: false; readonly reason: string; readonly line?: number };

/** A test as it stands in a file, whoever wrote it. */
export interface ListedTest {
  /** As `run` reports it. Of a table, those of its rows that can be read from the text; it may be none. */
  readonly testIds: readonly string[];
  /** Of a table: what the ids of its other rows begin with. */
  readonly rowsBegin?: string;
  /** Name or title, with those of the groups around it: `TestCart > test_total`. */
  readonly title: string;
  /** 1-based, both ends included. */
  readonly line: number;
  readonly endLine: number;
  /** The test with all that belongs to it. */
  readonly range: TextRange;
  /** What goes when it goes: with the blank lines it leaves, or with the group that would be empty. */
  readonly removal: TextRange;
  /** Its own name or title as written, quotes included. */
  readonly name: TextRange;
  /** The same for tests that do the same, whatever they are called and however they are laid out. */
  readonly mark: string;
  readonly skipped: boolean;
  readonly assertions: readonly ListedAssertion[];
}

/** One thing a test asserts. */
export interface ListedAssertion {
  /** As source text, the same however it is laid out. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** What it speaks of, as source text. */
  readonly subject: string;
  /** `exact`: only one value passes. `part`: some do. `any`: nearly all do. */
  readonly strength: "exact" | "part" | "any";
  /** Why it can show nothing. Absent: it can. */
  readonly empty?: "compares-itself" | "constant" | "mock-echo";
}
