import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { chatAnswer, responsesAnswer } from "./answer-events.js";
import { sendAnswer } from "./send-answer.js";
import type { ModelServerOptions, ServerFault, ServerReply, ServerRequest } from "./server-script.js";

/** A server that speaks as OpenAI's does, on this machine, answering from a script. */
export interface ModelServer {
  /** `http://127.0.0.1:<port>/v1`. */
  readonly baseUrl: string;
  /** Everything it was asked, in order. */
  readonly requests: readonly ServerRequest[];
  /** Ends it with every open connection. */
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback. Close it, also when the test fails. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { reply = () => ({ text: "ok" }), onHang = () => undefined } = options;
  const requests: ServerRequest[] = [];
  const server = createServer((incoming, response) => {
    response.on("error", () => undefined);
    void readRequest(incoming).then(async (request) => {
      requests.push(request);
      await answer(request, reply(request, requests.length - 1), response, onHang);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, requests, close: () => closeServer(server) };
}

/** Starts a server, uses it, and closes it whatever happens. */
export async function withModelServer<T>(
  options: ModelServerOptions,
  use: (server: ModelServer) => Promise<T>,
): Promise<T> {
  const server = await startModelServer(options);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

async function answer(
  request: ServerRequest,
  reply: ServerReply,
  response: ServerResponse,
  onHang: () => void,
): Promise<void> {
  if ("fault" in reply) return sendFault(reply, response, onHang);
  if (request.api === "unknown") return sendFault({ fault: "status", status: 404 }, response, onHang);
  const model = String(request.body?.model ?? "unknown");
  const wire = request.api === "chat" ? chatAnswer(reply, model) : responsesAnswer(reply, model);
  const { transport = null, headers = {} } = reply;
  await sendAnswer(response, wire, { stream: request.stream, transport, headers, onHang });
}

function sendFault(fault: ServerFault, response: ServerResponse, onHang: () => void): void {
  switch (fault.fault) {
    case "reset":
      response.destroy();
      return;
    case "hang":
      setImmediate(onHang);
      return;
    case "empty":
      response.writeHead(200).end();
      return;
    case "huge":
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"padding":"');
      for (let sent = 0; sent < fault.megabytes && !response.destroyed; sent += 1)
        response.write(Buffer.alloc(1024 * 1024, 97));
      response.end('"}');
      return;
    default: {
      const { status, headers = {}, body = usualError(status) } = fault;
      const isText = typeof body === "string";
      response.writeHead(status, { "content-type": isText ? "text/html" : "application/json", ...headers });
      response.end(isText ? body : JSON.stringify(body));
    }
  }
}

function usualError(status: number): object {
  return { error: { message: `scripted status ${status}`, type: "scripted", param: null, code: null } };
}

async function readRequest(incoming: IncomingMessage): Promise<ServerRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const { method = "", url: path = "", headers } = incoming;
  let body: ServerRequest["body"] = null;
  try {
    body = JSON.parse(Buffer.concat(parts).toString("utf8")) as ServerRequest["body"];
  } catch {
    // What is no JSON shows as null.
  }
  const name = path.split("?")[0] ?? "";
  const api = name.endsWith("/chat/completions") ? "chat" : name.endsWith("/responses") ? "responses" : "unknown";
  return { api, method, path, headers, body, stream: body?.stream === true };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
