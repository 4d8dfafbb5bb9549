import { afterEach, describe, expect, it } from "vitest";
import { createAutotest, createLog, exitCodeOf, type RunResult } from "../../packages/core/dist/index.js";
import engineModel from "../../packages/engine-model/dist/index.js";
import engineSearch from "../../packages/engine-search/dist/index.js";
import mocha from "../../packages/fw-mocha/dist/index.js";
import pytest from "../../packages/fw-pytest/dist/index.js";
import javascript from "../../packages/lang-javascript/dist/index.js";
import python from "../../packages/lang-python/dist/index.js";
import { type TemporaryProject, withTools } from "../temporary-project.js";
import { CANARY, FIXTURES, type Fixture, INJECTED, makeProject, OPTIONS } from "./fixtures.js";
import { type Answerer, type SmallServer, startServer } from "./small-server.js";

const projects: TemporaryProject[] = [];
const servers: SmallServer[] = [];
afterEach(async () => {
  for (const one of projects.splice(0)) one.remove();
  for (const one of servers.splice(0)) await one.close();
});

interface Run extends RunResult {
  readonly project: TemporaryProject;
  readonly server: SmallServer;
  readonly before: { readonly [path: string]: string };
}

async function generate(fixture: Fixture, answer: Answerer, more: { readonly tokens?: number; readonly offline?: boolean } = {}): Promise<Run> {
  const project = makeProject(fixture);
  projects.push(project);
  const server = await startServer(answer);
  servers.push(server);
  const before = project.tree();
  const { PATH = "" } = withTools();
  const autotest = createAutotest({
    cwd: project.folder,
    config: {
      options: OPTIONS,
      search: { calls: 2_000, seconds: 60 },
      model: { name: "small-1", prices: { "small-1": { input: 1, output: 2 } } },
    },
    plugins: [python(), javascript(), pytest(), mocha(), engineSearch(), engineModel(), server.plugin],
    env: { PATH },
    ...(more.offline ? {} : { http: { fetch } }),
    ...(more.tokens === undefined ? {} : { budget: { tokens: more.tokens } }),
    ...(process.env.SHOW ? { log: createLog({ write: (text) => process.stderr.write(text), level: "debug" }) } : {}),
  });
  return { ...(await autotest.generate({ paths: [fixture.source] })), project, server, before };
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
    expect(run.project.read(fixture.suite)).toContain("SPRING-4711");
    const { cost } = run.report;
    expect(cost).toMatchObject({ provider: "small", model: "small-1", kept: 1, ended: null });
    expect(cost?.requests).toBe(run.server.received.length);
    expect(cost?.usdPerTest).toBeCloseTo(cost?.usd ?? -1, 10);
    expect(touched(run)).toEqual([]);
    expect(exitCodeOf(run.report)).toBe(0);
  });

  it("keeps nothing of rubbish, and stops asking", async () => {
    const rubbish = ["I would rather write a poem.", "```\nnot { code\n```", '{"tests": [{"code": 3}, {"code": "assert"}]}', ""];
    const run = await generate(fixture, (_, at) => rubbish[at % rubbish.length] ?? "");
    expect(run.report.files[0]?.kept.filter(({ candidate }) => candidate.engine === "model")).toEqual([]);
    expect(run.report.files[0]?.open.length).toBeGreaterThan(0);
    expect(run.server.received.length).toBeLessThanOrEqual(6);
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
    const dropped = new Set(file?.dropped.filter(({ candidate }) => candidate.engine === "model").map(({ candidate }) => candidate.title));
    for (const { name } of harmful) expect([...dropped].some((title) => title.startsWith(name)), name).toBe(true);
    expect(touched(run)).toEqual([]);
    expect(run.server.received.join("\n")).not.toContain(CANARY);
    expect(run.server.received[0]).toContain(INJECTED.slice(0, 40));
    expect(run.server.received[0]).toMatch(/<<< code [0-9a-f]{8}/);
  });
});

const [pythonFixture] = FIXTURES as readonly [Fixture];

it("repairs once or twice, without the value that was seen, and not by saying less", async () => {
  const wrong = { name: "spring", code: 'def test_a():\n    assert redeem("SPRING-4711") == 20\n' };
  const weak = { name: "spring", code: 'def test_a():\n    assert redeem("SPRING-4711") is not None\n' };
  const run = await generate(pythonFixture, (_, at) => answering([at === 0 ? wrong : weak]));
  const repair = run.server.received.find((body) => body.includes("did not make it")) ?? "";
  expect(repair).toContain("an assertion failed at: assert redeem");
  expect(repair).not.toMatch(/\b15 ==|== 15\b(?!.*percent)/);
  const reasons = run.report.files[0]?.dropped.map(({ reason }) => reason) ?? [];
  expect(reasons).toContain("the repair loosened an assertion");
});

it("reports a test that fails on the word of the documentation", async () => {
  const test = { name: "spring", code: 'def test_a():\n    assert redeem("SPRING-4711") == 20\n', basis: "The code SPRING-4711 gives 15 percent." };
  const run = await generate(pythonFixture, () => answering([test]));
  const [finding] = run.report.files[0]?.findings.filter(({ kind }) => kind === "suspected-bug") ?? [];
  expect(finding?.message).toContain("The code SPRING-4711 gives 15 percent.");
  expect(run.server.received.some((body) => body.includes("did not make it"))).toBe(false);
});

it("ends with what it has when the budget is spent, the key is wrong or the server fails", async () => {
  const spent = await generate(pythonFixture, () => answering([]), { tokens: 100 });
  expect(spent.server.received).toEqual([]);
  expect(exitCodeOf(spent.report)).toBe(6);
  expect(spent.report.files[0]?.kept.length).toBeGreaterThan(0);
  const refused = await generate(pythonFixture, () => 401);
  expect(exitCodeOf(refused.report)).toBe(4);
  expect(refused.report.suites.length).toBeGreaterThan(0);
});

it("asks nobody without a network, and is no error", async () => {
  const run = await generate(pythonFixture, () => answering([]), { offline: true });
  expect(run.server.received).toEqual([]);
  expect(run.report.cost).toBeNull();
  expect(exitCodeOf(run.report)).toBe(0);
});
