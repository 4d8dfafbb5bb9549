import { basename } from "node:path";
import type { ModelContext, ModelFailure, ModelRequest, ModelResponse } from "@autotest/core";
import { boundLists } from "./bound-lists.js";
import type { LoadedModel } from "./load-model.js";
import { type ChatTurn, firstLine, type LlamaContext } from "./peer.js";

/** Tokens of a context that are neither question nor answer: near its end the peer begins to forget the beginning. */
const MARGIN = 64;
/** With room for fewer tokens than this a question is too long, unless it wants no more. */
const LEAST_ANSWER = 256;

/**
 * One question in a context of its own, as large as the question needs: so an answer depends on its question alone, whatever was
 * asked before.
 */
export async function answerQuestion(
  loaded: LoadedModel,
  threads: number,
  request: ModelRequest,
  ctx: Pick<ModelContext, "signal">,
): Promise<ModelResponse> {
  const { peer, model, chatWrapper } = loaded;
  const { signal } = ctx;
  const history = turnsOf(request);
  const full: readonly ChatTurn[] = [...history, { type: "model", response: [] }];
  const inputTokens = chatWrapper
    .generateContextState({ chatHistory: full })
    .contextText.tokenize(model.tokenizer).length;
  const room = model.trainContextSize - inputTokens - MARGIN;
  if (room < Math.min(LEAST_ANSWER, request.maxOutputTokens)) return tooLong(inputTokens, model.trainContextSize);
  const maxTokens = Math.min(room, request.maxOutputTokens);
  let outputTokens = 0;
  let context: LlamaContext | null = null;
  try {
    const grammar = await grammarOf(loaded, request);
    context = await model.createContext({ contextSize: inputTokens + maxTokens + MARGIN, threads });
    const chat = new peer.LlamaChat({ contextSequence: context.getSequence(), chatWrapper });
    const { response, metadata } = await chat.generateResponse(history, {
      ...(grammar === null ? {} : { grammar }),
      maxTokens,
      temperature: request.parameters?.temperature ?? 0,
      // Fixed, but another one when the same is asked again on purpose.
      seed: request.attempt,
      signal,
      stopOnAbortSignal: true,
      onToken: (tokens) => {
        outputTokens += tokens.length;
      },
    });
    chat.dispose();
    if (signal.aborted) return stopped(outputTokens > 0);
    return judge(response, metadata.stopReason, { inputTokens, outputTokens }, request);
  } catch (error) {
    if (signal.aborted) return stopped(outputTokens > 0);
    return failureOf(error, error instanceof peer.InsufficientMemoryError);
  } finally {
    await context?.dispose();
  }
}

/** The run was stopped before, or while, the model answered. */
export function stopped(hadOutput: boolean): ModelFailure {
  return {
    ok: false,
    kind: "aborted",
    problem: { code: "aborted", message: "The request was stopped." },
    ...(hadOutput ? { hadOutput } : {}),
  };
}

function turnsOf({ messages }: ModelRequest): ChatTurn[] {
  return messages.map(({ role, text }) =>
    role === "assistant" ? { type: "model", response: [text] } : { type: role, text },
  );
}

async function grammarOf({ llama, grammars }: LoadedModel, { answer }: ModelRequest): Promise<object | null> {
  if (answer === undefined) return null;
  const schema = boundLists(answer.schema);
  const key = JSON.stringify(schema);
  const known = grammars.get(key) ?? llama.createGrammarForJsonSchema(schema);
  grammars.set(key, known);
  return await known;
}

function judge(
  response: string,
  stopReason: string,
  usage: { readonly inputTokens: number; readonly outputTokens: number },
  { answer, model }: ModelRequest,
): ModelResponse {
  const text = response.trim();
  const hadOutput = usage.outputTokens > 0;
  // Asked again it would say the same, so nothing here is worth a second try.
  const fail = (kind: ModelFailure["kind"], code: string, message: string): ModelFailure => ({
    ok: false,
    kind,
    problem: { code, message },
    usage,
    hadOutput,
  });
  if (stopReason === "maxTokens")
    return fail("length", "cut-off", "The answer was cut off at the limit of its length.");
  if (text === "") return fail("refused", "empty-answer", "The model answered with nothing.");
  if (answer !== undefined && !isJson(text))
    return fail("refused", "no-form", "The answer does not have the wanted form.");
  const rung = answer === undefined ? "text" : "json-schema";
  return { ok: true, text, usage, rung, finish: "stop", servedBy: basename(model) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function tooLong(tokens: number, most: number): ModelFailure {
  const message = `The question has ${tokens} tokens; with its answer that is more than the ${most} this model can hold.`;
  return { ok: false, kind: "cut-context", problem: { code: "context-length", message } };
}

function failureOf(error: unknown, isMemory: boolean): ModelFailure {
  const said = firstLine(error);
  return isMemory
    ? { ok: false, kind: "cut-context", problem: { code: "no-memory", message: `Too little memory is left: ${said}` } }
    : { ok: false, kind: "fatal", problem: { code: "llama-error", message: `llama.cpp failed: ${said}` } };
}
