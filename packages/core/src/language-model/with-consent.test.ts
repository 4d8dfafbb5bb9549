import { expect, it } from "vitest";
import { createFixedClock } from "../testing/fixed-clock.js";
import type { OpenModelOptions } from "./open-model.js";
import { ANSWER, openScripted, QUESTION, scripted, stillContext } from "./testing.js";
import type { Spending } from "./with-consent.js";

/** A model whose person says `yes` or no; `ask` sends so many questions, one after the other. */
function open(yes: boolean, price?: OpenModelOptions["price"]) {
  const clock = createFixedClock();
  const server = scripted([ANSWER]);
  const asked: Spending[] = [];
  const consent = async (spending: Spending): Promise<boolean> => {
    asked.push(spending);
    return yes;
  };
  const model = openScripted(server, clock, { consent, ...(price ? { price } : {}) });
  let attempt = 0;
  const next = () => model.complete({ ...QUESTION, attempt: ++attempt }, stillContext(clock));
  const ask = async (times: number) => {
    for (let time = 0; time < times; time += 1) await next();
  };
  return { server, model, asked, ask, next };
}

it("asks a person once, before the 51st question, and goes on", async () => {
  const { server, asked, ask } = open(true);
  await ask(50);
  expect(asked).toEqual([]);
  await ask(30);
  expect(asked).toEqual([{ questions: 51, usd: null }]);
  expect(server.asked).toHaveLength(80);
});

it("spends nothing more when the answer is no", async () => {
  const { server, model, asked, ask, next } = open(false);
  await ask(50);
  expect(await next()).toMatchObject({ kind: "budget", problem: { code: "not-confirmed" } });
  await ask(5);
  expect(asked).toHaveLength(1);
  expect(server.asked).toHaveLength(50);
  expect(model.ended()).toMatchObject({ kind: "budget" });
});

it("counts in money what was spent and what the next question may take", async () => {
  // 150 tokens an answer cost 0.3 USD, and what may come back at most 0.4.
  const { server, asked, ask } = open(false, { input: 1_000, output: 4_000 / 2 });
  await ask(10);
  expect(server.asked.length).toBeGreaterThan(1);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.usd).toBeGreaterThan(1);
  expect(asked[0]?.usd).toBeLessThan(2);
});

it("waits with questions at the same time for the one answer, and does not count what comes from the cache", async () => {
  const { server, asked, ask, next } = open(true);
  await ask(49);
  await Promise.all([next(), next(), next(), next()]);
  expect(asked).toEqual([{ questions: 51, usd: null }]);
  expect(server.asked).toHaveLength(53);
});
