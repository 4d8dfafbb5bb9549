/** Which changes are meant: all against the default branch, those since a revision, or those staged for the next commit. */
export type ChangeScope =
  | { readonly kind: "changed" }
  | { readonly kind: "since"; readonly ref: string }
  | { readonly kind: "staged" };

/** Lines are 1-based, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** A file that was added or changed. */
export interface ChangedFile {
  /** Relative to the project root, `/`-separated. */
  readonly path: string;
  /** Where it differs, in the text as it is now, ascending; null when all of it is new. */
  readonly lines: readonly LineRange[] | null;
}

/** What git says about a scope. */
export interface Changes {
  readonly scope: ChangeScope;
  /** What was compared with, in words: `main (1a2b3c4)`. Null without a repository: then everything counts as changed. */
  readonly base: string | null;
  /** Files that exist now, by path. Null: everything. */
  readonly files: readonly ChangedFile[] | null;
  /** What a reader has to know: a submodule passed over, a file with changes that are not staged ... */
  readonly notes: readonly string[];
}

/** Whether a line was changed. */
export function isChanged({ lines }: ChangedFile, line: number): boolean {
  return lines === null || lines.some(({ from, to }) => from <= line && line <= to);
}
