import { createHash } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { type ModelServer, type ServerReply, startModelServer } from "../../packages/core/dist/testing/index.js";
import { type Ended, TemporaryProject, withTools } from "../temporary-project.js";

const projects: TemporaryProject[] = [];
const servers: ModelServer[] = [];
afterEach(async () => {
  for (const one of projects.splice(0)) one.remove();
  for (const one of servers.splice(0)) await one.close();
});

const NAMES = ["apples", "beans", "corn"] as const;
const QUOTA: ServerReply = {
  fault: "status",
  status: 429,
  body: { error: { code: "insufficient_quota", message: "no" } },
};

/** A module with a way that only its own word opens, which no search finds. */
function moduleOf(name: string): string {
  const digest = createHash("sha256").update(`the word of ${name}`).digest("hex");
  return `import hashlib


def open_${name}(word):
    """Number of ${name} behind a word."""
    if hashlib.sha256(word.encode()).hexdigest() == "${digest}":
        return 7
    return 0
`;
}

function answerFor(name: string): string {
  const code = `def test_word():\n    assert open_${name}("the word of ${name}") == 7\n`;
  const test = { name: `the word opens the ${name}`, goals: ["G1"], imports: [], code, basis: "" };
  return JSON.stringify({ tests: [test], unreachable: [], needs: [] });
}

interface Shop {
  readonly project: TemporaryProject;
  readonly server: ModelServer;
  /** The names of the modules each request was about, in order. */
  readonly asked: string[];
  /** From now on questions about these are answered, the others fail for want of credit. */
  answers(...names: readonly string[]): void;
  run(...flags: readonly string[]): Promise<Ended>;
  suites(): { readonly [name: string]: string };
}

async function openShop(): Promise<Shop> {
  const known = new Set<string>(NAMES);
  const asked: string[] = [];
  const server = await startModelServer({
    reply: ({ body }): ServerReply => {
      const question = JSON.stringify(body);
      const name = NAMES.find((one) => question.includes(`and test shop/${one}.py`)) ?? "";
      asked.push(name);
      const usage = { input: Math.ceil(question.length / 4), output: 200 };
      return known.has(name) ? { text: answerFor(name), usage } : QUOTA;
    },
  });
  servers.push(server);
  const project = new TemporaryProject();
  projects.push(project);
  project.write({
    "shop/__init__.py": "",
    ...Object.fromEntries(NAMES.map((name) => [`shop/${name}.py`, moduleOf(name)])),
    ".codex-autotest.yaml": "search: { calls: 500, seconds: 300 }\nmodel: { name: small }\n",
    "../home/.config/autotest/config.yaml": `model: { baseUrl: "${server.baseUrl}", apiKey: local, prices: { small: { input: 1, output: 2 } } }\n`,
  });
  const env = { ...withTools(), HOME: `${project.base}/home`, XDG_CONFIG_HOME: "" };
  return {
    project,
    server,
    asked,
    answers(...names) {
      known.clear();
      for (const name of names) known.add(name);
    },
    // One file after the other, so that it is known who is asked when the credit ends.
    run: (...flags) => project.autotest(["generate", "--concurrency", "1", "--yes", ...flags], { env }),
    suites: () => Object.fromEntries(NAMES.map((name) => [name, project.read(`tests/test_${name}.py`)])),
  };
}

it("ends with 7 when the provider is exhausted, and the same command goes on without paying twice", async () => {
  const shop = await openShop();
  shop.answers("apples");
  const first = await shop.run();
  expect(first.code, first.stdout + first.stderr).toBe(7);
  expect(first.stdout).toContain("next: autotest generate --concurrency 1 --yes");
  const paid = shop.asked.splice(0);
  expect(paid).toContain("apples");
  expect(paid.at(-1)).toBe("beans");
  const before = shop.suites();
  expect(before.apples).toContain("the word of apples");
  // What the search found is written all the same.
  expect(before.beans).toContain("def test_");
  expect(before.corn).toContain("def test_");

  shop.answers(...NAMES);
  const second = await shop.run();
  expect(second.code, second.stdout + second.stderr).toBe(0);
  expect(shop.asked, "what was answered is not asked again").not.toContain("apples");
  expect(new Set(shop.asked.splice(0))).toEqual(new Set(["beans", "corn"]));
  const after = shop.suites();
  expect(after.apples).toBe(before.apples);
  for (const name of NAMES) expect(after[name]).toContain(`the word of ${name}`);

  const whole = await openShop();
  expect((await whole.run()).code).toBe(0);
  expect(whole.suites(), "as if nothing had happened").toEqual(after);

  expect((await shop.run()).code).toBe(0);
  expect(shop.asked).toEqual([]);
  expect(shop.suites()).toEqual(after);
});

it("ends with 6 when the budget is spent, and the same command goes on from there", async () => {
  const shop = await openShop();
  const flags = ["--budget-tokens", "7000"];
  const first = await shop.run(...flags);
  expect(first.code, first.stdout + first.stderr).toBe(6);
  const paid = shop.asked.length;
  expect(paid).toBeGreaterThan(0);
  let last = first;
  for (let run = 0; run < 6 && last.code === 6; run += 1) last = await shop.run(...flags);
  expect(last.code).toBe(0);
  const questions = shop.server.requests.map(({ body }) => JSON.stringify(body));
  expect(questions.length, "it went on").toBeGreaterThan(paid);
  expect(new Set(questions).size, "each question was paid once").toBe(questions.length);
  for (const name of NAMES) expect(shop.suites()[name]).toContain(`the word of ${name}`);
});
