import { ERRORS, type ErrorCode } from "./error-table.js";
import type { ExitCode } from "./exit-code.js";

/** Registered globally, so that errors are recognised across several installed copies of core. */
const MARKER: unique symbol = Symbol.for("autotest.error") as never;

/** What an error carries besides its message. */
export interface ErrorDetails {
  /** How to put it right, one sentence. */
  readonly hint?: string;
  /** One command to run next. */
  readonly next?: string;
  readonly cause?: unknown;
  /** Default: the exit code of the error code. */
  readonly exitCode?: ExitCode;
}

/** An error autotest raises on purpose: the message is for people, `code` is for programs. */
export class AutotestError extends Error {
  override readonly name: string = "AutotestError";
  /** Stable; a key of {@link ERRORS}. */
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly next: string | undefined;
  /** What the process should exit with when this ends the run. */
  readonly exitCode: ExitCode;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.next = details.next;
    this.exitCode = details.exitCode ?? ERRORS[code].exitCode;
    Object.defineProperty(this, MARKER, { value: true });
  }

  /** True for errors of this kind, also when they come from another copy of core. Prefer it to `instanceof`. */
  static isInstance(error: unknown): error is AutotestError {
    return typeof error === "object" && error !== null && (error as { [MARKER]?: unknown })[MARKER] === true;
  }
}
