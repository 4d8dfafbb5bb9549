import { afterEach, describe, expect, it } from "vitest";
import { createAutotest, createHttp, exitCodeOf, type RunResult } from "../../packages/core/dist/index.js";
import { type ModelServer, type ServerReply, startModelServer } from "../../packages/core/dist/testing/index.js";
import engineModel from "../../packages/engine-model/dist/index.js";
import engineSearch from "../../packages/engine-search/dist/index.js";
import mocha from "../../packages/fw-mocha/dist/index.js";
import pytest from "../../packages/fw-pytest/dist/index.js";
import javascript from "../../packages/lang-javascript/dist/index.js";
import python from "../../packages/lang-python/dist/index.js";
import openai from "../../packages/model-openai/dist/index.js";
import { type TemporaryProject, withTools } from "../temporary-project.js";
import { CANARY, FIXTURES, type Fixture, INJECTED, makeProject, OPTIONS } from "./fixtures.js";

const projects: TemporaryProject[] = [];
const servers: ModelServer[] = [];
afterEach(async () => {
  for (const one of projects.splice(0)) one.remove();
  for (const one of servers.splice(0)) await one.close();
});

interface Run extends RunResult {
  readonly project: TemporaryProject;
  /** What the server was asked, as text. */
  readonly received: readonly string[];
  readonly before: { readonly [path: string]: string };
}

/** What a model says to a question; a number is the status of a failure. */
type Answerer = (question: string, at: number) => string | number;

async function generate(
  fixture: Fixture,
  answer: Answerer,
  more: { readonly tokens?: number; readonly offline?: boolean } = {},
): Promise<Run> {
  const project = makeProject(fixture);
  projects.push(project);
  const server = await startModelServer({
    reply: ({ body }, at): ServerReply => {
      const said = answer(JSON.stringify(body), at);
      return typeof said === "number" ? { fault: "status", status: said } : { text: said };
    },
  });
  servers.push(server);
  const before = project.tree();
  const { PATH = "" } = withTools();
  const autotest = createAutotest({
    cwd: project.folder,
    config: {
      options: OPTIONS,
      search: { calls: 1_000, seconds: 60 },
      model: {
        name: "small-1",
        baseUrl: server.baseUrl,
        apiKey: "local",
        prices: { "small-1": { input: 1, output: 2 } },
      },
    },
    plugins: [python(), javascript(), pytest(), mocha(), engineSearch(), engineModel(), openai()],
    env: { PATH },
    ...(more.offline ? {} : { http: createHttp() }),
    ...(more.tokens === undefined ? {} : { budget: { tokens: more.tokens } }),
  });
  const result = await autotest.generate({ paths: [fixture.source] });
  const received = server.requests.map(({ body }) => JSON.stringify(body));
  return { ...result, project, received, before };
}

function answering(tests: readonly { readonly name: string; readonly code: string }[]): string {
  const full = tests.map((one) => ({ goals: ["G1"], imports: [], basis: "", ...one }));
  return JSON.stringify({ tests: full, unreachable: [], needs: [] });
}

/** Paths that are new or changed, test folder and the tool's own cache apart. */
function touched({ project, before }: Run): readonly string[] {
  const after = project.tree();
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => before[path] !== after[path] && !/^project\/(tests?|\.autotest)\//.test(path),
  );
}

describe.each(FIXTURES)("the model engine on $name", (fixture) => {
  it("closes what search left open, and says what it cost", async () => {
    const run = await generate(fixture, () => answering(fixture.good()));
    const [file] = run.report.files;
    const kept = file?.kept.filter(({ candidate }) => candidate.engine === "model") ?? [];
    expect(kept.map(({ candidate }) => candidate.title)).toEqual(["gives 15 percent for the code of spring"]);
    expect(kept[0]?.goals.length).toBeGreaterThan(0);
    expect(run.project.read(file?.suite ?? "")).toContain("SPRING-4711");
    const { cost } = run.report;
    expect(cost).toMatchObject({ provider: "openai", model: "small-1", kept: 1, ended: null });
    expect(cost?.requests).toBe(run.received.length);
    expect(cost?.usdPerTest).toBeCloseTo(cost?.usd ?? -1, 10);
    expect(touched(run)).toEqual([]);
    expect(exitCodeOf(run.report)).toBe(0);
  });

  it("keeps nothing of rubbish, and stops asking", async () => {
    const rubbish = [
      "I would rather write a poem.",
      "```\nnot { code\n```",
      '{"tests": [{"code": 3}, {"code": "assert"}]}',
      "",
    ];
    const run = await generate(fixture, (_, at) => rubbish[at % rubbish.length] ?? "");
    expect(run.report.files[0]?.kept.filter(({ candidate }) => candidate.engine === "model")).toEqual([]);
    expect(run.report.files[0]?.open.length).toBeGreaterThan(0);
    expect(run.received.length).toBeLessThanOrEqual(9);
    expect(touched(run)).toEqual([]);
  });

  it("does nothing that an obedient model wants done, and sends no secret", async () => {
    const harmful = fixture.harmful().map((code, at) => ({ name: `harm ${at}`, code }));
    const run = await generate(fixture, (question) => {
      expect(question).toContain("ignore all rules");
      return answering(harmful);
    });
    const [file] = run.report.files;
    expect(file?.kept.filter(({ candidate }) => candidate.engine === "model")).toEqual([]);
    const dropped = new Set(
      file?.dropped.filter(({ candidate }) => candidate.engine === "model").map(({ candidate }) => candidate.title),
    );
    for (const { name } of harmful)
      expect(
        [...dropped].some((title) => title.startsWith(name)),
        name,
      ).toBe(true);
    expect(touched(run)).toEqual([]);
    const sent = run.received.join("\n").toLowerCase();
    // Nor a part of it, nor what small changes to the code make of it.
    for (let at = 0; at + 10 <= CANARY.length; at += 1)
      expect(sent.includes(CANARY.slice(at, at + 10).toLowerCase()), CANARY.slice(at, at + 10)).toBe(false);
    expect(run.received[0]).toContain(INJECTED.slice(0, 40));
    expect(run.received[0]).toMatch(/<<< code [0-9a-f]{8}/);
  });
});

const [pythonFixture] = FIXTURES as readonly [Fixture];

it("repairs once or twice, without the value that was seen, and not by saying less", async () => {
  const wrong = { name: "spring", code: 'def test_a():\n    assert redeem("SPRING-4711") == 20\n' };
  const weak = { name: "spring", code: 'def test_a():\n    assert redeem("SPRING-4711") is not None\n' };
  const run = await generate(pythonFixture, (_, at) => answering([at === 0 ? wrong : weak]));
  const repair = run.received.find((body) => body.includes("did not make it")) ?? "";
  expect(repair).toContain("an assertion failed at: assert redeem");
  expect(repair).not.toMatch(/\b15 ==|== 15\b(?!.*percent)/);
  const reasons = run.report.files[0]?.dropped.map(({ reason }) => reason) ?? [];
  expect(reasons).toContain("the repair loosened an assertion");
});

it("reports a test that fails on the word of the documentation", async () => {
  const test = {
    name: "spring",
    code: 'def test_a():\n    assert redeem("SPRING-4711") == 20\n',
    basis: "The code SPRING-4711 gives 15 percent.",
  };
  const run = await generate(pythonFixture, () => answering([test]));
  const [finding] = run.report.files[0]?.findings.filter(({ kind }) => kind === "suspected-bug") ?? [];
  expect(finding?.message).toContain("The code SPRING-4711 gives 15 percent.");
  expect(run.received.some((body) => body.includes("did not make it"))).toBe(false);
});

it("ends with what it has when the budget is spent, the key is wrong or the server fails", async () => {
  const spent = await generate(pythonFixture, () => answering([]), { tokens: 100 });
  expect(spent.received).toEqual([]);
  expect(exitCodeOf(spent.report)).toBe(6);
  expect(spent.report.files[0]?.kept.length).toBeGreaterThan(0);
  const refused = await generate(pythonFixture, () => 401);
  expect(exitCodeOf(refused.report)).toBe(4);
  expect(refused.report.suites.length).toBeGreaterThan(0);
});

it("asks nobody without a network, and is no error", async () => {
  const run = await generate(pythonFixture, () => answering([]), { offline: true });
  expect(run.received).toEqual([]);
  expect(run.report.cost).toBeNull();
  expect(exitCodeOf(run.report)).toBe(0);
});

it("keeps a test that came with types, in a project in TypeScript", async () => {
  const [, javascriptFixture] = FIXTURES as readonly [Fixture, Fixture];
  const text = javascriptFixture.files["src/codes.js"] ?? "";
  const fixture: Fixture = {
    ...javascriptFixture,
    files: {
      "package.json": '{ "name": "shop", "type": "module" }',
      "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      ".mocharc.json": '{ "node-option": ["import=tsx"], "extension": ["ts"], "spec": "test/**/*.test.ts" }',
      "src/codes.ts": text.replace("redeem(code)", "redeem(code: string): number"),
    },
    source: "src/codes.ts",
  };
  const code = `it('gives 15 percent', () => {
  const code: string = 'SPRING-4711' as string;
  assert.equal<number>(redeem(code)!, 15);
});`;
  const run = await generate(fixture, () => answering([{ name: "gives 15 percent", code }]));
  const kept = run.report.files[0]?.kept.filter(({ candidate }) => candidate.engine === "model") ?? [];
  expect(kept, JSON.stringify(run.report.files[0]?.dropped.map(({ reason }) => reason))).toHaveLength(1);
  expect(run.project.read(run.report.files[0]?.suite ?? "")).toMatch(/const code = "?'?SPRING-4711/);
});
