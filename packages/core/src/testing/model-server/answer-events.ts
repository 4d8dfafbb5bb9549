import type { ServerAnswer } from "./server-script.js";

/** One answer in one of the two APIs: as a whole, and as the events of a stream. */
export interface WireAnswer {
  readonly whole: object;
  /** Each with its name, where the API names its events. */
  readonly events: readonly { readonly name?: string; readonly data: object | "[DONE]" }[];
}

/** So many letters go into one event. */
const PIECE = 7;

/** Cuts after every few code points. */
function pieces(text: string): readonly string[] {
  const letters = [...text];
  const count = Math.ceil(letters.length / PIECE);
  return Array.from({ length: count }, (_, at) => letters.slice(at * PIECE, (at + 1) * PIECE).join(""));
}

/** An answer of the Chat Completions API. */
export function chatAnswer({ text, finish = "stop", usage }: ServerAnswer, model: string): WireAnswer {
  const isRefusal = finish === "refusal";
  const reason = isRefusal ? "stop" : finish;
  const counted = usage === null ? null : { input: 100, output: 20, ...usage };
  const usageOf = counted && {
    prompt_tokens: counted.input,
    completion_tokens: counted.output,
    total_tokens: counted.input + counted.output,
    prompt_tokens_details: { cached_tokens: counted.cached ?? 0 },
  };
  const head = { id: "chatcmpl-1", created: 1, model };
  const message = { role: "assistant", content: isRefusal ? null : text, refusal: isRefusal ? text : null };
  const chunk = (choices: readonly object[], usage: object | null = null): { readonly data: object } => ({
    data: { ...head, object: "chat.completion.chunk", choices, usage },
  });
  const part = (delta: object, finish_reason: string | null = null): { readonly data: object } =>
    chunk([{ index: 0, delta, finish_reason }]);
  return {
    whole: {
      ...head,
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: reason }],
      ...(usageOf ? { usage: usageOf } : {}),
    },
    events: [
      part({ role: "assistant" }),
      ...pieces(text).map((piece) => part(isRefusal ? { refusal: piece } : { content: piece })),
      part({}, reason),
      ...(usageOf ? [chunk([], usageOf)] : []),
      { data: "[DONE]" },
    ],
  };
}

/** An answer of the Responses API. */
export function responsesAnswer({ text, finish = "stop", usage }: ServerAnswer, model: string): WireAnswer {
  const isRefusal = finish === "refusal";
  const isCut = finish === "length" || finish === "content_filter";
  const counted = usage === null ? null : { input: 100, output: 20, ...usage };
  const content = isRefusal ? { type: "refusal", refusal: text } : { type: "output_text", text, annotations: [] };
  const status = isCut ? "incomplete" : "completed";
  const head = { id: "resp_1", object: "response", created_at: 1, model, error: null };
  const whole = {
    ...head,
    status,
    incomplete_details: isCut ? { reason: finish === "length" ? "max_output_tokens" : "content_filter" } : null,
    output: [{ type: "message", id: "msg_1", status, role: "assistant", content: [content] }],
    usage: counted && {
      input_tokens: counted.input,
      input_tokens_details: { cached_tokens: counted.cached ?? 0 },
      output_tokens: counted.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: counted.input + counted.output,
    },
  };
  const started = { ...head, status: "in_progress", output: [], usage: null, incomplete_details: null };
  const kind = isRefusal ? "response.refusal.delta" : "response.output_text.delta";
  const place = { item_id: "msg_1", output_index: 0, content_index: 0 };
  const events = [
    { type: "response.created", response: started },
    ...pieces(text).map((delta) => ({ type: kind, ...place, delta })),
    { type: `response.${status}`, response: whole },
  ];
  return {
    whole,
    events: events.map((event, sequence_number) => ({ name: event.type, data: { ...event, sequence_number } })),
  };
}
