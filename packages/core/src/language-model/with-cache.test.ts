import { describe, expect, it } from "vitest";
import type { ModelRequest } from "../contracts/index.js";
import { createFixedClock } from "../testing/fixed-clock.js";
import { cacheKey } from "./cache-key.js";
import type { Recordings } from "./recording.js";
import { ANSWER, BUSY, failure, memoryCache, openScripted, QUESTION, scripted, stillContext } from "./testing.js";

function folder(): Recordings & { readonly files: Map<string, string> } {
  const files = new Map<string, string>();
  return {
    files,
    read: async (name) => files.get(name) ?? null,
    write: async (name, text) => {
      files.set(name, text);
    },
  };
}

const clock = createFixedClock();
const ctx = stillContext(clock);
const SECRET = `sk-proj-${"a1B2c3D4".repeat(5)}`;

describe("auto", () => {
  it("asks nothing twice, in this run or the next", async () => {
    const cache = memoryCache();
    const server = scripted([ANSWER]);
    const first = openScripted(server, clock, { cache });
    expect(await first.complete(QUESTION, ctx)).toMatchObject({ source: "server" });
    expect(await first.complete({ ...QUESTION, account: "c2" }, ctx)).toMatchObject({ text: "fine", source: "memory" });
    const second = openScripted(server, clock, { cache });
    expect(await second.complete(QUESTION, ctx)).toMatchObject({ text: "fine", source: "disk" });
    expect(second.spent()).toMatchObject({ requests: 1, cached: 1, tries: 0, inputTokens: 0 });
    expect(server.asked).toHaveLength(1);
  });

  it("sends what is asked twice at the same time once", async () => {
    const server = scripted([ANSWER]);
    const model = openScripted(server, clock);
    const answers = await Promise.all([model.complete(QUESTION, ctx), model.complete(QUESTION, ctx)]);
    expect(answers.map((one) => one.ok && one.source)).toEqual(["server", "memory"]);
    expect(server.asked).toHaveLength(1);
  });

  it.each<[string, Partial<ModelRequest>]>([
    ["another attempt", { attempt: 2 }],
    ["another model", { model: "other" }],
    ["another knob", { parameters: { temperature: 0.5 } }],
    ["another form", { answer: { name: "tests", schema: {} } }],
    ["another limit", { maxOutputTokens: 100 }],
    ["another turn", { messages: [...QUESTION.messages.slice(0, 1), { role: "user", text: "y" }] }],
  ])("asks again for %s", (_, change) => {
    expect(cacheKey({ ...QUESTION, ...change }, "s")).not.toBe(cacheKey(QUESTION, "s"));
  });

  it("does not ask again for the sake of who pays, what for, and where it is kept", () => {
    const same = { purpose: "p", account: "a", promptCacheKey: "k", parameters: {} };
    expect(cacheKey({ ...QUESTION, ...same }, "s")).toBe(cacheKey(QUESTION, "s"));
    expect(cacheKey(QUESTION, "other server")).not.toBe(cacheKey(QUESTION, "s"));
  });

  it.each([failure("length"), failure("refused"), BUSY])("keeps no failure: %j", async (line) => {
    const cache = memoryCache();
    await openScripted(scripted([line]), clock, { cache }).complete(QUESTION, ctx);
    expect(cache.entries.size).toBe(0);
  });

  it("takes a damaged entry, or one of another question, for none", async () => {
    const cache = memoryCache();
    await openScripted(scripted([ANSWER]), clock, { cache }).complete(QUESTION, ctx);
    const [[key = "", whole = ""] = []] = [...cache.entries];
    for (const text of [
      whole.slice(0, -20),
      "null",
      "{}",
      whole.replace(/"key": "./, '"key": "z'),
      whole.replace('"stop"', '"length"'),
    ]) {
      cache.entries.set(key, text);
      const server = scripted([ANSWER]);
      expect(await openScripted(server, clock, { cache }).complete(QUESTION, ctx)).toMatchObject({ source: "server" });
    }
  });
});

describe("record and replay", () => {
  it("keeps answers as files, and answers from them without a server", async () => {
    const recordings = folder();
    await openScripted(scripted([ANSWER]), clock, { cacheMode: "record", recordings }).complete(QUESTION, ctx);
    const [[name = "", text = ""] = []] = [...recordings.files];
    expect(name).toMatch(/^src-a-py-total-1-[0-9a-f]{12}\.json$/);
    expect(JSON.parse(text)).toMatchObject({
      request: QUESTION,
      answer: { text: "fine", usage: { inputTokens: 100 } },
    });
    const nobody = scripted([failure("fatal")]);
    const replay = openScripted(nobody, clock, {
      cacheMode: "replay",
      recordings,
      connection: { api: "chat", baseUrl: "http://x", env: {}, options: {} },
    });
    expect(await replay.complete(QUESTION, ctx)).toMatchObject({ ok: true, text: "fine", source: "recording" });
    expect(await replay.complete({ ...QUESTION, attempt: 2 }, ctx)).toMatchObject({
      kind: "replay-miss",
      problem: { message: /Nothing is recorded for src\/a\.py: total \(attempt 2\)/ },
    });
    expect(replay.ended()).toBeNull();
    expect(nobody.asked).toHaveLength(0);
  });

  it("records again only what is not recorded", async () => {
    const recordings = folder();
    const server = scripted([ANSWER]);
    const open = () => openScripted(server, clock, { cacheMode: "record", recordings });
    await open().complete(QUESTION, ctx);
    await open().complete(QUESTION, ctx);
    await open().complete({ ...QUESTION, attempt: 2 }, ctx);
    expect(server.asked).toHaveLength(2);
    expect(recordings.files.size).toBe(2);
  });
});

it("off keeps nothing and asks every time", async () => {
  const [cache, recordings, server] = [memoryCache(), folder(), scripted([ANSWER])];
  const model = openScripted(server, clock, { cacheMode: "off", cache, recordings });
  await model.complete(QUESTION, ctx);
  await model.complete(QUESTION, ctx);
  expect(server.asked).toHaveLength(2);
  expect(cache.entries.size + recordings.files.size).toBe(0);
});

it("lets no secret through to server, cache or recording, be it in the question, the answer, or the user's own settings", async () => {
  const [cache, recordings] = [memoryCache(), folder()];
  const server = scripted([{ ...ANSWER, text: `use ${SECRET}` } as typeof ANSWER]);
  const connection = { api: "auto", apiKey: "not-like-a-key-at-all", env: {}, options: {} } as const;
  const question = {
    ...QUESTION,
    purpose: `about ${SECRET}`,
    messages: [{ role: "user" as const, text: `a = "${SECRET}"; b = "${SECRET}"; c = "not-like-a-key-at-all"` }],
  };
  for (const cacheMode of ["auto", "record"] as const) {
    const model = openScripted(server, clock, {
      cache,
      recordings,
      cacheMode,
      connection,
      prompt: async (text) => `${text} ${SECRET}`,
    });
    expect(await model.complete(question, ctx)).toMatchObject({ text: "use [secret:openai#1]" });
  }
  expect(server.asked[0]?.messages[0]?.text).toBe(
    'a = "[secret:openai#1]"; b = "[secret:openai#1]"; c = "[secret:known#1]" [secret:openai#1]',
  );
  const kept = JSON.stringify([...cache.entries, ...recordings.files, server.asked]);
  for (const canary of [SECRET, "not-like-a-key-at-all"]) expect(kept).not.toContain(canary);
});
