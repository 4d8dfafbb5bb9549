import { startModelServer } from "@autotest/core/testing";
import { afterEach, expect, test } from "vitest";
import { type CliResult, createProject, runCli, type TestProject } from "./fixtures/run-cli.js";
import type { GenerateDocument } from "./output/json/documents.js";

/** An engine that asks the model once, and gives what came back as the reason why each goal stays open. */
const ASKER = `const engine = {
  id: "asker",
  async *propose({ model, goals }, ctx) {
    const answer = model === undefined ? "no model" : await model.complete({
      model: model.name, purpose: "a question", account: "all", maxOutputTokens: 50, attempt: 1,
      messages: [{ role: "user", text: "Hello, my key is " + "ghp_" + "aB3dE5fG7hJ9kL1mN2pQ".repeat(2) }],
    }, ctx);
    for (const goal of goals) yield { kind: "open", open: { goal, code: "asked", reason: JSON.stringify(answer) } };
  },
};
export default () => ({ name: "asker-plugin", version: "1.0.0", apiVersion: 1, engines: [engine] });
`;
const KEY = "the-user's-own-key";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A project with that engine and a home with a configuration of the user's; `run` gives what the engine was answered. */
async function setUp(ownModel: string): Promise<{
  readonly run: (...flags: string[]) => Promise<CliResult & { readonly answer: string }>;
  readonly server: Awaited<ReturnType<typeof startModelServer>>;
  readonly project: TestProject;
  readonly env: { readonly [name: string]: string };
}> {
  const server = await startModelServer({ reply: () => ({ text: "well met" }) });
  const project = createProject({
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n',
    "shop.py": "def f(a: int) -> int:\n    if a > 3:\n        return 1\n    return 0\n",
    "asker.mjs": ASKER,
    ".codex-autotest.yaml": 'plugins: ["./asker.mjs"]\nengines: [asker]\nmodel:\n  name: small\n',
  });
  const home = createProject({
    ".config/autotest/config.yaml": `model:\n  baseUrl: ${server.baseUrl}\n  apiKeyVariable: MY_KEY\n${ownModel}`,
  });
  closers.push(() => server.close(), project.remove, home.remove);
  const env = { HOME: home.root, MY_KEY: KEY, AUTOTEST_BUDGET_TOKENS: "100000" };
  const run = async (...flags: string[]): Promise<CliResult & { readonly answer: string }> => {
    const result = await runCli(["generate", "--json", ...flags], { cwd: project.root, env });
    const goals = (JSON.parse(result.stdout) as Partial<GenerateDocument>).goals ?? [];
    return { ...result, answer: goals.find(({ code }) => code === "asked")?.reason ?? "no goal" };
  };
  return { run, server, project, env };
}

test("a configured model is asked with the user's key, without the project's secrets, and once", async () => {
  const { run, server } = await setUp("");
  const first = await run();
  expect(first.answer, first.stderr).toContain("well met");
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(server.requests[0]?.body).toMatchObject({
    model: "small",
    messages: [{ role: "user", content: "Hello, my key is [secret:github#1]" }],
  });
  expect((await run()).answer).toContain("well met");
  expect(server.requests, "the second run takes it from the cache").toHaveLength(1);
  expect(first.stdout + first.stderr).not.toContain(KEY);
});

test("offline, and with a budget that does not allow it, nobody is asked", async () => {
  const { run, server } = await setUp("");
  expect((await run("--offline")).answer).toBe('"no model"');
  expect((await run("--budget-tokens", "20")).answer).toContain("budget-exhausted");
  const priceless = await run("--budget-usd", "1");
  expect(priceless.code).toBe(2);
  expect(priceless.stdout).toContain("needs the price of small");
  expect(server.requests).toEqual([]);
});

test("what was recorded is replayed without network and key", async () => {
  const { run, server, project } = await setUp("  cache: record\n");
  expect((await run()).answer).toContain("well met");
  const replayed = createProject({
    ".config/autotest/config.yaml": `model:\n  cache: replay\n`,
  });
  closers.push(replayed.remove);
  await server.close();
  const result = await runCli(["generate", "--json", "--offline"], { cwd: project.root, env: { HOME: replayed.root } });
  expect(result.stdout, result.stderr).toContain("well met");
});

test("a project cannot choose where code is sent", async () => {
  const { run, server, project } = await setUp("");
  project.write(".codex-autotest.yaml", `model:\n  name: small\n  baseUrl: ${server.baseUrl}\n`);
  const result = await run();
  expect(result.code).toBe(2);
  expect(result.stdout).toContain("may be set only in the user's own configuration");
  expect(server.requests).toEqual([]);
});

test("without a terminal nothing is spent unless a budget is set, or --yes", async () => {
  const { server, project, env } = await setUp("");
  const { AUTOTEST_BUDGET_TOKENS: _, ...bare } = env;
  const run = (...flags: string[]): Promise<CliResult> =>
    runCli(["generate", ...flags], { cwd: project.root, env: bare });
  const refused = await run();
  expect(refused.code, refused.stdout).toBe(2);
  expect(refused.stderr).toContain("nobody can be asked here how much small may cost, and no budget is set");
  expect(refused.stderr).toContain("--budget-usd, --budget-tokens or --budget-time");
  expect(JSON.parse((await run("--json")).stdout)).toMatchObject({ error: { code: "usage" }, exitCode: 2 });
  expect(server.requests).toEqual([]);
  expect((await run("--offline")).code).toBe(0);
  expect((await run("--show-prompt")).code).toBe(0);
  expect(server.requests).toEqual([]);
  expect((await run("--budget-time", "600")).code).toBe(0);
  expect(server.requests).toHaveLength(1);
  // What is in the cache costs nothing, but who knows that beforehand.
  expect((await run("--yes")).code).toBe(0);
  expect((await run("--budget-time", "0")).code).toBe(2);
});
