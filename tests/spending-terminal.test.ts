import { afterAll, beforeAll, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../packages/core/dist/testing/index.js";
import { cli, TemporaryProject, withTools } from "./temporary-project.js";
import { Terminal } from "./terminal.js";

// A person at a terminal is asked before a model without a budget costs more than a dollar.
const DIGEST = "ff95ea7c1f13df7c4b67ab8427a985ba4437be7fa8a33774f9b7ccc63596fca9";
const CODE = 'def test_word():\n    assert redeem("SPRING-4711") == 15\n';
const ANSWER = {
  tests: [{ name: "spring", goals: ["G1"], imports: [], code: CODE, basis: "" }],
  unreachable: [],
  needs: [],
};
const SOURCE = `import hashlib


def redeem(code):
    if hashlib.sha256(code.encode()).hexdigest() == "${DIGEST}":
        return 15
    return 0
`;

let server: ModelServer;
const project = new TemporaryProject();

beforeAll(async () => {
  server = await startModelServer({ reply: () => ({ text: JSON.stringify(ANSWER) }) });
  project.write({
    "codes.py": SOURCE,
    ".codex-autotest.yaml": "search: { calls: 500, seconds: 300 }\nmodel: { name: small }\n",
    // Two dollars for a question, as far as is known before it is asked.
    "../home/.config/autotest/config.yaml": `model: { baseUrl: "${server.baseUrl}", apiKey: local, prices: { small: { input: 1, output: 800 } } }\n`,
  });
});

afterAll(async () => {
  await server.close();
  project.remove();
});

it("asks once, takes no for an answer with what was found kept, and goes on after a yes", async () => {
  const terminal = new Terminal([process.execPath, cli, "generate", "codes.py"], {
    base: project.base,
    cwd: project.folder,
    env: { ...withTools(), HOME: `${project.base}/home` },
  });
  try {
    const question = await terminal.until("Go on without a limit?");
    expect(question.replace(/[\s│|]+/g, " ")).toMatch(/small gets 1 question, up to 2\.\d\d USD/);
    expect(server.requests).toEqual([]);
    terminal.type("n");
    expect(await terminal.until(/ended with \d/)).toContain("ended with 6");
  } finally {
    terminal.close();
  }
  expect(server.requests).toEqual([]);
  expect(project.read("tests/test_codes.py")).toContain("def test_");

  const again = new Terminal([process.execPath, cli, "generate", "codes.py"], {
    base: project.base,
    cwd: project.folder,
    env: { ...withTools(), HOME: `${project.base}/home` },
  });
  try {
    await again.until("Go on without a limit?");
    again.type("y");
    expect(await again.until(/ended with \d/)).toContain("ended with 0");
  } finally {
    again.close();
  }
  expect(server.requests.length).toBeGreaterThan(0);
  expect(project.read("tests/test_codes.py")).toContain("SPRING-4711");
});
