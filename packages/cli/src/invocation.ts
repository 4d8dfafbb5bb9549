import type { ExitCode, Report } from "@autotest/core";
import type { Mode } from "./output/mode.js";
import type { Style } from "./output/style.js";

/** Flags every command has. */
export interface CommonFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly plain?: boolean;
  readonly agent?: boolean;
  readonly color?: boolean;
  readonly config?: string;
}

/** One call of the command line, with all it may touch of the process. */
export interface Invocation {
  /** The words after `autotest`. */
  readonly argv: readonly string[];
  /** Folder it was called in, absolute. */
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly mode: Mode;
  readonly json: boolean;
  /** Whether standard error is a terminal on which lines may be redrawn. */
  readonly movable: boolean;
  readonly configFile: string | undefined;
  /** The result, for standard output. A line end is added. */
  print(text: string): void;
  /** Everything else, for standard error. A line end is added. */
  say(text: string): void;
  /** Raw writing to standard error, for what moves. */
  readonly screen: { write(text: string): void; readonly columns: () => number };
  /** How text for standard output, and for standard error, should look. */
  readonly style: Style;
  readonly errorStyle: Style;
  /** Aborts on the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** The exit code of the signal that came, if one came. */
  signalCode(): ExitCode | null;
  /** Told of what a command measured, for those who agreed to being counted. */
  onReport(report: Report): void;
  /** Called when a signal comes, and on the way out: to take what moves off the screen. */
  onStop(callback: () => void): void;
}

/** What a command ends with. */
export type Command<Flags> = (flags: Flags, invocation: Invocation) => Promise<ExitCode>;
