import { expect, it } from "vitest";
import type { ModelFailure, ModelRequest } from "../contracts/index.js";
import { withTestContext } from "./create-test-context.js";
import { createFakeModel } from "./fake-model.js";
import { createFixedClock } from "./fixed-clock.js";

const REQUEST: ModelRequest = {
  model: "fake-model",
  purpose: "a.py",
  account: "c1",
  messages: [{ role: "user", text: "12345678" }],
  maxOutputTokens: 100,
  attempt: 1,
};

it("answers, keeps what it was asked, and counts by account", () =>
  withTestContext({}, async (context) => {
    const model = createFakeModel({ answer: ({ account }, index) => `${account}:${index}` });
    expect(await model.complete(REQUEST, context)).toMatchObject({ ok: true, text: "c1:0" });
    expect(await model.complete({ ...REQUEST, account: "c2" }, context)).toMatchObject({ ok: true, text: "c2:1" });
    expect(model.requests.map(({ account }) => account)).toEqual(["c1", "c2"]);
    expect(model.spent("c1")).toMatchObject({ requests: 1, inputTokens: 2, outputTokens: 1 });
    expect(model.spent()).toMatchObject({ requests: 2, inputTokens: 4 });
    expect(model.estimate(REQUEST)).toEqual({ inputTokens: 2, outputTokens: 100, usd: 102e-6 });
  }));

it("has ended after a failure that no other request would escape", () =>
  withTestContext({}, async (context) => {
    const quota: ModelFailure = { ok: false, kind: "quota", problem: { code: "quota", message: "none left" } };
    const model = createFakeModel({ answer: () => quota });
    expect(await model.complete(REQUEST, context)).toEqual(quota);
    expect(model.ended()).toEqual(quota);
    expect(await model.complete(REQUEST, context)).toEqual(quota);
    expect(model.requests).toHaveLength(1);
  }));

it("a fixed clock runs what is due when time passes, in order, and not what was called off", async () => {
  const clock = createFixedClock();
  const ran: string[] = [];
  clock.after(20, () => ran.push("late"));
  clock.after(10, () => ran.push("early"));
  clock.after(10, () => ran.push("never"))();
  await clock.sleep(5);
  expect(ran).toEqual([]);
  clock.advance(15);
  expect(ran).toEqual(["early", "late"]);
});
