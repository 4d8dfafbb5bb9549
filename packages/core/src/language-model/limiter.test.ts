import { describe, expect, it } from "vitest";
import type { ModelContext, ModelResponse } from "../contracts/index.js";
import { createFixedClock } from "../testing/fixed-clock.js";
import { createLimiter } from "./limiter.js";
import { readRetryAfter, readSpan } from "./read-delay.js";
import { ANSWER, failure, openScripted, QUESTION, scripted, stillContext } from "./testing.js";
import { withDeadline } from "./with-deadline.js";

const NONE = new Headers();
const going = new AbortController().signal;

describe("a limiter", () => {
  it("lets so many in at once, the others in the order they came", async () => {
    const limiter = createLimiter(2, createFixedClock());
    const order: number[] = [];
    const leaves: (() => void)[] = [];
    for (const at of [1, 2, 3, 4])
      void limiter.enter(going).then((leave) => {
        order.push(at);
        leaves.push(leave);
      });
    await Promise.resolve();
    await new Promise(setImmediate);
    expect(order).toEqual([1, 2]);
    leaves[0]?.();
    leaves[0]?.();
    await new Promise(setImmediate);
    expect(order).toEqual([1, 2, 3]);
  });

  it("halves after a 429, down to one, and grows by one after ten answers, up to where it began", () => {
    const limiter = createLimiter(4, createFixedClock());
    const widths = [429, 429, 429].map((status) => {
      limiter.hear(status, NONE);
      return limiter.width();
    });
    expect(widths).toEqual([2, 1, 1]);
    for (let answers = 0; answers < 9; answers += 1) limiter.hear(200, NONE);
    expect(limiter.width()).toBe(1);
    for (let answers = 0; answers < 50; answers += 1) limiter.hear(200, NONE);
    expect(limiter.width()).toBe(4);
  });

  it("waits as long as the server says, for everybody", async () => {
    const clock = createFixedClock();
    const limiter = createLimiter(4, clock);
    await limiter.ready(going);
    limiter.hear(429, new Headers({ "retry-after": "7" }));
    await limiter.ready(going);
    limiter.hear(200, new Headers({ "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "1m2s" }));
    limiter.hear(200, new Headers({ "x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "9h" }));
    await limiter.ready(going);
    expect(clock.sleeps).toEqual([7_000, 62_000]);
  });

  it("lets go of a place nobody waits for any more", async () => {
    const limiter = createLimiter(1, createFixedClock());
    const leave = await limiter.enter(going);
    const controller = new AbortController();
    const waiting = limiter.enter(controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    leave();
    expect(await limiter.enter(going)).toBeTypeOf("function");
  });

  it("bounds the questions under way at once", async () => {
    const clock = createFixedClock();
    let inside = 0;
    let most = 0;
    const slow = async (): Promise<ModelResponse> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
      return ANSWER;
    };
    const model = openScripted(scripted([slow]), clock, { parallel: 3 });
    const ask = (attempt: number) => model.complete({ ...QUESTION, attempt }, stillContext(clock));
    await Promise.all(Array.from({ length: 12 }, (_, at) => ask(at)));
    expect(most).toBe(3);
  });
});

it.each([
  [{ "retry-after-ms": "250", "retry-after": "9" }, 250],
  [{ "retry-after": "12" }, 12_000],
  [{ "retry-after": "Tue, 14 Nov 2023 22:13:50 GMT" }, 30_000],
  [{ "retry-after": "Tue, 14 Nov 2023 22:13:00 GMT" }, 0],
  [{ "retry-after": "soon" }, null],
  [{}, null],
])("reads the server's wish %j as %s ms", (headers, expected) => {
  expect(readRetryAfter(new Headers(headers), 1_700_000_000_000)).toBe(expected);
});

it.each([
  ["1s", 1000],
  ["6m0s", 360_000],
  ["20ms", 20],
  ["1h2m3.5s", 3_723_500],
  ["2", 2000],
  ["", null],
  ["x1s", null],
])("reads the span %j as %s ms", (text, expected) => {
  expect(readSpan(text)).toBe(expected);
});

describe("silence", () => {
  const LIMITS = { firstMs: 60_000, idleMs: 30_000 };
  /** A server whose body the test writes; the clock moves when the test says. */
  function open(onFetch: (clock: ReturnType<typeof createFixedClock>) => Promise<Response>) {
    const ctx = stillContext();
    const http: ModelContext["http"] = { fetch: () => onFetch(ctx.clock) };
    const model = withDeadline(
      scripted([
        async ({ http: watched, signal }) => {
          try {
            const response = await watched.fetch("http://localhost");
            for await (const _ of response.body ?? []) signal.throwIfAborted();
            return ANSWER;
          } catch {
            return failure("aborted");
          }
        },
      ]),
      LIMITS,
    );
    return () => model.complete(QUESTION, { ...ctx, http });
  }
  const hangs = new Promise<never>(() => undefined);

  it("before the answer begins ends the try, and nothing was paid for", async () => {
    const ask = open((clock) => {
      setImmediate(() => clock.advance(60_000));
      return hangs;
    });
    expect(await ask()).toMatchObject({ kind: "retry", problem: { code: "timeout" }, hadOutput: false });
  });

  it("in the middle of the answer ends it too, and it counts as paid for", async () => {
    const ask = open(async (clock) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array([1]));
          setTimeout(() => clock.advance(30_000), 20);
        },
      });
      return new Response(body);
    });
    expect(await ask()).toMatchObject({ kind: "retry", problem: { code: "timeout" }, hadOutput: true });
  });

  it("that keeps being broken does not", async () => {
    const ask = open(async (clock) => {
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          clock.advance(20_000);
          sent += 1;
          if (sent > 8) controller.close();
          else controller.enqueue(new Uint8Array([sent]));
        },
      });
      return new Response(body);
    });
    expect(await ask()).toEqual(ANSWER);
  });
});
