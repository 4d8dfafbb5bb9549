import assert from "node:assert/strict";
import type { ModelConnection, ModelProvider, ModelRequest, ModelResponse } from "../contracts/index.js";
import type { ContractTest } from "./contract-test.js";
import { freezeDeep } from "./freeze-deep.js";
import { modelContext, sampleRequest } from "./test-model.js";

/** A model that needs no server. */
export interface InProcessModelFixture {
  /** For the names of the tests. */
  readonly name: string;
  /** How the provider knows the model. */
  readonly model: string;
  /** The same for one that is not there. */
  readonly missing: string;
  /** Default: no settings. */
  readonly options?: ModelConnection["options"];
  /** Tokens within which the model ends an answer to a short question. Default 500. */
  readonly enough?: number;
  /** More than the model can read. Default: a megabyte of words. */
  readonly tooLong?: string;
}

type Ask = (more?: Partial<ModelRequest>, signal?: AbortSignal) => Promise<ModelResponse>;

/** The promises of a provider whose models run in this process. */
export function testInProcessModel(provider: ModelProvider, fixture: InProcessModelFixture): readonly ContractTest[] {
  const test = (name: string, use: (ask: Ask) => Promise<void>): ContractTest => ({
    name: `model ${provider.id} (${fixture.name}): ${name}`,
    async run() {
      let calls = 0;
      const http = {
        fetch(): Promise<never> {
          calls += 1;
          return Promise.reject(new Error("there is no network"));
        },
      };
      const model = provider.open({ api: "auto", env: {}, options: fixture.options ?? {} });
      const basis = { model: fixture.model, maxOutputTokens: fixture.enough ?? 500 };
      try {
        await use((more, signal) =>
          model.complete(
            freezeDeep(sampleRequest({ ...basis, ...more })),
            modelContext({ http, ...(signal === undefined ? {} : { signal }) }),
          ),
        );
        assert.equal(calls, 0, "the network was asked for");
      } finally {
        await model.close?.();
        await model.close?.();
      }
    },
  });
  const failed = (response: ModelResponse, kind: string): void => {
    assert.ok(!response.ok && response.kind === kind, `${JSON.stringify(response)} is not ${kind}`);
    assert.match(response.problem.code, /^[a-z]+(?:-[a-z]+)*$/, "a code is a stable word");
    assert.doesNotMatch(response.problem.message, /[\n<]/, "a message is one line without markup");
  };
  return [
    test("says that it runs in this process, and is closed without having been asked", async () => {
      assert.equal(provider.inProcess, true);
    }),
    test("gives back a whole answer of the wanted form, and counts it", async (ask) => {
      const response = await ask();
      assert.ok(response.ok, JSON.stringify(response));
      const { tests, done, ...others } = JSON.parse(response.text) as { readonly [key: string]: unknown };
      assert.ok(Array.isArray(tests) && tests.every((one) => typeof one === "string"), response.text);
      assert.equal(typeof done, "boolean");
      assert.deepEqual(others, {}, "more than was asked for");
      assert.equal(response.rung, "json-schema");
      assert.ok(response.usage !== null && response.usage.inputTokens > 10 && response.usage.outputTokens > 0);
      assert.deepEqual(JSON.parse(JSON.stringify(response)), response, "the response does not survive JSON");
    }),
    test("answers the same question alike, whatever was asked between or at the same time", async (ask) => {
      const first = await ask();
      const other = { messages: [{ role: "user", text: "Something else." }] } as const;
      const [between, again] = await Promise.all([ask(other), ask()]);
      assert.ok(between !== undefined);
      assert.deepEqual(again, first);
    }),
    test("an answer cut at its limit is none", async (ask) => {
      const response = await ask({ maxOutputTokens: 3 });
      failed(response, "length");
      assert.ok(!response.ok && response.hadOutput === true);
    }),
    test("refuses a question it cannot hold", async (ask) => {
      const text = fixture.tooLong ?? "one more word ".repeat(75_000);
      failed(await ask({ messages: [{ role: "user", text }] }), "cut-context");
    }),
    test("says that a model is not there", async (ask) => {
      failed(await ask({ model: fixture.missing }), "unknown-model");
    }),
    test("obeys the signal, before and while it answers, and goes on afterwards", async (ask) => {
      failed(await ask({}, AbortSignal.abort()), "aborted");
      const first = await ask();
      const controller = new AbortController();
      const asking = ask({}, controller.signal);
      setImmediate(() => controller.abort());
      failed(await asking, "aborted");
      assert.deepEqual(await ask(), first);
    }),
  ];
}
