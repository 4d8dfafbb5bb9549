import {
  type Cache,
  createHttp,
  createLog,
  createRandom,
  type ModelAccess,
  type ModelConnection,
  openModel,
} from "@autotest/core";
import {
  createFixedClock,
  type ServerReply,
  sampleRequest,
  type Transport,
  withModelServer,
} from "@autotest/core/testing";
import { describe, expect, it } from "vitest";
import { openai } from "./index.js";

const PRICE = { input: 1, output: 4 };
/** What a whole answer of the scripted server takes. */
const COUNTED = { inputTokens: 100, outputTokens: 20 };

/** The whole composition against a server that fails as `reply` says; time passes only in waits and in silence. */
async function run(
  reply: (index: number) => ServerReply,
  connection: Pick<ModelConnection, "api" | "options">,
  use: (parts: {
    readonly model: ModelAccess;
    readonly ask: () => ReturnType<ModelAccess["complete"]>;
    readonly sent: () => number;
    readonly sleeps: readonly number[];
  }) => Promise<void>,
): Promise<void> {
  const clock = createFixedClock(Date.parse("2026-01-01T00:00:00Z"));
  let step = 60_000;
  const onHang = (): void => clock.advance(step);
  await withModelServer({ reply: (_, index) => reply(index), onHang }, async ({ baseUrl, requests }) => {
    const store = new Map<string, string>();
    const cache: Cache = {
      get: async (key) => store.get(key) ?? null,
      set: async (key, value) => void store.set(key, value),
    };
    const model = openModel({
      provider: openai,
      connection: { baseUrl, env: {}, ...connection },
      name: "sample-model",
      price: PRICE,
      budget: { tokens: 20_000 },
      clock,
      cache,
      http: createHttp(),
    });
    const context = {
      clock,
      random: createRandom(1),
      log: createLog(),
      signal: new AbortController().signal,
      http: createHttp(),
    };
    let attempt = 0;
    const first = reply(0);
    if (!("fault" in first) && first.transport === "slow") step = 1_000;
    await use({
      model,
      ask: () => model.complete(sampleRequest({ attempt: ++attempt }), context),
      sent: () => requests.length,
      sleeps: clock.sleeps,
    });
  });
}

const WAYS = (["chat", "responses"] as const).flatMap((api) =>
  [true, false].map((stream) => ({ api, stream, connection: { api, options: { stream } } })),
);
const status = (code: number, headers: { readonly [name: string]: string } = {}): ServerReply => ({
  fault: "status",
  status: code,
  headers,
});
const PASSING: readonly (readonly [name: string, reply: ServerReply])[] = [
  ["408", status(408)],
  ["409", status(409)],
  ["429", status(429)],
  ["429, seconds", status(429, { "retry-after": "3" })],
  ["429, milliseconds", status(429, { "retry-after-ms": "300" })],
  ["429, date", status(429, { "retry-after": "Thu, 01 Jan 2026 00:00:20 GMT" })],
  ["500", status(500)],
  ["502 as a page", { fault: "status", status: 502, body: "<html>bad gateway</html>" }],
  ["503", status(503)],
  ["529", status(529)],
  ["reset", { fault: "reset" }],
  ["hang before headers", { fault: "hang" }],
  ["empty", { fault: "empty" }],
  ...(["end-early", "cut-event", "reset", "hang"] as const).map(
    (transport: Transport) => [transport, { text: '{"some": "answer"}', transport }] as const,
  ),
];

describe.each(WAYS)("$api, streamed: $stream", ({ connection, stream }) => {
  it.each(PASSING)("%s: asks five times at most, and takes nothing for an answer", (_, reply) =>
    run(
      () => reply,
      connection,
      async ({ model, ask, sent }) => {
        const response = await ask();
        expect(response).toMatchObject({ ok: false, kind: "retry" });
        expect(sent()).toBeGreaterThanOrEqual(2);
        expect(sent()).toBeLessThanOrEqual(5);
        expect(model.spent()).toMatchObject({ requests: 1, failed: 1, tries: sent() });
      },
    ),
  );

  it.each(PASSING)("%s, then an answer: takes that, and pays for it once", (_, reply) =>
    run(
      (index) => (index === 0 ? reply : { text: "{}" }),
      connection,
      async ({ model, ask, sent, sleeps }) => {
        expect(await ask()).toMatchObject({ ok: true, text: "{}", usage: COUNTED });
        expect(sent()).toBe(2);
        expect(sleeps.length).toBeGreaterThan(0);
        const { inputTokens, outputTokens, isEstimate, usd } = model.spent();
        // A try that broke off in its answer is paid for as an estimate; one that never began is not.
        if (!isEstimate) expect({ inputTokens, outputTokens }).toEqual(COUNTED);
        else expect(outputTokens).toBe(COUNTED.outputTokens + 500);
        expect(usd).toBeCloseTo((inputTokens * PRICE.input + outputTokens * PRICE.output) / 1e6, 12);
      },
    ),
  );

  it("waits as long as the server says, and not a day", async () => {
    await run(
      (index) => (index === 0 ? status(429, { "retry-after": "100" }) : { text: "{}" }),
      connection,
      async ({ ask, sleeps }) => {
        expect(await ask()).toMatchObject({ ok: true });
        expect(Math.max(...sleeps)).toBe(100_000);
      },
    );
    await run(
      () => status(429, { "retry-after": "86400" }),
      connection,
      async ({ model, ask, sent }) => {
        expect(await ask()).toMatchObject({ kind: "unavailable" });
        expect(model.ended()).toMatchObject({
          kind: "unavailable",
          problem: { code: "rate-limited", hint: /goes on where/ },
        });
        expect(sent()).toBe(1);
      },
    );
  });

  it("ends a trickle at the deadline", () =>
    run(
      () => ({ text: "x".repeat(4000), transport: "slow" }),
      connection,
      async ({ ask, sent }) => {
        expect(await ask()).toMatchObject({ kind: "retry", problem: { code: "timeout" } });
        expect(sent()).toBe(1);
      },
    ));

  it.each([
    ["401", status(401), "credentials"],
    [
      "404",
      { fault: "status", status: 404, body: { error: { code: "model_not_found", message: "no" } } },
      "unknown-model",
    ],
    [
      "no quota",
      { fault: "status", status: 429, body: { error: { code: "insufficient_quota", message: "no" } } },
      "quota",
    ],
  ] as const)("%s: asks once in the whole run, and pays nothing", (_, reply, kind) =>
    run(
      () => reply,
      connection,
      async ({ model, ask, sent }) => {
        for (let question = 0; question < 4; question += 1) expect(await ask()).toMatchObject({ ok: false, kind });
        expect(sent()).toBe(1);
        expect(model.spent()).toMatchObject({ inputTokens: 0, outputTokens: 0, usd: 0 });
      },
    ),
  );

  it("stops asking a server that failed three questions in a row, so at most 15 requests", () =>
    run(
      () => status(500),
      connection,
      async ({ model, ask, sent }) => {
        for (let question = 0; question < 6; question += 1) await ask();
        expect(sent()).toBe(15);
        expect(model.ended()).toMatchObject({ kind: "unavailable", problem: { hint: /same command again/ } });
      },
    ));

  it("asks a cut answer not again, but pays for it", () =>
    run(
      () => ({ text: '{"half', finish: "length" }),
      connection,
      async ({ model, ask, sent }) => {
        expect(await ask()).toMatchObject({ kind: "length" });
        expect(sent()).toBe(1);
        expect(model.spent()).toMatchObject(COUNTED);
        expect(stream).toBeTypeOf("boolean");
      },
    ));
});
