import { AutotestError } from "./autotest-error.js";

/** What to do about the system errors that writing meets. */
const HINTS: { readonly [errno: string]: string } = {
  ENOSPC: "The disk is full: free some space and run again.",
  EDQUOT: "The disk quota is used up: free some space and run again.",
  EFBIG: "The file would pass the size limit of this shell: see `ulimit -f`.",
  EROFS: "The file system is read-only: run on a writable copy, or use --dry-run.",
  EACCES: "Give the current user permission to write into this folder, or use --dry-run.",
  EPERM: "Give the current user permission to write into this folder, or use --dry-run.",
  EXDEV: "The folder is a mount of its own that does not allow renaming: write to an ordinary folder.",
  ENOTDIR: "A part of the path is a file, not a folder.",
  EISDIR: "The path is a folder.",
  EMFILE: "Too many open files: raise `ulimit -n` or lower the concurrency.",
};

/** A file that could not be written; it still holds what it held before. */
export class WriteError extends AutotestError {
  override readonly name = "WriteError";
  /** Absolute. */
  readonly path: string;
  /** The system's word: `ENOSPC`, `EACCES` ... or `unknown`. */
  readonly errno: string;

  constructor(path: string, cause: unknown) {
    const errno = errnoOf(cause);
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = HINTS[errno];
    super("write-failed", `Could not write ${path}: ${reason}`, { cause, ...(hint === undefined ? {} : { hint }) });
    this.path = path;
    this.errno = errno;
  }
}

/** The `code` of a system error, or `unknown`. */
export function errnoOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "unknown";
}
