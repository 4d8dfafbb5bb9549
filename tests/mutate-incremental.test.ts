import { afterEach, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

let project: TemporaryProject;
afterEach(() => project.remove());

interface Document {
  readonly run: { readonly reused: number; readonly complete: boolean };
  readonly mutants: readonly { readonly start: { readonly line: number }; readonly before: string }[];
}

/** Only measured: nothing is written but what is kept. */
async function measure(source: string, ...more: readonly string[]): Promise<Document> {
  const ended = await project.autotest(["mutate", source, "--no-search", "--json", ...more]);
  expect(ended.code, ended.stderr).toBe(0);
  return JSON.parse(ended.stdout) as Document;
}

it.each([
  {
    language: "python",
    source: "cart.py",
    text: "def fee(amount):\n    if amount >= 100:\n        return 0\n    return amount + 5\n\n\ndef spare(n):\n    return n - 1\n",
    test: "tests/test_cart.py",
    tests:
      "from cart import fee, spare\n\n\ndef test_fee():\n    assert fee(1) == 6\n\n\ndef test_spare():\n    assert spare(3) > 0\n",
    change: ["n - 1", "n - 2"] as const,
    prepare: () => undefined,
  },
  {
    language: "javascript",
    source: "cart.js",
    text: "function fee(amount) {\n  if (amount >= 100) return 0;\n  return amount + 5;\n}\n\nfunction spare(n) {\n  return n - 1;\n}\n\nmodule.exports = { fee, spare };\n",
    test: "test/cart.js",
    tests:
      'const assert = require("node:assert");\nconst { fee, spare } = require("../cart.js");\nit("fee", () => assert.equal(fee(1), 6));\nit("spare", () => assert.ok(spare(3) > 0));\n',
    change: ["n - 1", "n - 2"] as const,
    prepare: () => void project.linkStryker(),
  },
])("runs only what changed, $language", async ({ source, text, test, tests, change, prepare }) => {
  project = new TemporaryProject().write({ "package.json": "{}", [source]: text, [test]: tests });
  prepare();
  const before = project.tree(/\.autotest/);
  const first = await measure(source);
  expect(first.run).toMatchObject({ reused: 0, complete: true });
  const second = await measure(source);
  expect(second.mutants).toEqual(first.mutants);
  expect(second.run.reused).toBe(first.mutants.length);
  expect(project.tree(/\.autotest/)).toEqual(before);

  project.write({ [source]: `\n${text.replace(...change)}` });
  const third = await measure(source);
  expect(third.run.reused).toBeGreaterThan(2);
  expect(third.run.reused).toBeLessThan(first.mutants.length);
  const fresh = await measure(source, "--fresh");
  expect(fresh.run.reused).toBe(0);
  expect(third.mutants, "as if all had been run").toEqual(fresh.mutants);

  project.write({ [test]: tests.replace("(3)", "(4)").replace("== 6", "> 1").replace(", 6", ", 6.0") });
  expect((await measure(source)).run.reused, "a changed test").toBe(0);
});
