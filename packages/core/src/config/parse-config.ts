import { ConfigError, type ConfigIssue } from "../errors/config-error.js";
import type { Config } from "./config.js";
import { describeIssue } from "./describe-issue.js";
import { findSecret } from "./find-secret.js";

/** How far a configuration is believed. */
export interface ParseConfigOptions {
  /** True for the user's own configuration outside the project. A project file may not hold a key or choose a server. Default false. */
  readonly trusted?: boolean;
}

/** Keys that only the user's own configuration may set: a checked-out project must not choose where source code is sent, nor what that seems to cost. */
const USER_LEVEL: readonly (keyof NonNullable<Config["model"]>)[] = ["baseUrl", "apiKeyVariable", "prices"];

/** A path that leads out of the project, or could: a model's file is read by native code in this process, so the user has to have named it. */
const LEADS_OUT = /^(?:~|[\\/]|[A-Za-z]:[\\/])|(?:^|[\\/])\.\.(?:[\\/]|$)/;

/**
 * Reads parsed YAML or JSON as a configuration. `source` is the file's name, for messages. Rejects with a `ConfigError`
 * that holds every issue, or refuses a file with a secret in it (exit code 9). Nothing at all is an empty configuration.
 */
export async function parseConfig(data: unknown, source: string, options: ParseConfigOptions = {}): Promise<Config> {
  const { trusted = false } = options;
  const secret = findSecret(trusted ? withoutKey(data) : data);
  if (secret !== null) {
    throw new ConfigError(
      source,
      [{ key: secret, message: "holds what looks like a secret; a file like this gets committed" }],
      "config-secret",
    );
  }
  const { CONFIG_SCHEMA } = await import("./config-schema.js");
  const result = CONFIG_SCHEMA.safeParse(withoutBlanks(data ?? {}));
  const issues: ConfigIssue[] = [];
  if (!result.success) {
    const schema = await configJsonSchema();
    issues.push(...result.error.issues.flatMap((issue) => describeIssue(issue, data, schema)));
  }
  if (!trusted) issues.push(...userLevelIssues(data));
  if (issues.length > 0 || !result.success) throw new ConfigError(source, issues);
  return result.data;
}

/** The JSON Schema (draft 7, which every editor reads) of a configuration, with titles, descriptions and defaults, for editors. */
export async function configJsonSchema(): Promise<object> {
  const [{ z }, { CONFIG_SCHEMA }] = await Promise.all([import("zod"), import("./config-schema.js")]);
  return z.toJSONSchema(CONFIG_SCHEMA, { io: "input", reused: "inline", target: "draft-7" });
}

/** A project file may only tighten: what loosens is the user's to say. */
function userLevelIssues(data: unknown): readonly ConfigIssue[] {
  const { model, sandbox } = (data ?? {}) as { model?: unknown; sandbox?: unknown };
  const loosened =
    sandbox === "off"
      ? [
          {
            key: "sandbox",
            message: "a project file may not switch isolation off; run with --sandbox off if you mean it",
          },
        ]
      : [];
  if (typeof model !== "object" || model === null) return loosened;
  const chosen = USER_LEVEL.filter((key) => key in model).map((key) => ({
    key: `model.${key}`,
    message: "may be set only in the user's own configuration or on the command line, not by a project file",
  }));
  const { name } = model as { name?: unknown };
  const outside =
    typeof name === "string" && LEADS_OUT.test(name)
      ? [
          {
            key: "model.name",
            message:
              "is a path; a project file may not choose a file of this machine, your own configuration or --model may",
          },
        ]
      : [];
  return [...loosened, ...chosen, ...outside];
}

/** A key with nothing behind it (`search:` with its lines commented out) is a key left out. What plugins read is left as it is. */
function withoutBlanks(data: unknown, depth = 0): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return data;
  const entries = Object.entries(data).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, depth === 0 && key === "options" ? value : withoutBlanks(value, depth + 1)]),
  );
}

/** In the user's own file one place may hold a key. */
function withoutKey(data: unknown): unknown {
  if (typeof data !== "object" || data === null) return data;
  const { model, ...rest } = data as { model?: unknown };
  if (typeof model !== "object" || model === null) return data;
  const { apiKey, ...others } = model as { apiKey?: unknown };
  return { ...rest, model: others };
}
