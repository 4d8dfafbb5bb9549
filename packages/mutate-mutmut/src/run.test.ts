import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MutationRequest, MutationRun } from "@autotest/core";
import { createTestContext, type TestContext, type TestContextOptions } from "@autotest/core/testing";
import type { MutantResult } from "mutation-testing-report-schema/api";
import { afterEach, expect, test } from "vitest";
import { mutmut } from "./backend.js";
import { layoutOf, PYTHON } from "./testing/layout-of.js";
import { SHOP } from "./testing/shop.js";

const contexts: TestContext[] = [];

afterEach(async () => {
  for (const one of contexts.splice(0)) await one.dispose();
});

async function make(
  files: { readonly [path: string]: string },
  options: TestContextOptions = {},
): Promise<TestContext> {
  const context = await createTestContext({ files, options: { "lang-python": { interpreter: PYTHON } }, ...options });
  contexts.push(context);
  return context;
}

function mutate(context: TestContext, changes: Partial<MutationRequest> = {}): Promise<MutationRun> {
  const { project } = context;
  const layout = layoutOf(["tests/test_cart.py"]);
  return mutmut.run({ project, layout, files: [{ path: "src/shop/cart.py" }], ...changes }, context);
}

function done(run: MutationRun): Extract<MutationRun, { ok: true }> {
  if (!run.ok) throw new Error(`${run.problem.code}: ${run.problem.message}\n${run.output ?? ""}`);
  return run;
}

function mutantsOf(run: MutationRun): readonly MutantResult[] {
  return Object.values(done(run).report.files).flatMap(({ mutants }) => mutants);
}

function statuses(run: MutationRun): { readonly [id: string]: string } {
  return Object.fromEntries(mutantsOf(run).map(({ id, status }) => [id.replace(/^shop\.cart\./, ""), status]));
}

test("places every mutant in the source, retests by name after a new test, and keeps to lines", async () => {
  const shop = await make(SHOP);
  const progress: (readonly [number, number])[] = [];
  const before = await readFile(join(shop.project.workspace, "pyproject.toml"), "utf8");
  const first = await mutate(shop, { onProgress: (tried, total) => progress.push([tried, total]) });
  const all = mutantsOf(first);
  expect(done(first)).toMatchObject({ complete: true, problems: [], tool: expect.stringMatching(/^mutmut 3\./) });
  expect(progress.at(-1)).toEqual([all.length, all.length]);
  expect(progress.length, "more than the end was told").toBeGreaterThan(10);
  const wanted = { x_total__mutmut_8: "Killed", x_total__mutmut_12: "Survived", x_unused__mutmut_3: "NoCoverage" };
  expect(statuses(first)).toMatchObject(wanted);
  expect(all.find(({ id }) => id === "shop.cart.x_total__mutmut_12")).toMatchObject({
    mutatorName: "ArithmeticOperator",
    location: { start: { line: 11, column: 29 }, end: { line: 11, column: 30 } },
    replacement: "*",
    coveredBy: ["tests/test_cart.py::test_total"],
  });
  expect(await readFile(join(shop.project.workspace, "pyproject.toml"), "utf8"), "settings are taken back").toBe(
    before,
  );

  const survivors = all.filter(({ status }) => status === "Survived").map(({ id }) => id);
  await shop.fs.write(
    join(shop.project.workspace, "tests/test_more.py"),
    "from shop.cart import total\n\n\ndef test_discount():\n    assert total([50], 10) == 45\n",
  );
  const again = await mutate(shop, { only: survivors, tests: ["tests/test_cart.py", "tests/test_more.py"] });
  expect(mutantsOf(again).map(({ id }) => id)).toEqual(survivors);
  expect(statuses(again)).toMatchObject({ x_total__mutmut_12: "Killed", x_total__mutmut_2: "Survived" });

  const lines = await mutate(shop, { files: [{ path: "src/shop/cart.py", lines: [{ from: 24, to: 24 }] }] });
  expect(statuses(lines)).toEqual({ xǁCartǁadd__mutmut_6: "Killed" });
});
