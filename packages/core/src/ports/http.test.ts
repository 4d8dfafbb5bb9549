import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createHttp } from "./http.js";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("sends method, headers and body, and gives back status, headers and body", async () => {
  const url = await listen((request, response) => {
    request.setEncoding("utf8");
    let body = "";
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      response.writeHead(418, { "x-seen": `${request.method} ${request.headers["x-a"]}` });
      response.end(`got ${body}`);
    });
  });
  const response = await createHttp().fetch(url, { method: "POST", headers: { "x-a": "b" }, body: "text" });
  expect([response.status, response.headers.get("x-seen"), await response.text()]).toEqual([418, "POST b", "got text"]);
});

it("never carries a request to another server, nor turns it into another", async () => {
  const seen: string[] = [];
  const elsewhere = await listen((request, response) => {
    seen.push(String(request.headers.authorization));
    response.end("stolen");
  });
  const url = await listen((request, response) => {
    const [, status, target = ""] = /^\/(\d+)\/(.*)$/.exec(request.url ?? "") ?? [];
    if (status === undefined) response.end(`${request.method} arrived`);
    else response.writeHead(Number(status), { location: decodeURIComponent(target) }).end();
  });
  const ask = (path: string) =>
    createHttp().fetch(`${url}${path}`, { method: "POST", headers: { authorization: "Bearer k" }, body: "{}" });
  for (const status of [301, 302, 303, 307, 308])
    await expect(ask(`/${status}/${encodeURIComponent(elsewhere)}`)).rejects.toMatchObject({
      code: "redirect-refused",
    });
  await expect(ask("/302/%2Fthere")).rejects.toMatchObject({ code: "redirect-refused" });
  await expect(ask("/307/%2F307%2F%252F307%252F%25252F307%25252Fx")).rejects.toMatchObject({
    code: "redirect-refused",
  });
  expect(await (await ask("/307/%2Fthere")).text()).toBe("POST arrived");
  expect(seen).toEqual([]);
});

it("cuts a body off that is too long", async () => {
  const url = await listen((_, response) => {
    response.on("error", () => undefined);
    for (let sent = 0; sent < 5; sent += 1) response.write(Buffer.alloc(1024 * 1024, 97));
    response.end();
  });
  const response = await createHttp().fetch(url);
  await expect(response.text()).rejects.toMatchObject({ code: "body-too-large" });
});
