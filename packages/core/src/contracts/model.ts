import type { ModelSpend } from "../model/index.js";
import type { Context } from "./context.js";
import type { Problem } from "./project.js";

/** Whoever sells or runs language models: contributed by a plugin, opened once per run. */
export interface ModelProvider {
  /** `openai`. */
  readonly id: string;
  /** Names of the environment variables it reads. It gets these and no others, and the code under test gets none of them. */
  readonly variables: readonly string[];
  /** Talks to nobody yet; what is missing (a key, an address) is the answer of the first `complete`. */
  open(connection: ModelConnection): Model;
  /** Its models run in this process: asking costs nothing, and they work on one question at a time. Default: on a server. */
  readonly inProcess?: boolean;
  /** What is missing, as far as can be said without asking anybody; null: nothing. */
  check?(connection: ModelConnection, model: string): Problem | null;
  /** What a person may want to know about a model that {@link check} finds nothing wrong with: `91 MB`. */
  describe?(connection: ModelConnection, model: string): string | null;
}

/** How to reach a server: from the user's own settings and environment, never from a project file. */
export interface ModelConnection {
  readonly baseUrl?: string;
  /** The key, when the user's configuration holds or points to one. Default: the provider looks into `env`. */
  readonly apiKey?: string;
  /** Name of the variable `apiKey` was read from, for messages. */
  readonly apiKeyVariable?: string;
  /** Default `auto`: as the server likes it. */
  readonly api: "auto" | "responses" | "chat";
  /** The values of {@link ModelProvider.variables} that are set. */
  readonly env: { readonly [name: string]: string };
  /** The configuration's `options.<plugin short name>`. */
  readonly options: { readonly [key: string]: unknown };
}

/**
 * One model server. A `complete` is one request: no retries, no waiting, no cache; the network is `ctx.http`, time is
 * `ctx.clock`. Never rejects for the server's sake, and returns `aborted` when `ctx.signal` aborts.
 */
export interface Model {
  complete(request: ModelRequest, ctx: ModelContext): Promise<ModelResponse>;
  /** Frees what an in-process model holds. */
  close?(): Promise<void>;
}

/** What of the context a model needs. */
export type ModelContext = Pick<Context, "http" | "clock" | "random" | "log" | "signal">;

/** One question, as plain data. */
export interface ModelRequest {
  /** The provider's name of the model. */
  readonly model: string;
  /** What it is for, in words: `src/cart.py: total, 3 goals`. For messages and recordings; not sent. */
  readonly purpose: string;
  /** Whose account it is charged to, e.g. the id of a cluster of goals. Not sent. */
  readonly account: string;
  /** In order: at most one `system` first, then `user` and `assistant` in turn; the last is `user`. */
  readonly messages: readonly ModelMessage[];
  /** The form of the answer. Absent: any text. */
  readonly answer?: AnswerForm;
  /** Upper limit of the answer, hidden reasoning included. */
  readonly maxOutputTokens: number;
  /** From 1. Asking again with another number asks the model again; with the same number it may come from the cache. Not sent. */
  readonly attempt: number;
  /** What else shapes the answer. Default: as the server has it. */
  readonly parameters?: ModelParameters;
  /** Same for requests that begin alike, so that the server can reuse its work. Not part of the answer's identity. */
  readonly promptCacheKey?: string;
}

/** One turn of a conversation. */
export interface ModelMessage {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
}

/** A JSON Schema the answer has to fit: every property required, `additionalProperties: false`. */
export interface AnswerForm {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  readonly schema: object;
}

/** Knobs of a model; one it does not have is left out by the provider. */
export interface ModelParameters {
  readonly temperature?: number;
  readonly effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh";
  readonly verbosity?: "low" | "medium" | "high";
}

/** What came back. */
export type ModelResponse = ModelAnswer | ModelFailure;

/** A whole answer: the server said that it is complete. */
export interface ModelAnswer {
  readonly ok: true;
  readonly text: string;
  /** Null when the server did not say. */
  readonly usage: ModelUsage | null;
  /** How the form was asked for: as a strict schema, as any JSON object with the schema in the text, or in the text alone. */
  readonly rung: AnswerRung;
  /** Why it ended. Only whole answers are answers. */
  readonly finish: "stop";
  /** The name the server gives the model, which may be more exact than the one asked for. */
  readonly servedBy?: string;
  /** Where it comes from. Set by core; a provider leaves it out. */
  readonly source?: "server" | "memory" | "disk" | "recording";
}

/** Strictest first. */
export type AnswerRung = "json-schema" | "json-object" | "text";

/** What the server counted. */
export interface ModelUsage {
  /** All of the prompt, the cached part included. */
  readonly inputTokens: number;
  /** All of the answer, hidden reasoning included. */
  readonly outputTokens: number;
  /** The part of the prompt the server had worked through before. */
  readonly cachedTokens?: number;
  /** The part of the answer nobody sees. */
  readonly reasoningTokens?: number;
}

/** No usable answer, and what may be done about it. */
export interface ModelFailure {
  readonly ok: false;
  readonly kind: FailureKind;
  /** Its `code` is stable: `rate-limited`, `timeout`, `truncated`, `no-key` ... */
  readonly problem: Problem;
  /** The server's wish, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** What was counted all the same. */
  readonly usage?: ModelUsage;
  /** Output had begun, so it is paid for although it cannot be used. Default false. */
  readonly hadOutput?: boolean;
}

/**
 * - `retry`: may go better next time; core asks again by itself, what arrives at an engine has been tried often enough.
 * - `step-down`: the server lacks something, and the provider will do without it from now on; core asks again at once.
 * - `cut-context`: too long; ask with less.
 * - `length`: the answer was cut at `maxOutputTokens`; ask for less.
 * - `refused`: the model or a filter would not; asking the same again is no use.
 * - `credentials`, `quota`, `unknown-model`, `unavailable`: no request of this run will do better; none is sent any more.
 * - `budget`: the run may not spend that much. `replay-miss`: nothing was recorded for it.
 * - `aborted`: the run was stopped. `fatal`: anything else.
 */
export type FailureKind =
  | "retry"
  | "step-down"
  | "cut-context"
  | "length"
  | "refused"
  | "credentials"
  | "quota"
  | "unknown-model"
  | "unavailable"
  | "budget"
  | "replay-miss"
  | "aborted"
  | "fatal";

/** The model of a run, as engines get it: redaction, cache, retries, limits and the budget are all behind it. */
export interface ModelAccess extends Model {
  /** Id of the provider. */
  readonly provider: string;
  /** For {@link ModelRequest.model}. */
  readonly name: string;
  /** For {@link ModelRequest.parameters}, as the user set them. */
  readonly parameters: ModelParameters;
  /** What a request would cost at most, by the ratio of letters to tokens seen so far. Sends nothing. */
  estimate(request: ModelRequest): ModelEstimate;
  /** Why no request makes sense any more in this run, or null. */
  ended(): ModelFailure | null;
  /** What was spent so far: in all, or for one account. */
  spent(account?: string): ModelSpend;
}

/** Tokens and money a request may take. */
export interface ModelEstimate {
  readonly inputTokens: number;
  /** The upper limit. */
  readonly outputTokens: number;
  /** Null without a known price. */
  readonly usd: number | null;
}
