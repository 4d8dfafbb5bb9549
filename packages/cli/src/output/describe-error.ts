import type { AutotestError, ConfigError, PluginLoadError } from "@autotest/core";
import { CommanderError } from "commander";
import { COMMANDS } from "../command-names.js";
import { locationOf } from "../config/locate-issue.js";

/** An error in words. */
export interface ErrorText {
  /** Stable. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** One command. */
  readonly next?: string;
}

/** Says an expected error in words. */
export function describeError(error: CommanderError | AutotestError, argv: readonly string[]): ErrorText {
  if (error instanceof CommanderError) return usageText(error, argv);
  const { code, hint, next } = error;
  const rest = { ...(hint ? { hint } : {}), ...(next ? { next } : {}) };
  if (isPluginLoad(error) && error.problems.length === 1) {
    const [problem] = error.problems;
    if (problem !== undefined)
      return {
        code,
        message: `plugin ${problem.plugin} ${problem.message}`,
        hint: problem.fix,
        next: "autotest plugins",
      };
  }
  if (isPluginLoad(error)) return { code, message: error.message };
  if (isConfig(error)) return { code, message: configMessage(error), ...rest };
  return { code, message: error.message, ...rest };
}

/** Commander's message, with its suggestion on the same line. */
function usageText(error: CommanderError, argv: readonly string[]): ErrorText {
  const [first = "", ...more] = error.message.replace(/^error: /, "").split("\n");
  const suggestion = /Did you mean (?:one of )?(.*?)\?\)/.exec(more.join(" "))?.[1];
  const command = argv.find((word) => COMMANDS.includes(word));
  return {
    code: "usage",
    message: first,
    ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
    next: `autotest ${command === undefined ? "" : `${command} `}--help`,
  };
}

function configMessage(error: ConfigError): string {
  return error.issues
    .map((issue) => {
      const place = locationOf(error, issue) ?? error.source;
      const key = issue.key === "" ? "" : `${issue.key}: `;
      return `${place} ${key}${issue.message}${issue.suggestion === undefined ? "" : ` (did you mean ${issue.suggestion}?)`}`;
    })
    .join("\n");
}

function isPluginLoad(error: AutotestError): error is PluginLoadError {
  return error.code === "plugin-load" && "problems" in error;
}

function isConfig(error: AutotestError): error is ConfigError {
  return error.code.startsWith("config-") && "issues" in error;
}
