import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ModelProvider, ModelRequest, ModelResponse, Plugin } from "../../packages/core/dist/index.js";

/** A server over real HTTP that answers with text, the plugin that talks to it, and all it was sent. */
export interface SmallServer {
  readonly plugin: Plugin;
  readonly received: readonly string[];
  close(): Promise<void>;
}

/** What a model says to a question; a number is the status of a failure. */
export type Answerer = (question: string, at: number) => string | number;

/** Starts one. */
export async function startServer(answer: Answerer): Promise<SmallServer> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      received.push(body);
      const said = answer(body, received.length - 1);
      response.statusCode = typeof said === "number" ? said : 200;
      response.end(typeof said === "number" ? "" : JSON.stringify({ text: said }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const provider: ModelProvider = {
    id: "small",
    variables: [],
    open: () => ({
      async complete(request: ModelRequest, ctx): Promise<ModelResponse> {
        const body = JSON.stringify({ messages: request.messages });
        const answered = await ctx.http.fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, signal: ctx.signal });
        if (!answered.ok) {
          const kind = answered.status === 401 ? "credentials" : "fatal";
          return { ok: false, kind, problem: { code: `status-${answered.status}`, message: `the server said ${answered.status}` } };
        }
        const { text } = (await answered.json()) as { readonly text: string };
        const usage = { inputTokens: Math.ceil(body.length / 4), outputTokens: Math.ceil(text.length / 4) };
        return { ok: true, text, usage, rung: "text", finish: "stop" };
      },
    }),
  };
  return {
    plugin: { name: "autotest-model-small", version: "1.0.0", apiVersion: 1, models: [provider] },
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
