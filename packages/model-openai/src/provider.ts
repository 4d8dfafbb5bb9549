import type {
  Model,
  ModelConnection,
  ModelContext,
  ModelFailure,
  ModelProvider,
  ModelRequest,
  ModelResponse,
} from "@autotest/core";
import { chatBody, readChatStream, readChatWhole } from "./chat-api.js";
import { type OpenAiOptions, readOptions } from "./check-options.js";
import { classifyError, classifyEventError, type ErrorContext, unsupportedPart } from "./classify-error.js";
import { createClient, NO_STREAM } from "./client.js";
import type { Reading } from "./reading.js";
import { readResponsesStream, readResponsesWhole, responsesBody } from "./responses-api.js";
import { type ServerFacts, serverFacts } from "./server-facts.js";
import { createMemory, rungBelow, type ServerMemory } from "./server-memory.js";

/** OpenAI, Azure OpenAI, and every server that speaks their Responses or Chat Completions API. */
export const openai: ModelProvider = {
  id: "openai",
  variables: [
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_ORG_ID",
    "OPENAI_PROJECT_ID",
    "AZURE_OPENAI_API_KEY",
    "AZURE_OPENAI_ENDPOINT",
    "OPENAI_API_VERSION",
  ],
  open: openServer,
  check(connection, model) {
    const known = serverFacts(connection, model);
    return known.ok ? null : { code: known.code, message: known.message, hint: known.hint };
  },
};

function openServer(connection: ModelConnection): Model {
  const options = readOptions(connection.options);
  const memories = new Map<string, ServerMemory>();
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      const known = serverFacts(connection, request.model);
      if (!known.ok) {
        const { code, message, hint } = known;
        return { ok: false, kind: "credentials", problem: { code, message, hint } };
      }
      const { facts, key, keyFrom } = known;
      const memory = memories.get(request.model) ?? createMemory(facts, options);
      memories.set(request.model, memory);
      // What is learned from this request must not be learned twice when others were under way at the same time.
      const before = { ...memory, without: new Set(memory.without) };
      const context: ErrorContext = { facts, memory: before, key, keyFrom, model: request.model, now: ctx.clock.now() };
      const progress = { hadOutput: false };
      try {
        const reading = await ask(request, before, facts, options, ctx, () => {
          progress.hadOutput = true;
        });
        if (ctx.signal.aborted) return stopped(reading.hadOutput);
        return judge(reading, before, context);
      } catch (error) {
        if (ctx.signal.aborted) return stopped(progress.hadOutput);
        const failure = { ...classifyError(error, context), ...(progress.hadOutput ? { hadOutput: true } : {}) };
        return failure.kind === "step-down" ? stepDown(failure, error, memory, before, options) : failure;
      }
    },
  };
}

async function ask(
  request: ModelRequest,
  memory: ServerMemory,
  facts: ServerFacts,
  { stream }: OpenAiOptions,
  ctx: ModelContext,
  onOutput: () => void,
): Promise<Reading> {
  const isStreaming = stream && !memory.without.has("stream");
  const client = await createClient(facts, isStreaming, ctx);
  const { signal } = ctx;
  if (memory.api === "responses") {
    const answer = await client.responses.create(responsesBody(request, memory, facts, isStreaming), { signal });
    return isStream(answer) ? await readResponsesStream(answer, onOutput) : readResponsesWhole(answer);
  }
  const answer = await client.chat.completions.create(chatBody(request, memory, facts, isStreaming), { signal });
  return isStream(answer) ? await readChatStream(answer, onOutput) : readChatWhole(answer);
}

function isStream<T>(answer: AsyncIterable<T> | object): answer is AsyncIterable<T> {
  return typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;
}

/** Only what the server itself called whole is an answer. */
function judge(reading: Reading, { rung }: ServerMemory, context: ErrorContext): ModelResponse {
  const { end, text, usage, hadOutput, servedBy } = reading;
  const { host } = context.facts;
  const fail = (kind: ModelFailure["kind"], code: string, message: string): ModelFailure => ({
    ok: false,
    kind,
    problem: { code, message },
    ...(usage === null ? {} : { usage }),
    ...(hadOutput ? { hadOutput } : {}),
  });
  if (end === "failed") return { ...classifyEventError(reading.error, context), ...(hadOutput ? { hadOutput } : {}) };
  if (end === "length") return fail("length", "cut-off", "The answer was cut off at the limit of its length.");
  if (end === "filter") return fail("refused", "content-filter", `A filter of ${host} stopped the answer.`);
  if (end === "refusal") return fail("refused", "refusal", `The model refused: ${text.slice(0, 200)}`);
  if (end === null || reading.isTorn)
    return fail("retry", "truncated", `The answer of ${host} broke off before its end.`);
  if (text.trim() === "") return fail("retry", "empty-answer", `${host} sent an answer with nothing in it.`);
  return { ok: true, text, usage, rung, finish: "stop", ...(servedBy === undefined ? {} : { servedBy }) };
}

/** Remembers what the server lacks, and lets it be asked again; fatal when there is nothing left to do without. */
function stepDown(
  failure: ModelFailure,
  error: unknown,
  memory: ServerMemory,
  before: ServerMemory,
  options: OpenAiOptions,
): ModelFailure {
  const fatal: ModelFailure = { ...failure, kind: "fatal" };
  switch (failure.problem.code) {
    case "no-responses-api":
      memory.api = "chat";
      return failure;
    case "unsupported-schema": {
      const below = rungBelow(before.rung, options);
      if (below === null) return fatal;
      memory.rung = below;
      return failure;
    }
    case NO_STREAM:
      memory.without.add("stream");
      return failure;
    default: {
      const part = unsupportedPart(error);
      // The limit cannot be left out: it has two names.
      const lacking = part === "max_tokens" || part === "max_completion_tokens" ? "max_tokens_name" : part;
      if (lacking === null || before.without.has(lacking)) return fatal;
      memory.without.add(lacking);
      return failure;
    }
  }
}

function stopped(hadOutput: boolean): ModelFailure {
  return {
    ok: false,
    kind: "aborted",
    problem: { code: "aborted", message: "The request was stopped." },
    ...(hadOutput ? { hadOutput } : {}),
  };
}
