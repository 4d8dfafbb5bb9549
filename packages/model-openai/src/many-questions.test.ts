import { getEventListeners } from "node:events";
import { createHttp, createLog, createRandom, type ModelUsage, openModel, type Random } from "@autotest/core";
import {
  createFixedClock,
  type ServerReply,
  type ServerRequest,
  sampleRequest,
  type Transport,
  withModelServer,
} from "@autotest/core/testing";
import { describe, expect, it } from "vitest";
import { openai } from "./index.js";

const QUESTIONS = 24;
const LIMIT = 100;
const TRANSPORTS: readonly Transport[] = ["end-early", "cut-event", "reset"];

/** Something that goes wrong and may go better next time. */
function drawFault(random: Random, text: string): ServerReply {
  switch (random.below(6)) {
    case 0:
      return { fault: "status", status: 429, headers: { "retry-after-ms": String(random.below(2000)) } };
    case 1:
      return { fault: "status", status: 500 + random.below(4) };
    case 2:
      return { fault: "reset" };
    case 3:
      return { fault: "empty" };
    default:
      return { text, transport: random.pick(TRANSPORTS) ?? "reset" };
  }
}

/** The number of the question, which every question and every right answer holds. */
function numberOf(text: unknown): string {
  return /question (\d+)/.exec(JSON.stringify(text))?.[1] ?? "";
}

// Two APIs, many seeds: questions at the same time, about half of all requests fail.
describe.each(["chat", "responses"] as const)("%s", (api) => {
  it.each([1, 2, 3, 4, 5])("seed %i: every answer is the right one, whole, and paid for once", async (seed) => {
    const random = createRandom(seed).stream("faults");
    const clock = createFixedClock();
    const counted: ModelUsage[] = [];
    const tries = new Map<string, number>();
    const reply = ({ body }: ServerRequest): ServerReply => {
      const number = numberOf(body);
      tries.set(number, (tries.get(number) ?? 0) + 1);
      const text = JSON.stringify({ tests: [`answer to question ${number}`], done: true });
      // A good answer now and then, so that the server is not given up.
      if (random.below(100) < 45) return drawFault(random, text);
      const usage = { input: 50 + random.below(100), output: 10 + random.below(50) };
      counted.push({ inputTokens: usage.input, outputTokens: usage.output });
      return { text, usage };
    };
    await withModelServer({ reply }, async ({ baseUrl, requests }) => {
      const model = openModel({
        provider: openai,
        connection: { baseUrl, api, env: {}, options: {} },
        name: "sample-model",
        clock,
        cache: { get: async () => null, set: async () => undefined },
        http: createHttp(),
      });
      const context = {
        clock,
        random: createRandom(seed),
        log: createLog(),
        signal: new AbortController().signal,
        http: createHttp(),
      };
      const asked = Array.from({ length: QUESTIONS }, (_, number) =>
        model.complete(
          sampleRequest({
            purpose: `q${number}`,
            account: `q${number}`,
            maxOutputTokens: LIMIT,
            messages: [{ role: "user", text: `question ${number} of many` }],
          }),
          context,
        ),
      );
      expect(getEventListeners(context.signal, "abort")).toEqual([]);
      const answers = await Promise.all(asked);
      answers.forEach((answer, number) => {
        if (answer.ok) expect(JSON.parse(answer.text)).toEqual({ tests: [`answer to question ${number}`], done: true });
        expect(tries.get(String(number)) ?? 0).toBeLessThanOrEqual(5);
      });
      expect(answers.filter(({ ok }) => ok).length).toBe(counted.length);
      const spent = model.spent();
      expect(spent.tries).toBe(requests.length);
      expect(spent.requests).toBe(QUESTIONS);
      // Whole answers as they were counted; above that only estimates for what broke off in its answer.
      const sum = (key: "inputTokens" | "outputTokens"): number => counted.reduce((total, one) => total + one[key], 0);
      const broken = spent.tries - counted.length;
      expect(spent.outputTokens).toBeGreaterThanOrEqual(sum("outputTokens"));
      expect((spent.outputTokens - sum("outputTokens")) % LIMIT).toBe(0);
      expect(spent.outputTokens).toBeLessThanOrEqual(sum("outputTokens") + broken * LIMIT);
      expect(spent.inputTokens).toBeGreaterThanOrEqual(sum("inputTokens"));
    });
  });
});
