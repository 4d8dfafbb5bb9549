import type { ModelConnection, ModelResponse } from "@autotest/core";
import {
  modelContext,
  type ServerReply,
  type ServerRequest,
  sampleRequest,
  withModelServer,
} from "@autotest/core/testing";
import { afterEach, describe, expect, it } from "vitest";
import { openai } from "./index.js";

const BODY_OF = (requests: readonly ServerRequest[], at: number) =>
  requests[at]?.body as { readonly [key: string]: unknown };
const complaint = (message: string, param: string | null = null): ServerReply => ({
  fault: "status",
  status: 400,
  body: { error: { message, type: "invalid_request_error", param, code: "unsupported_value" } },
});

/** Asks so many times, one after the other, and gives back the kinds and what the server saw. */
async function ask(
  reply: (request: ServerRequest, index: number) => ServerReply,
  times: number,
  connection: Partial<ModelConnection> = {},
): Promise<{
  readonly outcomes: readonly string[];
  readonly last: ModelResponse;
  readonly requests: readonly ServerRequest[];
}> {
  return await withModelServer({ reply }, async ({ baseUrl, requests }) => {
    const model = openai.open({ baseUrl, api: "chat", env: {}, options: {}, ...connection });
    const outcomes: string[] = [];
    let last: ModelResponse | undefined;
    for (let time = 0; time < times; time += 1) {
      last = await model.complete(sampleRequest({ parameters: { temperature: 0.2, effort: "low" } }), modelContext());
      outcomes.push(last.ok ? last.rung : last.kind);
    }
    return { outcomes, last: last as ModelResponse, requests };
  });
}

describe("does without what a server lacks, and remembers it", () => {
  it("strict schemas, then JSON mode, saying the schema in words instead", async () => {
    const { outcomes, requests } = await ask(({ body }) => {
      const format = (body?.response_format as { type?: string } | undefined)?.type;
      return format === undefined ? { text: "{}" } : complaint(`'${format}' is not supported`, "response_format");
    }, 4);
    expect(outcomes).toEqual(["step-down", "step-down", "text", "text"]);
    expect(JSON.stringify(BODY_OF(requests, 0).messages)).not.toContain("additionalProperties");
    for (const at of [1, 2]) expect(JSON.stringify(BODY_OF(requests, at).messages)).toContain("additionalProperties");
  });

  it("the schema of a fixed form is never given up", async () => {
    const { outcomes } = await ask(() => complaint("no response_format here"), 2, {
      options: { structured: "json-schema" },
    });
    expect(outcomes).toEqual(["fatal", "fatal"]);
  });

  it("knobs, and the other name of the limit", async () => {
    const { outcomes, requests } = await ask(({ body }) => {
      for (const part of ["temperature", "reasoning_effort", "max_tokens"])
        if (body?.[part] !== undefined) return complaint(`Unsupported parameter: '${part}'`, part);
      return { text: "{}" };
    }, 5);
    expect(outcomes).toEqual(["step-down", "step-down", "step-down", "json-schema", "json-schema"]);
    expect(BODY_OF(requests, 4)).toMatchObject({ max_completion_tokens: 500 });
    expect(BODY_OF(requests, 4)).not.toHaveProperty("temperature");
  });

  it("a complaint that goes on is the end of it", async () => {
    const { outcomes } = await ask(() => complaint("temperature is wrong", "temperature"), 3);
    expect(outcomes).toEqual(["step-down", "fatal", "fatal"]);
  });
});

describe("Responses", () => {
  it("sends what the API wants", async () => {
    const { requests } = await ask(() => ({ text: "{}" }), 1, { api: "responses" });
    expect(requests[0]).toMatchObject({ path: "/v1/responses", stream: true });
    expect(BODY_OF(requests, 0)).toMatchObject({
      instructions: "You write tests.",
      max_output_tokens: 500,
      store: false,
      reasoning: { effort: "low" },
      text: { format: { type: "json_schema", name: "tests", strict: true } },
    });
    expect(BODY_OF(requests, 0).input).toHaveLength(3);
  });

  it("takes the last event for the answer, whatever came twice or in another order before", async () => {
    for (const transport of ["repeat", "swap"] as const) {
      const { last } = await ask(() => ({ text: '{"a long": "answer in pieces"}', transport }), 1, {
        api: "responses",
      });
      expect(last).toMatchObject({ ok: true, text: '{"a long": "answer in pieces"}' });
    }
  });

  it("falls back to chat only where that was left open", async () => {
    const noResponses = ({ api }: ServerRequest): ServerReply =>
      api === "responses" ? { fault: "status", status: 404 } : { text: "{}" };
    expect((await ask(noResponses, 1, { api: "responses" })).outcomes).toEqual(["unknown-model"]);
  });
});

describe("chat", () => {
  it("takes no answer whose events came twice", async () => {
    const { last } = await ask(() => ({ text: "0123456789", transport: "repeat" }), 1);
    expect(last).toMatchObject({ kind: "retry", problem: { code: "truncated" } });
  });

  it("counts what came before a connection broke", async () => {
    const { last } = await ask(() => ({ text: "a long answer of many pieces", transport: "reset" }), 1);
    expect(last).toMatchObject({ kind: "retry", hadOutput: true });
  });
});

describe("a server on this machine that is not running", () => {
  it("is named, with the command that starts it", async () => {
    // A port that was free a moment ago.
    const baseUrl = await withModelServer({}, async (server) => server.baseUrl);
    const model = openai.open({ baseUrl, api: "auto", env: {}, options: {} });
    expect(await model.complete(sampleRequest(), modelContext())).toMatchObject({
      kind: "unavailable",
      problem: {
        code: "server-not-running",
        message: `Nothing answers on ${new URL(baseUrl).host}.`,
        hint: /start the server/,
      },
    });
  });
});

describe("the environment of this process", () => {
  const NAMES = [
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_ORG_ID",
    "OPENAI_CUSTOM_HEADERS",
    "OPENAI_LOG",
    "OPENAI_ADMIN_KEY",
  ];
  afterEach(() => {
    for (const name of NAMES) delete process.env[name];
  });

  it("is never read, and reaches no server", async () => {
    for (const name of NAMES) process.env[name] = "canary";
    process.env.OPENAI_CUSTOM_HEADERS = "x-canary: canary\nauthorization: canary";
    const printed: unknown[] = [];
    const { debug, info, warn, error } = console;
    Object.assign(console, { debug: print, info: print, warn: print, error: print });
    function print(...parts: unknown[]): void {
      printed.push(parts);
    }
    try {
      const { requests, last } = await ask(() => ({ text: "{}" }), 1, { apiKey: "own" });
      expect(last.ok).toBe(true);
      expect(requests[0]?.headers.authorization).toBe("Bearer own");
      expect(JSON.stringify(requests)).not.toContain("canary");
      expect(Object.keys(requests[0]?.headers ?? {}).filter((name) => name.startsWith("x-"))).toEqual([]);
      expect(printed).toEqual([]);
    } finally {
      Object.assign(console, { debug, info, warn, error });
    }
  });
});

it("a server that cannot stream is asked without from then on", async () => {
  const whole = {
    object: "chat.completion",
    choices: [{ index: 0, message: { content: "{}" }, finish_reason: "stop" }],
  };
  const { outcomes, requests } = await ask(() => ({ fault: "status", status: 200, body: whole }), 3);
  expect(outcomes).toEqual(["step-down", "json-schema", "json-schema"]);
  expect(requests.map(({ stream }) => stream)).toEqual([true, false, false]);
});
