import { describe, expect, it } from "vitest";
import { createFixedClock } from "../testing/fixed-clock.js";
import { createBudget, type Reservation } from "./budget.js";
import { ANSWER, BUSY, failure, openScripted, QUESTION, scripted, stillContext } from "./testing.js";

const PRICE = { input: 1, output: 10, cachedInput: 0.1 };
const take = async (budget: ReturnType<typeof createBudget>, tokens: number): Promise<Reservation> => {
  const reservation = await budget.reserve({ inputTokens: tokens, outputTokens: 0, usd: tokens });
  if (typeof reservation === "string") throw new Error(reservation);
  return reservation;
};

describe("a budget", () => {
  it("sets aside before, and is settled once", async () => {
    const budget = createBudget({ tokens: 100 }, null, createFixedClock());
    const first = await take(budget, 60);
    first.settle({ inputTokens: 10, outputTokens: 5 });
    first.settle({ inputTokens: 50, outputTokens: 50 });
    first.release();
    await take(budget, 85);
    expect(await Promise.race([budget.reserve({ inputTokens: 1, outputTokens: 0, usd: 0 }), "waits"])).toBe("waits");
  });

  it("waits for what is under way before it says no", async () => {
    const budget = createBudget({ tokens: 100 }, null, createFixedClock());
    const first = await take(budget, 80);
    const second = take(budget, 80);
    first.settle({ inputTokens: 10, outputTokens: 5 });
    (await second).settle(null);
    expect(await budget.reserve({ inputTokens: 6, outputTokens: 0, usd: 0 })).toMatch(/limit of 100 \(95 are spent\)/);
  });

  it("knows money and time", async () => {
    const clock = createFixedClock();
    const budget = createBudget({ usd: 1, seconds: 60 }, PRICE, clock);
    expect(await budget.reserve({ inputTokens: 0, outputTokens: 0, usd: 1.5 })).toMatch(
      /1\.50 USD more.*limit of 1\.00 USD/,
    );
    clock.advance(60_000);
    expect(await budget.reserve({ inputTokens: 0, outputTokens: 0, usd: 0 })).toMatch(/60 s is over/);
  });
});

describe("a model with a budget", () => {
  const open = (script: Parameters<typeof scripted>[0], tokens: number) => {
    const clock = createFixedClock();
    const server = scripted(script);
    const model = openScripted(server, clock, { budget: { tokens }, price: PRICE });
    return { server, model, ask: (attempt = 1) => model.complete({ ...QUESTION, attempt }, stillContext(clock)) };
  };

  it("books what the server counted, cached input at its own price", async () => {
    const usage = { inputTokens: 1000, outputTokens: 100, cachedTokens: 400 };
    const { model, ask } = open([{ ...ANSWER, usage } as typeof ANSWER], 10_000);
    await ask();
    expect(model.spent("c1")).toEqual({
      requests: 1,
      cached: 0,
      failed: 0,
      tries: 1,
      inputTokens: 1000,
      cachedTokens: 400,
      outputTokens: 100,
      usd: (600 * 1 + 400 * 0.1 + 100 * 10) / 1e6,
      isEstimate: false,
    });
    expect(model.spent("somebody else").requests).toBe(0);
  });

  it("pays nothing for tries without output, once for the answer, and nothing for asking the same again", async () => {
    const { model, ask } = open([BUSY, BUSY, ANSWER], 10_000);
    await ask();
    expect(await ask()).toMatchObject({ ok: true, source: "memory" });
    expect(model.spent()).toMatchObject({ requests: 2, cached: 1, tries: 3, inputTokens: 100, outputTokens: 50 });
  });

  it("pays for a try that broke off in its answer as for all that was set aside, and says that it is an estimate", async () => {
    const { model, ask } = open([{ ...BUSY, hadOutput: true }, ANSWER], 10_000);
    await ask();
    expect(model.spent()).toMatchObject({ tries: 2, outputTokens: 200 + 50, isEstimate: true });
  });

  it("sends nothing that could pass it, and then nothing more", async () => {
    const { server, model, ask } = open([ANSWER], 450);
    expect(await ask(1)).toMatchObject({ ok: true });
    expect(await ask(2)).toMatchObject({ kind: "budget", problem: { code: "budget-exhausted" } });
    expect(model.ended()).toMatchObject({ kind: "budget" });
    expect(await ask(3)).toMatchObject({ kind: "budget" });
    expect(server.asked).toHaveLength(1);
    expect(model.spent().inputTokens + model.spent().outputTokens).toBeLessThanOrEqual(450);
  });

  it("never passes it, however many ask at once", async () => {
    const { model, ask } = open([ANSWER], 1000);
    await Promise.all(Array.from({ length: 20 }, (_, attempt) => ask(attempt)));
    const { inputTokens, outputTokens, requests } = model.spent();
    expect(requests).toBe(20);
    expect(inputTokens + outputTokens).toBeLessThanOrEqual(1000);
    expect(inputTokens + outputTokens).toBeGreaterThan(1000 - 400);
  });
});

it("stops asking after three failures of the server in a row, or one that meets all", async () => {
  const clock = createFixedClock();
  const server = scripted([failure("fatal")]);
  const model = openScripted(server, clock);
  for (let attempt = 1; attempt <= 5; attempt += 1) await model.complete({ ...QUESTION, attempt }, stillContext(clock));
  expect(server.asked).toHaveLength(3);
  expect(model.ended()).toMatchObject({ kind: "unavailable", problem: { message: /3 requests in a row/ } });
  const keyless = scripted([failure("credentials")]);
  const second = openScripted(keyless, clock);
  for (let attempt = 1; attempt <= 5; attempt += 1)
    await second.complete({ ...QUESTION, attempt }, stillContext(clock));
  expect(keyless.asked).toHaveLength(1);
  expect(second.ended()).toMatchObject({ kind: "credentials" });
});

it("goes on where failures are the questions' own", async () => {
  const clock = createFixedClock();
  const server = scripted([
    failure("fatal"),
    failure("fatal"),
    failure("refused"),
    failure("fatal"),
    failure("length"),
  ]);
  const model = openScripted(server, clock);
  for (let attempt = 1; attempt <= 7; attempt += 1) await model.complete({ ...QUESTION, attempt }, stillContext(clock));
  expect(server.asked).toHaveLength(7);
  expect(model.ended()).toBeNull();
});
