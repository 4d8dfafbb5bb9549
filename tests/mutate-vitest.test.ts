import { afterEach, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

interface MutateDocument {
  readonly scores: { readonly before: { readonly tool: { readonly detected: number; readonly total: number } } };
  readonly mutants: readonly { readonly before: string; readonly code: string | null }[];
  readonly suites: readonly unknown[];
  readonly warnings: readonly string[];
}

let project: TemporaryProject;
afterEach(() => project.remove());

it("a project that is tested with Vitest learns what survives, and that no tests are written for it yet", async () => {
  project = new TemporaryProject()
    .write({
      "package.json": '{ "name": "cart", "type": "module", "scripts": { "test": "vitest run" } }',
      "src/cart.js":
        "export function fee(amount, member) {\n  if (amount >= 100 || member) return 0;\n  return amount * 2 + 5;\n}\n",
      "test/cart.test.js":
        'import { expect, test } from "vitest";\nimport { fee } from "../src/cart.js";\n\ntest("has a fee", () => expect(fee(1, false)).toBe(7));\n',
    })
    .linkStryker(["vitest", "@stryker-mutator/core", "@stryker-mutator/vitest-runner"]);
  const before = project.tree(/\.autotest/);
  const { code, stdout, stderr } = await project.autotest(["mutate", "src/cart.js", "--json"]);
  expect(code, stderr).toBe(0);
  const { scores, mutants, suites, warnings } = JSON.parse(stdout) as MutateDocument;
  const { detected, total } = scores.before.tool;
  expect(detected).toBeGreaterThan(0);
  expect(total).toBeGreaterThan(detected);
  expect(mutants.filter(({ code }) => code === "not-run")).toHaveLength(total - detected);
  expect(suites).toEqual([]);
  expect(warnings.join("\n")).toMatch(/no test is looked for in src\/cart\.js, what survives is only said: Mocha/);
  expect(project.tree(/\.autotest/)).toEqual(before);
});
