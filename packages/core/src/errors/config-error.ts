import { AutotestError } from "./autotest-error.js";
import type { ErrorCode } from "./error-table.js";

/** One thing that is wrong in a configuration. */
export interface ConfigIssue {
  /** Dotted path of the key: `search.seconds`, `overrides[0].files`; empty for the whole document. */
  readonly key: string;
  readonly message: string;
  /** The nearest thing that would fit. */
  readonly suggestion?: string;
}

/** A configuration that does not fit. All issues at once. */
export class ConfigError extends AutotestError {
  override readonly name = "ConfigError";
  /** Where it was read from, e.g. `.codex-autotest.yaml`. */
  readonly source: string;
  readonly issues: readonly ConfigIssue[];

  constructor(
    source: string,
    issues: readonly ConfigIssue[],
    code: Extract<ErrorCode, `config-${string}`> = "config-invalid",
  ) {
    super(code, issues.map((issue) => `${source}: ${describe(issue)}`).join("\n"), {
      ...(code === "config-secret"
        ? {
            hint: "Remove it from the file, put it into an environment variable, and withdraw the key that was written down.",
          }
        : {}),
    });
    this.source = source;
    this.issues = issues;
  }
}

function describe(issue: ConfigIssue): string {
  const where = issue.key === "" ? "" : `${issue.key}: `;
  return `${where}${issue.message}${issue.suggestion === undefined ? "" : ` (did you mean ${issue.suggestion}?)`}`;
}
