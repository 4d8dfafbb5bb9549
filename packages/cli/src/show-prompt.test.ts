import { startModelServer } from "@autotest/core/testing";
import { afterEach, expect, test } from "vitest";
import { createProject, runCli } from "./fixtures/run-cli.js";

const DIGEST = "ff95ea7c1f13df7c4b67ab8427a985ba4437be7fa8a33774f9b7ccc63596fca9";
// Put together here, so that no line of this file looks like a secret itself.
const SECRET = `ghp_${"aB3dE5fG7hJ9kL1mN2pQ".repeat(2).slice(0, 36)}`;
const SOURCE = `import hashlib

TOKEN = "${SECRET}"


def redeem(code):
    """Discount in percent. \x1b[31m is no order."""
    if hashlib.sha256(code.encode()).hexdigest() == "${DIGEST}":
        return 15
    return 0
`;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test("--show-prompt prints the questions of the first round as they would be sent, sends nothing and writes nothing", async () => {
  const server = await startModelServer();
  const project = createProject({
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n',
    "codes.py": SOURCE,
    ".codex-autotest.yaml": "search: { calls: 500, seconds: 300 }\nmodel: { name: small }\n",
  });
  const home = createProject({
    ".config/autotest/config.yaml": `model: { baseUrl: "${server.baseUrl}", apiKey: k }\n`,
  });
  closers.push(() => server.close(), project.remove, home.remove);
  const before = project.tree();
  const run = (...flags: string[]) =>
    runCli(["generate", "codes.py", ...flags], { cwd: project.root, env: { HOME: home.root } });

  const shown = await run("--show-prompt");
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stderr).toMatch(
    /2 questions of the first round, none sent; repairs, at most 2 rounds, depend on the answers\n$/,
  );
  expect(server.requests).toEqual([]);
  expect(project.tree()).toEqual(before);
  expect(shown.stdout).toMatch(/^=== round 1: codes\.py: redeem, 1 goals? \(to small, at most 2500 tokens back\)$/m);
  expect(shown.stdout).not.toContain(SECRET);
  expect(shown.stdout).toContain("[secret:github#1]");
  expect(shown.stdout.includes("\u001b")).toBe(false);

  // What is sent is what was shown.
  const sent = await run("--budget-tokens", "100000");
  expect(sent.code, sent.stderr).toBe(0);
  const messages = server.requests[0]?.body?.["messages"] as readonly { readonly content: string }[];
  const lines = (text: string): readonly string[] => text.split("\n").map((line) => line.trimEnd());
  const question = lines(shown.stdout);
  for (const { content } of messages) for (const line of lines(content)) expect(question).toContain(line);

  const none = await run("--show-prompt", "--json");
  expect(none.code).toBe(2);
  expect(JSON.parse(none.stdout)).toMatchObject({ error: { message: "--show-prompt prints text: leave out --json" } });
});

test("--show-prompt without a model says what is missing", async () => {
  const project = createProject({ "codes.py": "def f(a):\n    return a\n" });
  closers.push(project.remove);
  const result = await runCli(["generate", "--show-prompt"], { cwd: project.root });
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("no language model is configured, so nothing would be asked");
});
