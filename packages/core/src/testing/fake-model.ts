import type { ModelAccess, ModelFailure, ModelRequest, ModelResponse, ModelUsage } from "../contracts/index.js";
import type { ModelSpend } from "../model/index.js";

/** How a fake model answers. */
export interface FakeModelOptions {
  /** The text of the answer to the request with this index (from 0), or the failure in its place. */
  readonly answer: (request: ModelRequest, index: number) => string | ModelFailure | Promise<string | ModelFailure>;
  /** Default `fake-model`. */
  readonly name?: string;
}

/** A model without a server, and all it was asked. */
export interface FakeModel extends ModelAccess {
  readonly requests: readonly ModelRequest[];
}

/** A model as engines get it, answered by a function. Counts a token for every four letters, and a dollar per million of them. */
export function createFakeModel({ answer, name = "fake-model" }: FakeModelOptions): FakeModel {
  const requests: ModelRequest[] = [];
  const log: { readonly account: string; readonly usage: ModelUsage | null }[] = [];
  let ended: ModelFailure | null = null;
  return {
    provider: "fake",
    name,
    parameters: {},
    requests,
    ended: () => ended,
    estimate: (request) => {
      const inputTokens = tokensOf(request);
      const outputTokens = request.maxOutputTokens;
      return { inputTokens, outputTokens, usd: (inputTokens + outputTokens) / 1e6 };
    },
    spent: (account) => spendOf(log.filter((one) => account === undefined || one.account === account)),
    async complete(request, ctx): Promise<ModelResponse> {
      if (ctx.signal.aborted)
        return { ok: false, kind: "aborted", problem: { code: "aborted", message: "The run was stopped." } };
      if (ended !== null) return ended;
      requests.push(JSON.parse(JSON.stringify(request)) as ModelRequest);
      const said = await answer(request, requests.length - 1);
      if (typeof said !== "string") {
        log.push({ account: request.account, usage: null });
        if (ENDING.includes(said.kind)) ended = said;
        return said;
      }
      const usage = { inputTokens: tokensOf(request), outputTokens: Math.ceil(said.length / 4) };
      log.push({ account: request.account, usage });
      return { ok: true, text: said, usage, rung: "json-schema", finish: "stop", source: "server" };
    },
  };
}

const ENDING: readonly ModelFailure["kind"][] = ["credentials", "quota", "unknown-model", "unavailable", "budget"];

function tokensOf(request: ModelRequest): number {
  return Math.ceil(request.messages.reduce((sum, { text }) => sum + text.length, 0) / 4);
}

function spendOf(log: readonly { readonly usage: ModelUsage | null }[]): ModelSpend {
  const inputTokens = log.reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0), 0);
  const outputTokens = log.reduce((sum, { usage }) => sum + (usage?.outputTokens ?? 0), 0);
  return {
    requests: log.length,
    cached: 0,
    failed: log.filter(({ usage }) => usage === null).length,
    tries: log.length,
    inputTokens,
    cachedTokens: 0,
    outputTokens,
    usd: (inputTokens + outputTokens) / 1e6,
    isEstimate: false,
  };
}
