import { expect, it } from "vitest";
import { classifyError, type ErrorContext } from "./classify-error.js";
import { serverFacts } from "./server-facts.js";
import { createMemory } from "./server-memory.js";

function context(baseUrl: string): ErrorContext {
  const known = serverFacts({ baseUrl, apiKey: "the-key-itself", api: "auto", env: {}, options: {} }, "m");
  if (!known.ok) throw new Error(known.message);
  const { facts, key, keyFrom } = known;
  const memory = createMemory(facts, { stream: true, structured: "auto" });
  return { facts, memory, key, keyFrom, model: "m", now: 0 };
}

/** As the SDK wraps what `fetch` rejects with. */
function wrapped(code: string): Error {
  const system = Object.assign(new Error(`system says ${code}`), { code });
  return new Error("Connection error.", { cause: new TypeError("fetch failed", { cause: system }) });
}
const FAR = "https://llm.example.com/v1";

it.each<[string, string, string, string]>([
  ["ENOTFOUND", FAR, "retry", "no-such-host"],
  ["EAI_AGAIN", FAR, "retry", "no-such-host"],
  ["ECONNRESET", FAR, "retry", "connection"],
  ["UND_ERR_SOCKET", FAR, "retry", "connection"],
  ["ECONNREFUSED", FAR, "retry", "connection"],
  ["ECONNREFUSED", "http://localhost:11434/v1", "unavailable", "server-not-running"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", FAR, "unavailable", "certificate"],
  ["CERT_HAS_EXPIRED", FAR, "unavailable", "certificate"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", FAR, "unavailable", "certificate"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", FAR, "retry", "connection"],
  ["redirect-refused", FAR, "unavailable", "redirect-refused"],
  ["body-too-large", FAR, "fatal", "too-large"],
  ["offline", FAR, "unavailable", "offline"],
])("%s at %s is %s, %s", (code, baseUrl, kind, word) => {
  expect(classifyError(wrapped(code), context(baseUrl))).toMatchObject({ kind, problem: { code: word } });
});

it("one address that refuses among several is a refusal too", () => {
  const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED" });
  const both = Object.assign(new AggregateError([refused, refused]), { code: "ECONNREFUSED" });
  const error = new Error("Connection error.", { cause: new TypeError("fetch failed", { cause: both }) });
  expect(classifyError(error, context("http://localhost:8080/v1"))).toMatchObject({
    kind: "unavailable",
    problem: { hint: "start the server: llama-server -m <file.gguf>" },
  });
});

it("says in one line what the server said, without markup, escapes and keys", () => {
  const error = Object.assign(
    new Error("401 bad\n\u001b[31m<b>key</b> the-key-itself and Bearer aB3dE5fG7hJ9kL1mN2pQ"),
    {
      status: 401,
      headers: new Headers(),
    },
  );
  expect(classifyError(error, context(FAR)).problem.message).toBe(
    "llm.example.com answered 401: bad [31m key [secret:known#1] and Bearer [secret:bearer#1].",
  );
});

it.each([
  ["Unsupported value: 'reasoning.effort' does not support 'low'", "step-down"],
  ["tools are not supported", "fatal"],
  ["This model's maximum context length is 4096 tokens", "cut-context"],
  ["The response was filtered due to the prompt triggering content management policy", "refused"],
  ["Invalid schema for response_format 'tests'", "step-down"],
])("status 400, %j is %s", (message, kind) => {
  const error = Object.assign(new Error(message), { status: 400, headers: new Headers() });
  expect(classifyError(error, context(FAR)).kind).toBe(kind);
});
