import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { pythonEnvironment, TemporaryProject } from "./temporary-project.js";

let project: TemporaryProject;
afterEach(() => project.remove());

interface Document {
  readonly mutants: readonly {
    readonly id: string;
    readonly before: string;
    readonly kill: { readonly suite: string; readonly testId: string } | null;
  }[];
  readonly suites: readonly { readonly path: string; readonly action: string; readonly tests: number }[];
}

const SUITE = "tests/test_shop.py";

it("puts tests that kill into the suite autotest wrote, where they stay, beside what a person edited", async () => {
  project = new TemporaryProject().write({
    "package.json": "{}",
    "autotest.config.json": JSON.stringify({ mutate: { placement: "merge" } }),
    "shop.py": "def fee(amount, member):\n    if member:\n        return 0\n    return amount * 2 + 5\n",
    "tests/__init__.py": "",
  });
  expect((await project.autotest(["generate", "shop.py"])).code).toBe(0);
  // A person keeps one test and makes it weaker; now a mutant survives again.
  const edited = project
    .read(SUITE)
    .replace(
      /^def test_fee_returns_0.*\n(?:.+\n)+/m,
      "def test_fee_is_free_for_members():\n    assert fee(1, True) == 0\n",
    )
    .replace(/^ {4}assert fee\((?!1, True).*== \d+$/m, "    assert fee(1, False) > 0");
  project.write({ [SUITE]: edited });
  const document = await mutate();
  const killed = document.mutants.filter(({ kill }) => kill !== null);
  expect(killed.length).toBeGreaterThan(0);
  expect(new Set(killed.map(({ kill }) => kill?.suite))).toEqual(new Set([SUITE]));
  expect(document.suites).toMatchObject([{ path: SUITE, action: "extended" }]);
  const merged = project.read(SUITE);
  expect(merged).toContain("test_fee_is_free_for_members");
  for (const { kill } of killed) expect(merged).toContain(kill?.testId.split("::").at(-1)?.split("[")[0]);
  const python = join(pythonEnvironment, "bin", "python");
  expect((await project.run(python, ["-B", "-m", "pytest", "-q", SUITE])).code).toBe(0);

  const again = await mutate();
  expect(again.mutants.map(({ id }) => id)).toEqual(document.mutants.map(({ id }) => id));
  const dead = new Set(killed.map(({ id }) => id));
  expect(again.mutants.filter(({ id }) => dead.has(id)).every(({ before }) => before === "Killed")).toBe(true);
  expect(again.suites).toEqual([]);

  expect((await project.autotest(["generate", "shop.py", "--seed", "2"])).code).toBe(0);
  const renewed = project.read(SUITE);
  for (const { kill } of killed) expect(renewed).toContain(kill?.testId.split("::").at(-1)?.split("[")[0]);
  expect(renewed).toContain("test_fee_is_free_for_members");
});

async function mutate(): Promise<Document> {
  const ended = await project.autotest(["mutate", "shop.py", "--json"]);
  expect(ended.code, ended.stderr).toBe(0);
  return JSON.parse(ended.stdout) as Document;
}
