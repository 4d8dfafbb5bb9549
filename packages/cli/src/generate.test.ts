import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { BIN, createProject, PYTHON_ENVIRONMENT, runCli, type TestProject } from "./fixtures/run-cli.js";
import { documentSchema } from "./output/json/document-schema.js";
import type { GenerateDocument } from "./output/json/documents.js";

const PRICES = `"""Prices as people write them."""


def parse_price(text: str) -> float:
    """Reads a price such as "$3.50"."""
    text = text.strip()
    if not text:
        raise ValueError("no price")
    if text.startswith("$"):
        text = text[1:]
    return float(text)


def discount(price: float, percent: int) -> float:
    if percent < 0 or percent > 100:
        raise ValueError("percent must be from 0 to 100")
    if percent == 0:
        return price
    return price * (100 - percent) / 100
`;

let shop: TestProject;
beforeAll(() => {
  shop = createProject({
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n',
    "shop/__init__.py": "",
    "shop/prices.py": PRICES,
    "shop/broken.py": "def f(:\n",
  });
});
afterAll(() => shop.remove());

test("a dry run, the real run and a second run of a Python project", async () => {
  const { root } = shop;
  const before = shop.tree();

  const dry = await runCli(["generate", "--dry-run", "--quiet"], { cwd: root });
  expect([dry.code, shop.tree()]).toEqual([0, before]);
  expect(dry.stdout).toMatch(/^diff --git a\/\S+ b\/\S+\nnew file mode 100644\n--- \/dev\/null\n\+\+\+ b\//);

  const first = await runCli(["generate", "--json"], { cwd: root });
  expect(first.code, first.stderr).toBe(0);
  const document = JSON.parse(first.stdout) as GenerateDocument;
  const fits = new Ajv2020({ strict: true }).compile(z.toJSONSchema(documentSchema, { reused: "inline" }));
  expect(fits(document), JSON.stringify(fits.errors)).toBe(true);
  expect(document.totals.tests).toBeGreaterThanOrEqual(5);
  expect(document.skipped.map((file) => [file.path, file.code])).toContainEqual(["shop/broken.py", "syntax"]);
  expect(first.stdout).not.toContain(root);
  const written = shop.tree();
  expect(
    Object.keys(written)
      .filter((path) => !(path in before))
      .sort(),
  ).toEqual(document.suite.map((suite) => suite.path).sort());

  // The diff of the dry run is what the real run wrote.
  const copy = createProject({});
  execFileSync("git", ["apply", "--unsafe-paths", "-"], { cwd: copy.root, input: dry.stdout });
  expect(copy.tree()).toEqual(Object.fromEntries(Object.entries(written).filter(([path]) => !(path in before))));
  copy.remove();

  // The user's own command agrees.
  const pytest = spawnSync(
    join(PYTHON_ENVIRONMENT, "bin", "python"),
    ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
    {
      cwd: root,
      encoding: "utf8",
      env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: "1" },
    },
  );
  expect(pytest.status, pytest.stdout).toBe(0);

  const second = await runCli(["generate", "--quiet"], { cwd: root });
  expect([second.code, shop.tree()]).toEqual([0, written]);
  expect(second.stdout).toMatch(/^autotest: up to date: 1 suite, nothing to write \([\d.]+ s\)\n$/);
});

test.skipIf(spawnSync("script", ["--version"]).status !== 0)(
  "at a terminal: progress that moves, the cursor back, the summary at the end",
  () => {
    const { root } = shop;
    shop.write("shop/prices.py", `${PRICES}\n\ndef double(n: int) -> int:\n    return n * 2\n`);
    const command = `stty cols 80; exec '${process.execPath}' '${BIN}' generate`;
    const env = {
      PATH: process.env.PATH,
      HOME: root,
      LANG: "C.UTF-8",
      TERM: "xterm",
      AI_AGENT: "0",
      VIRTUAL_ENV: PYTHON_ENVIRONMENT,
    };
    const { stdout, status } = spawnSync("script", ["-qec", command, "/dev/null"], {
      cwd: root,
      encoding: "utf8",
      env,
    });
    expect(status, stdout).toBe(0);
    const [shown, hidden] = [stdout.lastIndexOf("\u001b[?25h"), stdout.lastIndexOf("\u001b[?25l")];
    expect(hidden).toBeGreaterThanOrEqual(0);
    expect(shown).toBeGreaterThan(hidden);
    const summary = stdout.slice(shown).replace(/\u001b\[[\d;?]*[a-zA-Z]/g, "");
    expect(summary).toMatch(/shop\/prices\.py +\d+ +\d+% → \d+%/);
    expect(summary.trimEnd().split("\r\n").at(-1)).toMatch(/^next: /);
  },
);
