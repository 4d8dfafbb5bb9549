import { createRedactor, type FailureKind, type ModelFailure, readRetryAfter } from "@autotest/core";
import { NO_STREAM } from "./client.js";
import type { ServerFacts } from "./server-facts.js";
import type { ServerMemory } from "./server-memory.js";

/** What an error is judged by. */
export interface ErrorContext {
  readonly facts: ServerFacts;
  readonly memory: ServerMemory;
  readonly key: string | null;
  /** The variable the key came from. */
  readonly keyFrom: string;
  readonly model: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** As much of the SDK's errors, and of Node's, as is looked at. */
interface ErrorFacts {
  readonly status?: number;
  readonly headers?: Headers;
  readonly code: string;
  readonly param: string;
  readonly message: string;
  /** Of the deepest cause: `ECONNREFUSED`. */
  readonly cause: string;
}

const TOO_LONG =
  /context[_ ]length|context window|maximum context|too many tokens|prompt is too long|input is too long/i;
const FORM = /response_format|text\.format|json_schema|json_object|structured output|grammar/i;
const PART =
  /\b(temperature|reasoning_effort|reasoning|verbosity|stream_options|prompt_cache_key|store|max_completion_tokens|max_tokens|instructions)\b/;
const FILTER = /content[_ ](?:filter|policy|management)|responsible ?ai/i;
const QUOTA = /insufficient_quota|quota|billing|credit balance/i;

/** A failure for anything the SDK, the network or the server came up with. */
export function classifyError(error: unknown, context: ErrorContext): ModelFailure {
  const facts = factsOf(error);
  const { host } = context.facts;
  if (facts.status === undefined) return noAnswer(facts, context);
  const wish = facts.headers === undefined ? null : readRetryAfter(facts.headers, context.now);
  const said = tell(facts.message, context);
  const make = (kind: FailureKind, code: string, hint?: string): ModelFailure => ({
    ok: false,
    kind,
    problem: { code, message: `${host} answered ${facts.status}${said}.`, ...(hint === undefined ? {} : { hint }) },
    ...(wish === null ? {} : { retryAfterMs: wish }),
  });
  const about = `${facts.code} ${facts.param} ${facts.message}`;
  switch (facts.status) {
    case 400:
    case 422:
      if (TOO_LONG.test(about)) return make("cut-context", "too-long");
      if (FILTER.test(about)) return make("refused", "content-filter");
      if (FORM.test(about)) return make("step-down", "unsupported-schema");
      return PART.test(about) ? make("step-down", "unsupported-parameter") : make("fatal", "bad-request");
    case 401:
    case 403:
      return make("credentials", "key-refused", `check the key in ${context.keyFrom}`);
    case 404:
    case 405:
    case 501:
      if (context.memory.api === "responses" && context.facts.mayFallBack && facts.code !== "model_not_found")
        return make("step-down", "no-responses-api");
      return make("unknown-model", "unknown-model", `check model.name (${context.model}) and model.baseUrl`);
    case 408:
      return make("retry", "request-timeout");
    case 413:
      return make("cut-context", "too-long");
    case 429:
      return QUOTA.test(about)
        ? make("quota", "quota-exhausted", "add credit, or wait for the quota to be renewed; the run can be resumed")
        : make("retry", "rate-limited");
    default:
      if (facts.status === 409 || facts.status === 425 || facts.status >= 500) return make("retry", "server-error");
      return make("fatal", "bad-request");
  }
}

/** An error that came in the stream, or inside a whole answer. */
export function classifyEventError(error: unknown, context: ErrorContext): ModelFailure {
  const { code, message } = factsOf(error);
  const said = tell(message, context);
  const kind: FailureKind = QUOTA.test(code) ? "quota" : FILTER.test(code) ? "refused" : "retry";
  return { ok: false, kind, problem: { code: "server-error", message: `${context.facts.host} broke off${said}.` } };
}

/** The name of the part of a request that the server complained about. */
export function unsupportedPart(error: unknown): string | null {
  const { code, param, message } = factsOf(error);
  return PART.exec(param)?.[1] ?? PART.exec(`${code} ${message}`)?.[1] ?? null;
}

function noAnswer({ cause, message }: ErrorFacts, context: ErrorContext): ModelFailure {
  const { host, isLocal, start } = context.facts;
  const make = (kind: FailureKind, code: string, text: string, hint?: string): ModelFailure => ({
    ok: false,
    kind,
    problem: { code, message: text, ...(hint === undefined ? {} : { hint }) },
  });
  if (cause === "ECONNREFUSED" && isLocal)
    return make(
      "unavailable",
      "server-not-running",
      `Nothing answers on ${host}.`,
      `start the server: ${start ?? "see its manual"}`,
    );
  // What it answered with was an answer, and is paid for.
  if (cause === NO_STREAM) return { ...make("step-down", NO_STREAM, `${host} does not stream.`), hadOutput: true };
  if (cause === "offline") return make("unavailable", "offline", `This run is offline, so ${host} was not asked.`);
  if (cause === "redirect-refused")
    return make(
      "unavailable",
      "redirect-refused",
      `${host} redirects to another server, which would get the key.`,
      "set model.baseUrl to where it redirects to, if you trust it",
    );
  if (cause === "body-too-large") return make("fatal", "too-large", `The answer of ${host} was larger than 4 MB.`);
  if (/CERT|SIGNATURE|SELF_SIGNED|ALTNAME/.test(cause))
    return make(
      "unavailable",
      "certificate",
      `The certificate of ${host} is not trusted (${cause}).`,
      "set NODE_EXTRA_CA_CERTS to the file of your own authority",
    );
  if (cause === "ENOTFOUND" || cause === "EAI_AGAIN")
    return make("retry", "no-such-host", `${host} could not be found.`);
  return make("retry", "connection", `The connection to ${host} failed${tell(cause || message, context)}.`);
}

/** The server's words: one line, without markup, keys and the rest of a page. */
function tell(message: string, { key }: ErrorContext): string {
  const line = message
    .replace(/^\d{3}\s*/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  const clean = createRedactor(key === null ? [] : [key])(line);
  if (clean === "" || clean === "status code (no body)") return "";
  return `: ${clean.length > 200 ? `${clean.slice(0, 200)}...` : clean}`;
}

function factsOf(error: unknown): ErrorFacts {
  const { status, headers, code, param, message, error: body } = (error ?? {}) as { readonly [key: string]: unknown };
  const inner = (typeof body === "object" && body !== null ? body : {}) as { readonly [key: string]: unknown };
  const text = (...values: readonly unknown[]): string =>
    String(values.find((value) => typeof value === "string") ?? "");
  return {
    ...(typeof status === "number" ? { status } : {}),
    ...(headers instanceof Headers ? { headers } : {}),
    code: `${text(code, inner.code)} ${text(inner.type)}`.trim(),
    param: text(param, inner.param),
    message: text(inner.message, message),
    cause: deepestCode(error),
  };
}

function deepestCode(error: unknown): string {
  let code = "";
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 8; depth += 1) {
    const { code: own, cause, errors } = at as { code?: unknown; cause?: unknown; errors?: readonly unknown[] };
    if (typeof own === "string") code = own;
    at = cause ?? errors?.[0];
  }
  return code;
}
