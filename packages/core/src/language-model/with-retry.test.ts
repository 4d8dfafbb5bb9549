import { describe, expect, it } from "vitest";
import { ANSWER, BUSY, failure, QUESTION, scripted, stillContext } from "./testing.js";
import { withRetry } from "./with-retry.js";

const POLICY = { tries: 5, deadlineMs: 120_000 };

describe("asks again", () => {
  it("after a failure that may pass, waiting longer each time, and takes the answer", async () => {
    const model = scripted([BUSY, BUSY, BUSY, BUSY, ANSWER]);
    const ctx = stillContext();
    expect(await withRetry(model, POLICY).complete(QUESTION, ctx)).toEqual(ANSWER);
    const { sleeps } = ctx.clock;
    expect(sleeps).toHaveLength(4);
    [500, 1000, 2000, 4000].forEach((ms, at) => {
      expect(sleeps[at]).toBeGreaterThanOrEqual(ms * 0.75);
      expect(sleeps[at]).toBeLessThanOrEqual(ms * 1.25);
    });
  });

  it("the same waits with the same seed, others for another question", async () => {
    const waits = async (purpose: string) => {
      const ctx = stillContext();
      await withRetry(scripted([BUSY]), POLICY).complete({ ...QUESTION, purpose }, ctx);
      return ctx.clock.sleeps;
    };
    expect(await waits("a")).toEqual(await waits("a"));
    expect(await waits("a")).not.toEqual(await waits("b"));
  });

  it("five times at most, and says so", async () => {
    const model = scripted([BUSY]);
    const response = await withRetry(model, POLICY).complete(QUESTION, stillContext());
    expect(response).toMatchObject({ kind: "retry", problem: { code: "busy", message: /try 5, the last/ } });
    expect(model.asked).toHaveLength(5);
  });

  it("when the server says", async () => {
    const ctx = stillContext();
    await withRetry(scripted([{ ...BUSY, retryAfterMs: 100_000 }, ANSWER]), POLICY).complete(QUESTION, ctx);
    expect(ctx.clock.sleeps).toEqual([100_000]);
  });

  it("at once when the provider does without something from now on, bounded as well", async () => {
    const ctx = stillContext();
    const model = scripted([failure("step-down"), failure("step-down"), ANSWER]);
    expect(await withRetry(model, POLICY).complete(QUESTION, ctx)).toEqual(ANSWER);
    expect(ctx.clock.sleeps).toEqual([]);
    const endless = scripted([failure("step-down")]);
    expect(await withRetry(endless, POLICY).complete(QUESTION, ctx)).toMatchObject({ kind: "retry" });
    expect(endless.asked).toHaveLength(5);
  });
});

describe("does not ask again", () => {
  it.each(["cut-context", "length", "refused", "credentials", "quota", "unknown-model", "budget", "fatal"] as const)(
    "after %s",
    async (kind) => {
      const model = scripted([failure(kind)]);
      expect(await withRetry(model, POLICY).complete(QUESTION, stillContext())).toMatchObject({ kind });
      expect(model.asked).toHaveLength(1);
    },
  );

  it("when the wait would pass the deadline", async () => {
    const model = scripted([{ ...BUSY, retryAfterMs: 70_000 }]);
    const ctx = stillContext();
    expect(await withRetry(model, POLICY).complete(QUESTION, ctx)).toMatchObject({ kind: "retry" });
    expect(ctx.clock.sleeps).toEqual([70_000]);
  });

  it("when the server wants to be left alone for longer than a run waits", async () => {
    const model = scripted([{ ...BUSY, retryAfterMs: 86_400_000 }]);
    const response = await withRetry(model, POLICY).complete(QUESTION, stillContext());
    expect(response).toMatchObject({ kind: "unavailable", problem: { message: /no request for 86400 s/ } });
    expect(model.asked).toHaveLength(1);
  });

  it("after the run was stopped, in a wait too", async () => {
    const controller = new AbortController();
    const stopped = async () => {
      controller.abort();
      return BUSY;
    };
    const model = scripted([stopped]);
    const ctx = stillContext(undefined, controller.signal);
    expect(await withRetry(model, POLICY).complete(QUESTION, ctx)).toMatchObject({ kind: "aborted" });
    expect(model.asked).toHaveLength(1);
  });
});

it("ends a try that outlives the deadline", async () => {
  const ctx = stillContext();
  const model = scripted([
    ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve(failure("aborted")));
        ctx.clock.advance(120_000);
      }),
  ]);
  const response = await withRetry(model, POLICY).complete(QUESTION, ctx);
  expect(response).toMatchObject({ kind: "retry", problem: { code: "timeout", message: /within 120 s/ } });
});
