import type { Exec, TestRun } from "@autotest/core";
import { afterEach, expect, test } from "vitest";
import { detect } from "./detect.js";
import { prepare } from "./prepare.js";
import { run } from "./run.js";
import { type RealProject, realProject } from "./testing/real-project.js";

let made: RealProject | undefined;

afterEach(() => made?.dispose());

/** A project whose suite appears after the processes were started, as in a run; counts the processes. */
async function projectWith(suite: string): Promise<{
  readonly again: (hashSeed: number, cover?: readonly string[]) => Promise<TestRun>;
  readonly end: () => Promise<void>;
  readonly started: () => number;
}> {
  made = realProject({ "cart.py": "def total(n):\n    return n * 2\n" });
  const { project, ctx, write } = made;
  const layout = await detect(project, ctx);
  let started = 0;
  const exec: Exec = {
    run: (command) => ctx.exec.run(command),
    start: (command) => {
      started += 1;
      return ctx.exec.start(command);
    },
  };
  const counting = { ...ctx, exec };
  const end = await prepare({ project, layout, runs: [{ hashSeed: 1, measure: true }, { measure: false }] }, counting);
  write({ "test_cart.py": suite });
  const again = (hashSeed: number, cover: readonly string[] = []): Promise<TestRun> =>
    run({ project, layout, files: ["test_cart.py"], hashSeed, cover }, counting);
  return { again, end, started: () => started };
}

test("a process that waited runs what was written meanwhile, under the hash seed it was started with, once", async () => {
  const suite =
    "import sys\nfrom cart import total\n\ndef test_total():\n    assert total(2) == 4\n    assert sys.flags.hash_randomization\n";
  const { again, end, started } = await projectWith(suite);
  const measured = await again(1, ["cart.py"]);
  expect(measured).toMatchObject({ status: "complete", tests: [{ outcome: "passed" }] });
  expect(measured.status === "complete" && measured.coverage?.[0]?.coveredLines).toEqual([1, 2]);
  expect(started()).toBe(2);
  expect(await again(1, ["cart.py"])).toMatchObject({ status: "complete", tests: [{ outcome: "passed" }] });
  expect(started()).toBe(3);
  await end();
});

test("processes that nobody needed are ended", async () => {
  const { again, end, started } = await projectWith("def test_nothing():\n    pass\n");
  await end();
  expect(await again(0)).toMatchObject({ status: "complete", tests: [{ outcome: "passed" }] });
  // The second of the two had not been started yet.
  expect(started()).toBe(2);
});
