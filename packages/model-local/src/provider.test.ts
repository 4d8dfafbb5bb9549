import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelConnection, ModelRequest, ModelResponse } from "@autotest/core";
import { modelContext, sampleRequest } from "@autotest/core/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkOptions } from "./check-options.js";
import { createFakePeer } from "./fake-peer.js";
import { createLocal, local } from "./index.js";
import type { Peer } from "./peer.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "autotest-local-"));
  file = join(folder, "small.gguf");
  writeFileSync(file, "GGUF and so on");
});
afterEach(() => rmSync(folder, { recursive: true }));

const CONNECTION: ModelConnection = { api: "auto", env: {}, options: { gpu: false, threads: 1 } };

/** Asks so many times at once, closes, and gives back what came. */
async function ask(peer: Peer, requests: readonly Partial<ModelRequest>[]): Promise<readonly ModelResponse[]> {
  const model = createLocal(async () => peer).open(CONNECTION);
  const asked = requests.map((more) => model.complete(sampleRequest({ model: file, ...more }), modelContext()));
  const responses = await Promise.all(asked);
  await model.close?.();
  return responses;
}

it("loads once, answers one after the other in contexts as large as their questions, and frees everything", async () => {
  const peer = createFakePeer();
  await ask(peer, [{}, { maxOutputTokens: 100, attempt: 2, parameters: { temperature: 0.5 } }]);
  expect(peer.calls).toEqual([
    "llama on processors, 1 threads",
    "load model",
    "grammar",
    "context 618, 1 threads",
    "answer 500 at 0, seed 1",
    "dispose chat",
    "dispose context",
    "context 218, 1 threads",
    "answer 100 at 0.5, seed 2",
    "dispose chat",
    "dispose context",
    "dispose llama",
  ]);
});

it("loads nothing before the first question", async () => {
  const peer = createFakePeer();
  await ask(peer, []);
  expect(peer.calls).toEqual([]);
});

it("gives an answer the room that is left", async () => {
  const peer = createFakePeer();
  const text = "word".repeat(1_500);
  const [response] = await ask(peer, [{ messages: [{ role: "user", text }], maxOutputTokens: 2_500 }]);
  expect(response).toMatchObject({ ok: true, rung: "json-schema", servedBy: "small.gguf" });
  expect(peer.calls).toContain("context 2048, 1 threads");
});

it("answers without a form in words", async () => {
  const { answer: _, ...request } = sampleRequest();
  const model = createLocal(async () => createFakePeer()).open(CONNECTION);
  expect(await model.complete({ ...request, model: file }, modelContext())).toMatchObject({
    text: "Some words.",
    rung: "text",
  });
  await model.close?.();
});

describe("fails, and says how", () => {
  it("with too little memory: ask with less", async () => {
    const [response] = await ask(createFakePeer(undefined, 300), [{}]);
    expect(response).toMatchObject({ kind: "cut-context", problem: { code: "no-memory" } });
  });

  it.each([
    ["nothing at all", "", "empty-answer"],
    ["what is no JSON", "{ tests", "no-form"],
  ])("with %s: asking again is no use", async (_, text, code) => {
    const [response] = await ask(
      createFakePeer(() => text),
      [{}],
    );
    expect(response).toMatchObject({ kind: "refused", problem: { code }, usage: { inputTokens: 54 } });
  });

  it("with what the native code throws", async () => {
    const peer = createFakePeer(() => {
      throw new Error("decode <failed>\nat line 3");
    });
    const [response] = await ask(peer, [{}]);
    expect(response).toMatchObject({ kind: "fatal", problem: { message: "llama.cpp failed: decode failed>" } });
    expect(peer.calls).toContain("dispose context");
  });

  it("with a peer that does not load here, for the whole run", async () => {
    const model = createLocal(async () => Promise.reject(new Error("wrong ELF class"))).open(CONNECTION);
    expect(await model.complete(sampleRequest({ model: file }), modelContext())).toMatchObject({
      kind: "unavailable",
      problem: { code: "broken-peer", message: "node-llama-cpp cannot be loaded: wrong ELF class" },
    });
    await model.close?.();
  });
});

// Nobody installs it here: it is no dependency of this repository.
describe("without node-llama-cpp", () => {
  const PROBLEM = { code: "missing-peer", hint: /^run: npm install --save-dev node-llama-cpp/ };

  it("says what to install, instead of answering", async () => {
    const model = local.open(CONNECTION);
    expect(await model.complete(sampleRequest({ model: file }), modelContext())).toMatchObject({
      kind: "unavailable",
      problem: { ...PROBLEM, hint: expect.stringMatching(PROBLEM.hint) },
    });
    await model.close?.();
  });

  it("tells doctor", () => {
    expect(local.check?.(CONNECTION, file)).toMatchObject({ ...PROBLEM, hint: expect.stringMatching(PROBLEM.hint) });
  });
});

describe("looks at the file before anything is loaded", () => {
  const { check, describe: tell } = createLocal(async () => createFakePeer());

  it("says how large it is", () => {
    writeFileSync(file, `GGUF${"x".repeat(2_600_000)}`);
    expect(check?.(CONNECTION, file)).toBeNull();
    expect(tell?.(CONNECTION, file)).toBe("3 MB");
  });

  it.each([
    ["a file that is not there", () => join(folder, "none.gguf"), "no-model-file"],
    ["a folder", () => folder, "no-model-file"],
    ["a path that is not whole", () => "models/small.gguf", "no-model-file"],
    ["another kind of file", () => join(folder, "other.bin"), "no-gguf"],
  ])("refuses %s", (_, path, code) => {
    writeFileSync(join(folder, "other.bin"), "PK");
    expect(check?.(CONNECTION, path())).toMatchObject({ code, hint: expect.any(String) });
    expect(tell?.(CONNECTION, path())).toBeNull();
  });
});

it("says what is wrong with its settings", () => {
  expect(checkOptions({ gpu: false, threads: 2 })).toEqual([]);
  expect(checkOptions({ gpu: "cuda", threads: 0, context: 1 })).toEqual([
    { key: "gpu", message: "must be true or false" },
    { key: "threads", message: "must be a whole number from 1" },
    { key: "context", message: "unknown key; known keys: gpu, threads" },
  ]);
});
