import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createAutotest } from "../../create-autotest.js";
import type { MutateOptions } from "../../operations/mutate.js";
import { createTestContext, type TestContext } from "../../testing/create-test-context.js";
import { createToyFramework } from "../../testing/toy/toy-framework.js";
import { createToyLanguage } from "../../testing/toy/toy-language.js";
import type { MutationResult } from "../result.js";
import { createToyBackend, type ToyBackend } from "./toy-backend.js";

const RATES = "fn rate\n  -> 2\n";
const CART = `# uses rates
fn fee n
  n < 0 -> "negative"
  -> n

fn spare n
  n == 0 -> 1
  -> 2

fn alone n
  -> 3
`;
const SUITE = (unit: string, kills = ""): string =>
  `# of cart\n# kills ${kills}\ntest ${JSON.stringify({ id: unit, unit, title: unit, path: "cart.toy", engine: "hand", goals: ["g"], scenario: { arrange: [], act: { kind: "function", ref: `:${unit}`, args: [7] } }, assertions: [{ kind: "returns", value: unit === "fee" ? 7 : 2, via: "call", basis: "observed" }] })}\n`;

let context: TestContext;
let toy: ToyBackend;
afterEach(() => context.dispose());

async function open(): Promise<void> {
  toy = createToyBackend();
  context = await createTestContext({
    files: {
      "cart.toy": CART,
      "rates.toy": RATES,
      "other.toy": "fn else\n  -> 1\n",
      "toycheck.json": "{}\n",
      "checks/fee_check.toy": SUITE("fee", "-> n"),
      "checks/spare_check.toy": SUITE("spare"),
    },
  });
}

async function mutate(more: MutateOptions = {}): Promise<MutationResult> {
  const plugin = {
    name: "toy",
    version: "1.0.0",
    apiVersion: 1 as const,
    languages: [createToyLanguage()],
    frameworks: [createToyFramework()],
    mutators: [toy],
  };
  const autotest = createAutotest({ cwd: context.project.root, plugins: [plugin] });
  return autotest.mutate({ paths: ["cart.toy"], measureOnly: true, ...more });
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(context.project.root, path)), { recursive: true });
  await writeFile(join(context.project.root, path), text);
}

const statuses = ({ mutants }: MutationResult): readonly string[] =>
  mutants.map(({ start, status }) => `${start.line} ${status}`);
const lines = (at: number): readonly string[] => (toy.tried[at] ?? []).map((id) => id.replace("cart.toy:", ""));

test("what did not change is not run again, unless that is asked for", async () => {
  await open();
  const first = await mutate();
  expect(statuses(first)).toEqual(["3 Survived", "4 Killed", "7 Survived", "8 Survived", "11 NoCoverage"]);
  expect(first.reused).toBe(0);
  const second = await mutate();
  expect(second).toMatchObject({ mutants: first.mutants, before: first.before, report: first.report, reused: 5 });
  expect(toy.tried.length).toBe(1);
  await write("other.toy", "fn else\n  -> 2\n");
  await write("coverage.xml", "<coverage/>");
  await write("mutation.json", JSON.stringify(first.report));
  expect((await mutate()).reused, "nothing that matters changed").toBe(5);
  expect((await mutate({ fresh: true })).reused).toBe(0);
});

test.each([
  ["a file it depends on", "rates.toy", RATES.replace("2", "3")],
  ["a test", "checks/spare_check.toy", SUITE("spare", "-> 2")],
  ["a test that is gone", "checks/spare_check.toy", null],
  ["settings", "toycheck.json", '{"a":1}\n'],
  ["a file of no language", "data/rates.csv", "1\n"],
  ["code between the functions", "cart.toy", CART.replace("uses", "needs")],
])("all is run again after a change of %s", async (_what, path, text) => {
  await open();
  await mutate();
  if (text === null) await rm(join(context.project.root, path));
  else await write(path, text);
  expect((await mutate()).reused).toBe(0);
  expect(lines(1)).toEqual(["3", "4", "7", "8", "11"]);
});

test("another version of the tool, and a cache that was tampered with, are as if there was nothing", async () => {
  await open();
  const first = await mutate();
  toy.version = "1.1";
  expect(await mutate()).toMatchObject({ reused: 0, tools: ["Toymutants 1.1"] });
  const cache = join(context.project.root, ".autotest", "cache");
  for (const path of await readdir(cache, { recursive: true })) {
    const bytes = await readFile(join(cache, path)).catch(() => null);
    if (bytes !== null && bytes.length > 0)
      await writeFile(join(cache, path), bytes.fill(65, Math.floor(bytes.length / 2)));
  }
  const third = await mutate();
  expect(third.reused).toBe(0);
  expect(statuses(third)).toEqual(statuses(first));
});

test("of a changed function only its mutants are run, and those that share a test or a call with it", async () => {
  await open();
  await mutate();
  await write("cart.toy", `\n${CART.replace("  n < 0", "  n < 1")}`);
  const second = await mutate();
  expect(lines(1)).toEqual(["4", "5"]);
  expect(statuses(second)).toEqual(["4 Survived", "5 Killed", "8 Survived", "9 Survived", "12 NoCoverage"]);
  expect(second.reused).toBe(3);
  expect(second.mutants.map(({ toolId }) => toolId)).toEqual([4, 5, 8, 9, 12].map((line) => `cart.toy:${line}`));
  await write("checks/fee_check.toy", SUITE("fee", "-> n") + SUITE("spare"));
  await mutate();
  await write("cart.toy", CART.replace("  n == 0", "  n == 1"));
  await mutate();
  expect(lines(3), "the test of `fee` runs `spare` now").toEqual(["3", "4", "7", "8"]);
});

test("with new tests, what they can kill is run again", async () => {
  await open();
  await mutate();
  await write("checks/more_check.toy", SUITE("spare", "-> 2"));
  const second = await mutate();
  expect(lines(1)).toEqual(["3", "7", "8", "11"]);
  expect(statuses(second)).toEqual(["3 Survived", "4 Killed", "7 Survived", "8 Killed", "11 NoCoverage"]);
  expect(second.reused).toBe(1);
});

test("a run that was broken off goes on where it was", async () => {
  await open();
  toy.stopsAfter = 2;
  const first = await mutate();
  expect(first).toMatchObject({ complete: false });
  expect(first.warnings).toContain("3 of 5 mutants were not tried; the next run goes on there");
  expect(await mutate()).toMatchObject({ complete: false, reused: 2 });
  toy.stopsAfter = Number.POSITIVE_INFINITY;
  const third = await mutate();
  expect(toy.tried.map((ids) => ids.length)).toEqual([2, 2, 1]);
  expect(third).toMatchObject({ complete: true, reused: 4 });
  expect(statuses(third)).toEqual(["3 Survived", "4 Killed", "7 Survived", "8 Survived", "11 NoCoverage"]);
});

test("what timed out beside others is tried alone", async () => {
  await open();
  await write("cart.toy", CART.replace("-> 1", '-> "slow"'));
  const result = await mutate({ concurrency: 2 });
  expect(toy.tried).toEqual([["cart.toy:3", "cart.toy:4", "cart.toy:7", "cart.toy:8", "cart.toy:11"], ["cart.toy:7"]]);
  expect(statuses(result)).toContain("7 Survived");
});

test("a dry run leaves nothing behind", async () => {
  await open();
  await mutate({ dryRun: true });
  expect(await readdir(context.project.root)).not.toContain(".autotest");
});
