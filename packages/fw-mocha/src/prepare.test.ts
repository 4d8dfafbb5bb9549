import type { Context, Exec, TestRun } from "@autotest/core";
import { expect, test } from "vitest";
import { framework } from "./framework.js";
import { prepare } from "./prepare.js";
import { createProject } from "./testing/project.js";

/** A project whose suite appears after the processes were started, as in a run; counts the processes. */
async function projectWith(
  suite: string,
  files: { readonly [path: string]: string } = {},
): Promise<{
  readonly again: (cover?: readonly string[]) => Promise<TestRun>;
  readonly end: () => Promise<void>;
  readonly started: () => number;
}> {
  const { project, ctx, write } = createProject({
    "package.json": "{}",
    "cart.js": "exports.total = (n) => n * 2;\n",
    ...files,
  });
  const layout = await framework.detect(project, ctx);
  let started = 0;
  const exec: Exec = {
    run: (command) => ctx.exec.run(command),
    start: (command) => {
      started += 1;
      return ctx.exec.start(command);
    },
  };
  const counting: Context = { ...ctx, exec };
  const runs = [{ measure: false }, { measure: false }, { measure: true }];
  const end = await prepare({ project, layout, runs }, counting);
  write("test/cart.js", suite);
  const again = (cover: readonly string[] = []): Promise<TestRun> =>
    framework.run({ project, layout, files: ["test/cart.js"], cover }, counting);
  return { again, end, started: () => started };
}

const SUITE = `const assert = require("node:assert");
const { total } = require("../cart.js");
it("doubles", () => assert.equal(total(2), 4));
it("sees no traces of who started it", () => assert.equal(process.argv.length, 2));
`;
const PASSED = { status: "complete", tests: [{ outcome: "passed" }, { outcome: "passed" }] };

test("processes that waited run what was written meanwhile, each once, measuring where it is asked for", async () => {
  const { again, end, started } = await projectWith(SUITE);
  const measured = await again(["cart.js"]);
  expect(measured).toMatchObject(PASSED);
  expect(measured.status === "complete" && measured.coverage?.[0]?.coveredLines).toEqual([1]);
  expect(await again()).toMatchObject(PASSED);
  expect(await again()).toMatchObject(PASSED);
  expect(started()).toBe(3);
  expect(await again()).toMatchObject(PASSED);
  expect(started()).toBe(4);
  await end();
});

test("processes that nobody needed are ended", async () => {
  const { again, end, started } = await projectWith(SUITE);
  await end();
  expect(await again()).toMatchObject(PASSED);
  // The others of the three had not been started yet.
  expect(started()).toBe(2);
});

test("where only a run of the configuration tells the flags for node, nothing is started ahead", async () => {
  const { again, end, started } = await projectWith(SUITE, { ".mocharc.cjs": "module.exports = {};\n" });
  expect(started()).toBe(0);
  expect(await again()).toMatchObject(PASSED);
  await end();
});
