import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { type AutotestOptions, createAutotest, createHttp, type MutationResult } from "../packages/core/dist/index.js";
import { type ModelServer, startModelServer } from "../packages/core/dist/testing/index.js";
import engineModel from "../packages/engine-model/dist/index.js";
import engineSearch from "../packages/engine-search/dist/index.js";
import pytest from "../packages/fw-pytest/dist/index.js";
import python from "../packages/lang-python/dist/index.js";
import openai from "../packages/model-openai/dist/index.js";
import mutmut from "../packages/mutate-mutmut/dist/index.js";
import { pythonEnvironment, TemporaryProject, withTools } from "./temporary-project.js";

// No search finds what has this digest.
const CODES = `import hashlib


def redeem(code):
    """Discount in percent. The code SPRING-4711 gives 15 percent."""
    digest = hashlib.sha256(code.encode()).hexdigest()
    if digest == "ff95ea7c1f13df7c4b67ab8427a985ba4437be7fa8a33774f9b7ccc63596fca9":
        return 15
    return 0
`;

let project: TemporaryProject;
let server: ModelServer;
afterEach(async () => {
  project.remove();
  await server.close();
});

async function mutate(said: string, more: Partial<AutotestOptions> = {}): Promise<MutationResult> {
  project = new TemporaryProject().write({
    "codes.py": CODES,
    "tests/test_codes.py": "from codes import redeem\n\n\ndef test_redeem():\n    assert redeem('x') == 0\n",
  });
  server = await startModelServer({ reply: () => ({ text: said }) });
  const { PATH = "" } = withTools();
  const autotest = createAutotest({
    cwd: project.folder,
    config: {
      options: { "lang-python": { interpreter: join(pythonEnvironment, "bin/python") } },
      search: { calls: 1_000, seconds: 60 },
      model: { name: "small-1", baseUrl: server.baseUrl, apiKey: "local" },
    },
    plugins: [python(), pytest(), engineSearch(), engineModel(), openai(), mutmut()],
    env: { PATH },
    http: createHttp(),
    ...more,
  });
  return autotest.mutate({ paths: ["codes.py"] });
}

function answering(code: string): string {
  return JSON.stringify({
    tests: [{ name: "gives 15 percent for the code of spring", goals: ["G1"], imports: [], code, basis: "" }],
    unreachable: [],
    needs: [],
  });
}

const open = ({ mutants }: MutationResult) => mutants.filter(({ start, code }) => start.line === 8 && code !== null);

it("a model that answers well kills what search left open, and each kill is proven and confirmed", async () => {
  const result = await mutate(answering('def test_spring():\n    assert redeem("SPRING-4711") == 15\n'));
  expect(open(result)).toEqual([]);
  const killed = result.mutants.filter(({ kill }) => kill?.title === "gives 15 percent for the code of spring");
  expect(killed.map(({ start }) => start.line)).toContain(8);
  expect(killed.every(({ kill }) => kill?.by === "assertion" && kill.confirmed === true)).toBe(true);
  expect(project.read(killed[0]?.kill?.suite ?? "")).toContain('redeem("SPRING-4711")');
  expect(result.cost).toMatchObject({ kept: 1, goals: killed.length, ended: null });
  const asked = server.requests.map(({ body }) => JSON.stringify(body)).join("\n");
  expect(asked).toContain("fail once one of these changes is applied");
  expect(asked).toContain("15");
});

it.each([
  ["prose", "I would rather write a poem."],
  [
    "a test that proves nothing",
    answering("def test_spring():\n    assert redeem('SPRING-4711') is not None or True\n"),
  ],
  ["a wrong test", answering('def test_spring():\n    assert redeem("SPRING-4711") == 20\n')],
])("a model that answers %s lands nothing", async (_name, said) => {
  const result = await mutate(said);
  expect(server.requests.length).toBeGreaterThan(0);
  expect(server.requests.length).toBeLessThanOrEqual(9);
  expect(open(result).length).toBeGreaterThan(0);
  expect(result.cost?.kept).toBe(0);
  expect(result.written.map(({ suite }) => suite.text).join("\n")).not.toContain("SPRING-4711");
});

it("stops at the budget, and asks nothing where nobody said what it may cost", async () => {
  const good = answering('def test_spring():\n    assert redeem("SPRING-4711") == 15\n');
  const result = await mutate(good, { budget: { tokens: 20 } });
  expect(result.cost).toMatchObject({ kept: 0, ended: { kind: "budget" } });
  expect(server.requests).toEqual([]);
  expect(open(result).length).toBeGreaterThan(0);
  project.remove();
  await server.close();
  await expect(mutate(good, { withoutBudget: "refuse" })).rejects.toMatchObject({ code: "usage" });
  expect(server.requests).toEqual([]);
});
