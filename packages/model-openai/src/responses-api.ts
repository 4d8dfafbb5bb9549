import type { ModelRequest } from "@autotest/core";
import type OpenAI from "openai";
import { turnsWithForm } from "./answer-form.js";
import { type Reading, readUsage } from "./reading.js";
import type { ServerFacts } from "./server-facts.js";
import type { ServerMemory } from "./server-memory.js";

type Params = OpenAI.Responses.ResponseCreateParams;
type Event = OpenAI.Responses.ResponseStreamEvent;
type Whole = OpenAI.Responses.Response;

/** The body of a request to the Responses API. What the server is known not to take is left out. */
export function responsesBody(
  request: ModelRequest,
  memory: ServerMemory,
  facts: ServerFacts,
  stream: boolean,
): Params {
  const { answer, parameters = {} } = request;
  const { rung, without } = memory;
  const turns = turnsWithForm(request, rung);
  const system = turns.find(({ role }) => role === "system")?.text;
  const format =
    answer === undefined || rung === "text"
      ? undefined
      : rung === "json-object"
        ? { type: "json_object" }
        : { type: "json_schema", name: answer.name, schema: answer.schema, strict: true };
  const text = { ...(format ? { format } : {}), ...(parameters.verbosity ? { verbosity: parameters.verbosity } : {}) };
  const body: { [key: string]: unknown } = {
    model: request.model,
    instructions: system,
    input: turns.flatMap(({ role, text: content }) => (role === "system" ? [] : [{ role, content }])),
    max_output_tokens: request.maxOutputTokens,
    text: Object.keys(text).length > 0 ? text : undefined,
    temperature: parameters.temperature,
    reasoning: parameters.effort ? { effort: parameters.effort } : undefined,
    store: false,
    prompt_cache_key: facts.isOpenAi ? request.promptCacheKey : undefined,
    stream,
  };
  const kept = Object.entries(body).filter(([key, value]) => value !== undefined && !without.has(key));
  return Object.fromEntries(kept) as unknown as Params;
}

/** Reads a stream to its end. Only its last event says what the answer is: pieces may be lost, doubled or mixed up on the way. */
export async function readResponsesStream(events: AsyncIterable<Event>, onOutput: () => void): Promise<Reading> {
  let last: Whole | null = null;
  let error: unknown;
  const pieces = new Map<number, string>();
  for await (const event of events) {
    if (event.type === "response.output_text.delta" || event.type === "response.refusal.delta") {
      onOutput();
      if (event.type === "response.output_text.delta") pieces.set(event.sequence_number ?? pieces.size, event.delta);
    } else if (
      event.type === "response.completed" ||
      event.type === "response.incomplete" ||
      event.type === "response.failed"
    )
      last ??= event.response;
    else if (event.type === "error") error = event;
  }
  const hadOutput = pieces.size > 0;
  if (last === null) {
    return { text: "", end: error === undefined ? null : "failed", usage: null, hadOutput, error };
  }
  const read = readResponsesWhole(last);
  // Some servers leave the answer out of the last event.
  const text = read.text !== "" || read.end !== "stop" ? read.text : joined(pieces);
  return { ...read, text, hadOutput: hadOutput || read.hadOutput };
}

/** Reads an answer that came in one piece. */
export function readResponsesWhole(whole: Whole): Reading {
  const parts = (whole?.output ?? []).flatMap((item) => (item.type === "message" ? item.content : []));
  const text = parts.map((part) => (part.type === "output_text" ? part.text : "")).join("");
  const refusal = parts.map((part) => (part.type === "refusal" ? part.refusal : "")).join("");
  const { input_tokens, output_tokens, input_tokens_details, output_tokens_details } = whole?.usage ?? {};
  const read = {
    usage: readUsage(
      input_tokens,
      output_tokens,
      input_tokens_details?.cached_tokens,
      output_tokens_details?.reasoning_tokens,
    ),
    hadOutput: parts.length > 0,
    ...(whole?.model ? { servedBy: whole.model } : {}),
  };
  if (whole?.status === "failed") return { ...read, text: "", end: "failed", error: whole.error };
  if (whole?.status === "incomplete")
    return { ...read, text, end: whole.incomplete_details?.reason === "content_filter" ? "filter" : "length" };
  if (whole?.status !== "completed") return { ...read, text, end: null };
  return refusal === "" ? { ...read, text, end: "stop" } : { ...read, text: refusal, end: "refusal" };
}

function joined(pieces: ReadonlyMap<number, string>): string {
  return [...pieces]
    .sort(([a], [b]) => a - b)
    .map(([, piece]) => piece)
    .join("");
}
