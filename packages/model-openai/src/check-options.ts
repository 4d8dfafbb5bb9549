import type { ConfigError, ModelConnection } from "@autotest/core";

/** The settings under `options.model-openai`. */
export interface OpenAiOptions {
  /** Azure's `api-version`, where the address has none. Default: `OPENAI_API_VERSION`. */
  readonly apiVersion?: string;
  /** Takes answers as they come; without it a silent server is noticed only at the deadline. Default true. */
  readonly stream: boolean;
  /** How the form of an answer is asked for. Default `auto`: as strictly as the server can. */
  readonly structured: "auto" | "json-schema" | "json-object" | "text";
}

const STRUCTURED: readonly OpenAiOptions["structured"][] = ["auto", "json-schema", "json-object", "text"];

/** What is wrong with them. */
export function checkOptions(options: ModelConnection["options"]): ConfigError["issues"] {
  return Object.entries(options).flatMap(([key, value]) => {
    const message = complaint(key, value);
    return message === null ? [] : [{ key, message }];
  });
}

function complaint(key: string, value: unknown): string | null {
  switch (key) {
    case "apiVersion":
      return typeof value === "string" && value !== "" ? null : "must be text such as 2024-10-21";
    case "stream":
      return typeof value === "boolean" ? null : "must be true or false";
    case "structured":
      return STRUCTURED.some((one) => one === value) ? null : `must be one of ${STRUCTURED.join(", ")}`;
    default:
      return "unknown key; known keys: apiVersion, stream, structured";
  }
}

/** The settings with their defaults; they have been checked. */
export function readOptions(options: ModelConnection["options"]): OpenAiOptions {
  return { stream: true, structured: "auto", ...options } as OpenAiOptions;
}
