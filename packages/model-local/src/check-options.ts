import { availableParallelism } from "node:os";
import type { ConfigError, ModelConnection } from "@autotest/core";

/** The settings under `options.model-local`. */
export interface LocalOptions {
  /** Use a graphics card where there is one. Default true. */
  readonly gpu: boolean;
  /** Processors to work on. Default: all but one, since more threads than free processors wait for each other. */
  readonly threads: number;
}

/** What is wrong with them. */
export function checkOptions(options: ModelConnection["options"]): ConfigError["issues"] {
  return Object.entries(options).flatMap(([key, value]) => {
    const message = complaint(key, value);
    return message === null ? [] : [{ key, message }];
  });
}

function complaint(key: string, value: unknown): string | null {
  switch (key) {
    case "gpu":
      return typeof value === "boolean" ? null : "must be true or false";
    case "threads":
      return Number.isInteger(value) && (value as number) >= 1 ? null : "must be a whole number from 1";
    default:
      return "unknown key; known keys: gpu, threads";
  }
}

/** The settings with their defaults; they have been checked. */
export function readOptions(options: ModelConnection["options"]): LocalOptions {
  return { gpu: true, threads: Math.max(1, availableParallelism() - 1), ...options } as LocalOptions;
}
