import type { Cache, Model, ModelContext, ModelFailure, ModelRequest, ModelResponse } from "../contracts/index.js";
import { createLog } from "../ports/log.js";
import { createRandom } from "../ports/random.js";
import { createFixedClock, type FixedClock } from "../testing/fixed-clock.js";
import { type OpenModelOptions, openModel } from "./open-model.js";

/** A question with nothing special about it. */
export const QUESTION: ModelRequest = {
  model: "some-model",
  purpose: "src/a.py: total",
  account: "c1",
  messages: [
    { role: "system", text: "You write tests." },
    { role: "user", text: "x".repeat(400) },
  ],
  maxOutputTokens: 200,
  attempt: 1,
};

/** A whole answer that took 100 tokens in and 50 out. */
export const ANSWER: ModelResponse = {
  ok: true,
  text: "fine",
  usage: { inputTokens: 100, outputTokens: 50 },
  rung: "json-schema",
  finish: "stop",
};

/** A failure that may pass. */
export const BUSY: ModelFailure = {
  ok: false,
  kind: "retry",
  problem: { code: "busy", message: "The server is busy." },
};

/** A failure of another kind. */
export function failure(kind: ModelFailure["kind"], more: Partial<ModelFailure> = {}): ModelFailure {
  return { ok: false, kind, problem: { code: kind, message: `It was ${kind}.` }, ...more };
}

/** A context in which no time passes. */
export function stillContext(
  clock: FixedClock = createFixedClock(),
  signal?: AbortSignal,
): ModelContext & { readonly clock: FixedClock } {
  return {
    clock,
    random: createRandom(1),
    log: createLog(),
    signal: signal ?? new AbortController().signal,
    http: { fetch: () => Promise.reject(new Error("no network here")) },
  };
}

/** Answers with `script` in turn, its last line again and again; keeps what it was asked. */
export function scripted(
  script: readonly (ModelResponse | ((ctx: ModelContext) => Promise<ModelResponse>))[],
): Model & {
  readonly asked: ModelRequest[];
} {
  const asked: ModelRequest[] = [];
  return {
    asked,
    async complete(request, ctx) {
      const line = script[Math.min(asked.length, script.length - 1)];
      asked.push(request);
      return typeof line === "function" ? await line(ctx) : (line ?? BUSY);
    },
  };
}

/** A cache in memory. */
export function memoryCache(): Cache & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (key) => entries.get(key) ?? null,
    set: async (key, value) => {
      entries.set(key, value);
    },
  };
}

/** The whole composition over a scripted server. */
export function openScripted(
  model: Model,
  clock: FixedClock,
  options: Partial<OpenModelOptions> = {},
): ReturnType<typeof openModel> {
  return openModel({
    provider: { id: "scripted", variables: [], open: () => model },
    connection: { api: "auto", env: {}, options: {} },
    name: "some-model",
    cache: memoryCache(),
    clock,
    ...options,
  });
}
