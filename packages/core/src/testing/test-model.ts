import assert from "node:assert/strict";
import type {
  FailureKind,
  ModelConnection,
  ModelContext,
  ModelProvider,
  ModelRequest,
  ModelResponse,
} from "../contracts/index.js";
import { createHttp } from "../ports/http.js";
import { createLog } from "../ports/log.js";
import { createRandom } from "../ports/random.js";
import type { ContractTest } from "./contract-test.js";
import { createFixedClock } from "./fixed-clock.js";
import { freezeDeep } from "./freeze-deep.js";
import type { ModelServerOptions, ServerReply, Transport } from "./model-server/server-script.js";
import { type ModelServer, withModelServer } from "./model-server/start-model-server.js";

/** One way to reach a server: an API, with or without a stream. */
export interface ModelFixture {
  /** For the names of the tests: `chat, streamed`. */
  readonly name: string;
  /** How to reach the scripted server. It needs no key; what is given must not come back in a message. */
  connect(baseUrl: string): ModelConnection;
}

/** Letters of one, two, three and four bytes: none of them may be lost where bytes are cut. */
const TEXT = '{"tests": ["naïve – 測試 🎲"], "done": true}';

/** A context that reaches the loopback, on a clock that stands still. */
export function modelContext(more: Partial<ModelContext> = {}): ModelContext {
  return {
    http: createHttp(),
    clock: createFixedClock(),
    random: createRandom(1),
    log: createLog(),
    signal: new AbortController().signal,
    ...more,
  };
}

/** A question as engines ask them. */
export function sampleRequest(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: "sample-model",
    purpose: "src/cart.py: total, 2 goals",
    account: "cluster-1",
    messages: [
      { role: "system", text: "You write tests." },
      { role: "user", text: "Write tests for total()." },
      { role: "assistant", text: "{}" },
      { role: "user", text: "That was no test. Try again." },
    ],
    answer: {
      name: "tests",
      schema: {
        type: "object",
        properties: { tests: { type: "array", items: { type: "string" } }, done: { type: "boolean" } },
        required: ["tests", "done"],
        additionalProperties: false,
      },
    },
    maxOutputTokens: 500,
    attempt: 1,
    ...more,
  };
}

const BROKEN: readonly Transport[] = ["end-early", "cut-event", "reset"];

const STATUSES: readonly (readonly [status: number, body: object | undefined, kinds: readonly FailureKind[]])[] = [
  [400, errorBody("This model's maximum context length is 8192 tokens.", "context_length_exceeded"), ["cut-context"]],
  [400, errorBody("something else is wrong", "bad"), ["fatal"]],
  [401, undefined, ["credentials"]],
  [403, undefined, ["credentials"]],
  [404, errorBody("The model does not exist", "model_not_found"), ["unknown-model"]],
  [408, undefined, ["retry"]],
  [409, undefined, ["retry"]],
  [413, undefined, ["cut-context"]],
  [429, undefined, ["retry"]],
  [429, errorBody("You exceeded your current quota", "insufficient_quota"), ["quota"]],
  [500, undefined, ["retry"]],
  [503, undefined, ["retry"]],
  [529, undefined, ["retry"]],
];

/** The promises of a provider that talks to servers over HTTP, kept against a scripted one. */
export function testModel(provider: ModelProvider, fixture: ModelFixture): readonly ContractTest[] {
  const test = (
    name: string,
    options: ModelServerOptions,
    use: (ask: (more?: Partial<ModelContext>) => Promise<ModelResponse>, server: ModelServer) => Promise<void>,
  ): ContractTest => ({
    name: `model ${provider.id} (${fixture.name}): ${name}`,
    run: () =>
      withModelServer(options, async (server) => {
        const model = provider.open(fixture.connect(server.baseUrl));
        assert.equal(server.requests.length, 0, "opening a model sends nothing");
        await use((more) => model.complete(freezeDeep(sampleRequest()), modelContext(more)), server);
        await model.close?.();
      }),
  });
  const fails = (name: string, reply: ServerReply, kinds: readonly FailureKind[]): ContractTest =>
    test(name, { reply: () => reply }, async (ask, server) => {
      const response = await ask();
      assert.equal(response.ok, false, `an answer came out of it: ${JSON.stringify(response)}`);
      assert.ok(
        !response.ok && kinds.includes(response.kind),
        `${JSON.stringify(response)} is none of ${kinds.join(", ")}`,
      );
      assert.match(response.problem.code, /^[a-z]+(?:-[a-z]+)*$/, "a code is a stable word");
      assert.doesNotMatch(response.problem.message, /[\n<]/, "a message is one line without markup");
      assert.equal(server.requests.length, 1, "one complete is one request: retries are core's");
    });
  const whole: readonly (Transport | null)[] = [null, "bytes"];
  return [
    ...whole.map((transport) =>
      test(
        `gives back the whole answer, ${transport === null ? "sent at once" : "sent byte by byte"}`,
        {
          reply: () => ({
            text: TEXT,
            usage: { input: 321, output: 45, cached: 64 },
            ...(transport ? { transport } : {}),
          }),
        },
        async (ask, server) => {
          const response = await ask();
          assert.ok(response.ok, JSON.stringify(response));
          assert.equal(response.text, TEXT);
          assert.equal(response.finish, "stop");
          assert.deepEqual(
            { ...response.usage, reasoningTokens: 0 },
            { inputTokens: 321, outputTokens: 45, cachedTokens: 64, reasoningTokens: 0 },
          );
          assert.deepEqual(JSON.parse(JSON.stringify(response)), response, "the response does not survive JSON");
          assert.equal(server.requests.length, 1);
          const sent = JSON.stringify(server.requests[0]?.body);
          for (const { text } of sampleRequest().messages) assert.ok(sent.includes(text), `"${text}" was not sent`);
          assert.ok(!sent.includes("cluster-1") && !sent.includes("src/cart.py"), "purpose and account are not sent");
        },
      ),
    ),
    test("says so when nothing was counted", { reply: () => ({ text: TEXT, usage: null }) }, async (ask) => {
      const response = await ask();
      assert.ok(response.ok);
      assert.equal(response.usage, null);
    }),
    ...BROKEN.map((transport) =>
      fails(`takes no part for the whole: ${transport}`, { text: TEXT, transport }, ["retry"]),
    ),
    fails("an answer cut at its limit", { text: TEXT, finish: "length" }, ["length"]),
    fails("an answer a filter stopped", { text: TEXT, finish: "content_filter" }, ["refused"]),
    fails("a refusal", { text: "I would rather not.", finish: "refusal" }, ["refused"]),
    fails("an answer with nothing in it", { text: "" }, ["retry"]),
    fails("no answer at all", { fault: "empty" }, ["retry"]),
    fails("a body without end", { fault: "huge", megabytes: 50 }, ["fatal", "retry", "step-down"]),
    fails("a connection that breaks", { fault: "reset" }, ["retry"]),
    fails("a page instead of an answer", { fault: "status", status: 502, body: "<html><h1>Bad gateway</h1></html>" }, [
      "retry",
    ]),
    ...STATUSES.map(([status, body, kinds]) =>
      fails(
        `status ${status}${body === undefined ? "" : `, ${JSON.stringify(body).slice(10, 50)}`}`,
        { fault: "status", status, ...(body ? { body } : {}) },
        kinds,
      ),
    ),
    test("passes on how long the server wants to be left alone", {
      reply: () => ({ fault: "status", status: 429, headers: { "retry-after": "17" } }),
    }, async (ask) => {
      const response = await ask();
      assert.ok(!response.ok);
      assert.equal(response.retryAfterMs, 17_000);
    }),
    test("obeys the signal", { reply: () => ({ fault: "hang" }) }, async (ask, server) => {
      const controller = new AbortController();
      const asking = ask({ signal: controller.signal });
      while (server.requests.length === 0) await new Promise(setImmediate);
      controller.abort();
      const response = await asking;
      assert.ok(!response.ok && response.kind === "aborted", JSON.stringify(response));
    }),
    test(
      "repeats no key in a message",
      {
        reply: ({ headers }) => ({
          fault: "status",
          status: 401,
          body: errorBody(`bad key ${headers.authorization} ${headers["api-key"]}`, "x"),
        }),
      },
      async (ask, server) => {
        const response = await ask();
        assert.ok(!response.ok);
        const sent = [server.requests[0]?.headers.authorization, server.requests[0]?.headers["api-key"]];
        for (const header of sent) {
          const key = String(header ?? "").replace(/^Bearer /, "");
          assert.ok(key === "" || !JSON.stringify(response).includes(key), "the key is in the response");
        }
      },
    ),
  ];
}

function errorBody(message: string, code: string): object {
  return { error: { message, type: "invalid_request_error", param: null, code } };
}
