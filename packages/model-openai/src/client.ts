import type { ModelContext } from "@autotest/core";
import type OpenAI from "openai";
import type { ServerFacts } from "./server-facts.js";

/** Longer than any deadline: who waits, and how long, is not the SDK's affair. */
const FOREVER: number = 2 ** 31 - 1;
/** The `code` of the error for a server that answers in one piece although it was asked to stream. */
export const NO_STREAM = "no-stream";
const silent = { error: noop, warn: noop, info: noop, debug: noop };

/**
 * The SDK, for one request. It is told everything, since it would look for the rest in the environment; and what it sends goes
 * through `ctx.http` with our headers only, since it would add some from there.
 */
export async function createClient(facts: ServerFacts, stream: boolean, ctx: ModelContext): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  const { http } = ctx;
  return new Client({
    baseURL: facts.baseUrl,
    apiKey: "sent in a header of ours",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultQuery: { ...facts.query },
    maxRetries: 0,
    timeout: FOREVER,
    logLevel: "off",
    logger: silent,
    fetch: async (url, init) => {
      const response = await http.fetch(url instanceof Request ? url.url : String(url), {
        method: init?.method ?? "POST",
        body: init?.body ?? null,
        ...(init?.signal ? { signal: init.signal } : {}),
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...facts.headers,
        },
      });
      if (stream && isWholeDocument(response)) {
        await response.body?.cancel();
        throw Object.assign(new Error("the server does not stream"), { code: NO_STREAM });
      }
      return response;
    },
  });
}

/** One document instead of events; looking for events in it would take long and find none. */
function isWholeDocument({ ok, headers }: Response): boolean {
  const isJson = headers.get("content-type")?.includes("json") === true;
  return ok && isJson && headers.get("content-length") !== "0";
}

function noop(): void {
  // The SDK prints to the console otherwise.
}
