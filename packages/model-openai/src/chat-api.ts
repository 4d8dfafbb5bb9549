import type { ModelRequest } from "@autotest/core";
import type OpenAI from "openai";
import { turnsWithForm } from "./answer-form.js";
import { type Reading, readUsage } from "./reading.js";
import type { ServerFacts } from "./server-facts.js";
import type { ServerMemory } from "./server-memory.js";

type Params = OpenAI.Chat.Completions.ChatCompletionCreateParams;
type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;
type Whole = OpenAI.Chat.Completions.ChatCompletion;

/** The body of a request to Chat Completions. What the server is known not to take is left out. */
export function chatBody(request: ModelRequest, memory: ServerMemory, facts: ServerFacts, stream: boolean): Params {
  const { answer, parameters = {}, maxOutputTokens } = request;
  const { rung, without } = memory;
  const isOwn = facts.isOpenAi || facts.isAzure;
  const limit = isOwn === without.has("max_tokens_name") ? "max_tokens" : "max_completion_tokens";
  const format =
    answer === undefined || rung === "text"
      ? undefined
      : rung === "json-object"
        ? { type: "json_object" as const }
        : {
            type: "json_schema" as const,
            json_schema: { name: answer.name, schema: { ...answer.schema }, strict: true },
          };
  const body: { [key: string]: unknown } = {
    model: request.model,
    messages: turnsWithForm(request, rung).map(({ role, text }) => ({ role, content: text })),
    [limit]: maxOutputTokens,
    response_format: format,
    temperature: parameters.temperature,
    reasoning_effort: parameters.effort,
    verbosity: parameters.verbosity,
    store: isOwn ? false : undefined,
    prompt_cache_key: facts.isOpenAi ? request.promptCacheKey : undefined,
    stream,
    stream_options: stream ? { include_usage: true } : undefined,
  };
  const kept = Object.entries(body).filter(([key, value]) => value !== undefined && !without.has(key));
  return Object.fromEntries(kept) as unknown as Params;
}

/** Reads a stream to its end. It is whole when the choice said why it ended, and nothing came after that. */
export async function readChatStream(chunks: AsyncIterable<Chunk>, onOutput: () => void): Promise<Reading> {
  let text = "";
  let refusal = "";
  let end: string | null = null;
  let usage: Reading["usage"] = null;
  let servedBy: string | undefined;
  let isTorn = false;
  let [heads, ends] = [0, 0];
  for await (const chunk of chunks) {
    servedBy ??= chunk.model;
    if (chunk.usage) usage = usageOf(chunk.usage);
    for (const { index, delta, finish_reason } of chunk.choices ?? []) {
      if (index !== 0) continue;
      if (finish_reason) ends += 1;
      if (delta?.role !== undefined && !delta.content && !finish_reason) heads += 1;
      const piece = delta?.content ?? "";
      if (piece !== "" || delta?.refusal) {
        // After its end an answer has no more to say: events were lost, doubled or mixed up on the way.
        isTorn ||= end !== null;
        onOutput();
      }
      text += piece;
      refusal += delta?.refusal ?? "";
      end ??= finish_reason ?? null;
    }
  }
  // Both its beginning and its end came twice, so what lies between did too.
  isTorn ||= heads > 1 && ends > 1;
  const read = { usage, hadOutput: text !== "" || refusal !== "", ...(servedBy ? { servedBy } : {}), isTorn };
  return refusal === ""
    ? { ...read, text, end: endOf(end) }
    : { ...read, text: refusal, end: end === null ? null : "refusal" };
}

/** Reads an answer that came in one piece. */
export function readChatWhole(whole: Whole): Reading {
  const choice = whole?.choices?.[0];
  const usage = whole?.usage ? usageOf(whole.usage) : null;
  const read = { usage, hadOutput: choice !== undefined, ...(whole?.model ? { servedBy: whole.model } : {}) };
  if (choice?.message?.refusal) return { ...read, text: choice.message.refusal, end: "refusal" };
  return { ...read, text: choice?.message?.content ?? "", end: endOf(choice?.finish_reason ?? null) };
}

function endOf(reason: string | null): Reading["end"] {
  switch (reason) {
    case "stop":
      return "stop";
    case "length":
      return "length";
    case "content_filter":
      return "filter";
    default:
      return null;
  }
}

function usageOf(usage: NonNullable<Whole["usage"]>): Reading["usage"] {
  const { prompt_tokens, completion_tokens, prompt_tokens_details, completion_tokens_details } = usage;
  return readUsage(
    prompt_tokens,
    completion_tokens,
    prompt_tokens_details?.cached_tokens,
    completion_tokens_details?.reasoning_tokens,
  );
}
