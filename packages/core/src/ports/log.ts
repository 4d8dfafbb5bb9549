import type { Log } from "../contracts/index.js";

/** How much a log lets through, most first. `silent` lets nothing through. */
export type LogLevel = "debug" | "info" | "warn" | "silent";

/** Where messages go. Core prints nothing itself. */
export interface LogOptions {
  /** The least level that is passed on. Default `silent`. */
  readonly level?: LogLevel;
  /** Takes each message. Default: drops it. */
  readonly write?: (level: Exclude<LogLevel, "silent">, message: string) => void;
}

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "silent"];

/** A log; without options one that drops everything. */
export function createLog(options: LogOptions = {}): Log {
  const least = LEVELS.indexOf(options.level ?? "silent");
  const at = (level: Exclude<LogLevel, "silent">) => (message: string) => {
    if (LEVELS.indexOf(level) >= least) options.write?.(level, message);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn") };
}
