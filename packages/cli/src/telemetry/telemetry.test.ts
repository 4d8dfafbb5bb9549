import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type CliResult, createProject, runCli, type TestProject } from "../fixtures/run-cli.js";
import type { TelemetryDocument } from "../output/json/telemetry-schema.js";
import { VERSION } from "../version.js";
import { keepRun, pendingRuns } from "./pending.js";
import { sendPending } from "./send-pending.js";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A real server that says what it got; `status` is what it answers. */
async function listen(status = 204) {
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      response.writeHead(status).end();
      server.emit("told", { method: request.method, body, headers: request.headers });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  const told = async (): Promise<{ readonly method: string; readonly body: string; readonly headers: object }> =>
    (await once(server, "told"))[0];
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/counts`, told };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part as string;
  return text;
}

function setUp(): { readonly home: TestProject; readonly run: (words: string, env?: object) => Promise<CliResult> } {
  const home = createProject();
  const project = createProject({
    "pyproject.toml": '[project]\nname = "secret-name"\nversion = "1"\n',
    "hidden_words.py": "def f(a: int) -> int:\n    if a > 3:\n        return 1\n    return 0\n",
  });
  closers.push(home.remove, project.remove);
  const run = (words: string, env: object = {}) =>
    runCli(words.split(" "), { cwd: project.root, env: { HOME: home.root, ...env } });
  return { home, run };
}

const stateOf = (result: CliResult): TelemetryDocument["telemetry"] =>
  (JSON.parse(result.stdout) as TelemetryDocument).telemetry;

test("nothing is counted or kept unless somebody says so", async () => {
  const { home, run } = setUp();
  // Newer versions of Node keep compiled code for every command.
  const env = { NODE_DISABLE_COMPILE_CACHE: "1" };
  expect((await run("plugins", env)).code).toBe(0);
  expect((await run("telemetry status", env)).stdout).toContain(
    "telemetry is off: nothing is counted, nothing is sent",
  );
  expect(readdirSync(home.root)).toEqual([]);
});

test("a run is counted, shown, and sent exactly as shown", async () => {
  const { url, told } = await listen();
  const { run } = setUp();
  const on = await run("telemetry on");
  expect(on.stdout).toContain('"languages": {\n        "python": 3\n      }');
  expect(on.stdout).toContain("telemetry is on; nothing is sent: there is no endpoint; 0 runs waiting");
  expect((await run("generate --dry-run")).code).toBe(0);
  const shown = (await run("telemetry show")).stdout;
  expect(JSON.parse(shown)).toEqual({
    schemaVersion: 1,
    runs: [
      {
        autotest: VERSION,
        command: "generate",
        languages: { python: 1 },
        tests: expect.any(Number),
        coverageGained: { lines: expect.any(Number), branches: 2 },
      },
    ],
  });
  expect(shown).not.toMatch(/hidden|secret|dry-run/);

  expect(stateOf(await run(`telemetry on --endpoint ${url} --json`))).toMatchObject({
    on: true,
    endpoint: url,
    pending: 1,
  });
  const sent = told();
  expect((await run("init --dry-run --yes")).code).toBe(0);
  const { method, body } = await sent;
  expect(method).toBe("POST");
  const [first, second] = (JSON.parse(body) as { readonly runs: readonly object[] }).runs;
  expect({ schemaVersion: 1, runs: [first] }).toEqual(JSON.parse(shown));
  expect(second).toMatchObject({ command: "init", languages: {}, tests: 0 });
});

test.each([
  ["DO_NOT_TRACK", { DO_NOT_TRACK: "1" }],
  ["CI", { CI: "true" }],
])("%s wins over what was said", async (name, env) => {
  const { run } = setUp();
  await run("telemetry on");
  await run("plugins", env);
  expect(stateOf(await run("telemetry status --json", env))).toMatchObject({ on: true, forbiddenBy: name, pending: 0 });
  expect((await run("telemetry status", env)).stdout).toContain(
    `nothing is counted or sent here all the same: ${name} is set`,
  );
  await run("plugins", { DO_NOT_TRACK: "0" });
  expect(stateOf(await run("telemetry status --json"))).toMatchObject({ forbiddenBy: null, pending: 1 });
});

test("off forgets everything", async () => {
  const { home, run } = setUp();
  await run("telemetry on");
  await run("plugins");
  expect(stateOf(await run("telemetry off --json"))).toEqual({
    on: false,
    endpoint: null,
    forbiddenBy: null,
    pending: 0,
    body: null,
  });
  expect(existsSync(join(home.root, ".config", "autotest", "telemetry"))).toBe(false);
});

test("a run neither fails nor says anything when counting cannot work", async () => {
  const { home, run } = setUp();
  await run("telemetry on --endpoint http://127.0.0.1:9/nobody");
  const usual = await run("plugins --quiet");
  expect([usual.code, usual.stderr]).toEqual([0, ""]);
  const folder = join(home.root, ".config", "autotest", "telemetry");
  writeFileSync(join(folder, "choice.json"), "{ not json");
  expect((await run("plugins --quiet")).stderr).toBe("");
  expect((await run("telemetry status")).stdout).toContain("telemetry is off");
});

test("what a server did not take waits; what it took is forgotten; what is too much makes room", async () => {
  const folder = join(createFolder(), "telemetry");
  const counts = {
    autotest: "1",
    command: "generate",
    languages: {},
    tests: 0,
    coverageGained: { lines: 0, branches: 0 },
  };
  for (let tests = 0; tests < 103; tests += 1) keepRun({ ...counts, tests }, folder);
  expect(pendingRuns(folder)).toHaveLength(100);
  await sendPending(folder, "http://127.0.0.1:9/nobody");
  const refusing = await listen(500);
  await sendPending(folder, refusing.url);
  expect(pendingRuns(folder)).toHaveLength(100);
  const taking = await listen();
  await sendPending(folder, taking.url);
  expect(pendingRuns(folder)).toEqual([]);
});

test.each(["http://example.com/counts", "ftp://localhost/", "nowhere"])("%s is no address for counts", async (url) => {
  const { run } = setUp();
  const result = await run(`telemetry on --endpoint ${url}`);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(`not an address to send counts to: ${url}`);
  expect(stateOf(await run("telemetry status --json")).on).toBe(false);
});

function createFolder(): string {
  const { root, remove } = createProject();
  closers.push(remove);
  mkdirSync(root, { recursive: true });
  return root;
}
