import assert from "node:assert/strict";
import { join } from "node:path";
import type { MutationBackend, MutationRequest, MutationRun } from "../contracts/index.js";
import type { ContractTest } from "./contract-test.js";
import { type TestContext, type TestContextOptions, withTestContext } from "./create-test-context.js";
import type { MutationFixture } from "./mutation-fixture.js";
import { assertReport, mutantsIn } from "./mutation-report.js";

/** The promises of a mutation backend. Starts the real tool, a few times. */
export function testMutationBackend(backend: MutationBackend, fixture: MutationFixture): readonly ContractTest[] {
  const inProject =
    (use: (bench: Bench) => Promise<void>, options: TestContextOptions = {}) =>
    (): Promise<void> =>
      withTestContext({ ...fixture, ...options }, (context) => use(createBench(backend, fixture, context)));
  const [testFile = ""] = fixture.layout.testFiles;
  const promise = (words: string): string => `mutation backend ${backend.id}: ${words}`;

  return [
    {
      name: promise("names the tool with its version, first of what it needs"),
      run: inProject(async ({ context }) => {
        const [tool] = await backend.check(context.project, context);
        assert.equal(tool?.name, backend.name);
        assert.ok(tool.ok, tool.detail);
        assert.match(tool.detail, /\d+\.\d+/, "the version is not told");
        assert.equal(tool.required, false, "tests can be written without it");
        const print = (): Promise<string> => backend.fingerprint(context.project, fixture.layout, context);
        assert.equal(await print(), await print(), "the fingerprint differs from time to time");
      }),
    },
    {
      name: promise("reports every mutant of a file, then some of them again, or those on some lines"),
      run: inProject(async ({ context, run }) => {
        const told: (readonly [number, number])[] = [];
        const first = completed(await run({ onProgress: (done, total) => void told.push([done, total]) }));
        assert.ok(first.complete);
        assert.match(first.tool, /\d+\.\d+/, "the tool is named without its version");
        const mutants = mutantsIn(first.report);
        assertReport(first.report, fixture);
        for (const status of ["Killed", "Survived"])
          assert.ok(
            mutants.some((one) => one.status === status),
            `no mutant is ${status}`,
          );
        assertProgress(told, mutants.length);

        const few = mutants.filter(({ status }) => status === "Survived" || status === "Killed").slice(0, 3);
        const again = completed(await run({ only: few.map(({ id }) => id) }));
        const verdicts = (all: typeof mutants): readonly string[] => all.map((one) => `${one.id} ${one.status}`).sort();
        assert.deepEqual(verdicts(mutantsIn(again.report)), verdicts(few), "asked for some of its mutants again");

        const line = few[0]?.location.start.line ?? 1;
        const touched = mutants.filter(({ location: { start, end } }) => start.line <= line && end.line >= line);
        const onLine = completed(await run({ files: [{ path: fixture.path, lines: [{ from: line, to: line }] }] }));
        assert.deepEqual(verdicts(mutantsIn(onLine.report)), verdicts(touched), `asked for line ${line}`);
        await assertUntouched(context, fixture);
      }),
    },
    {
      name: promise("says it when tests fail before anything is changed, or there are none"),
      run: inProject(
        async ({ run }) => {
          const failed = await run();
          assert.equal(failed.ok ? "a report" : failed.problem.code, "tests-fail");
          const none = await run({ tests: [] });
          assert.equal(none.ok ? "a report" : none.problem.code, "no-tests");
        },
        { files: { ...fixture.files, [testFile]: fixture.failing } },
      ),
    },
    {
      name: promise("knows nothing of a mutant it never made"),
      run: inProject(async ({ run }) => {
        const unknown = await run({ only: ["no such mutant"] });
        assert.equal(unknown.ok ? "a report" : unknown.problem.code, "no-mutants");
      }),
    },
    {
      name: promise("ends when its time is up, with what is known by then"),
      run: inProject(async ({ context, run }) => {
        const late = await run({ timeoutMs: 1 });
        if (late.ok) assert.equal(late.complete, false, "complete, though it was cut short");
        else assert.equal(late.problem.code, "timeout");
        await assertUntouched(context, fixture);
      }),
    },
    {
      name: promise("ends with the run, with what is known by then"),
      run: async () => {
        const stop = new AbortController();
        await inProject(
          async ({ context, run }) => {
            const stopped = await run({ onProgress: () => stop.abort() });
            if (stopped.ok) assert.equal(stopped.complete, false, "complete, though it was ended");
            else assert.equal(stopped.problem.code, "aborted");
            await assertUntouched(context, fixture);
          },
          { signal: stop.signal },
        )();
      },
    },
  ];
}

interface Bench {
  readonly context: TestContext;
  run(changes?: Partial<MutationRequest>): Promise<MutationRun>;
}

function createBench(backend: MutationBackend, { path, layout }: MutationFixture, context: TestContext): Bench {
  const { project } = context;
  return {
    context,
    run: (changes = {}) => backend.run({ project, layout, files: [{ path }], ...changes }, context),
  };
}

function completed(run: MutationRun): Extract<MutationRun, { ok: true }> {
  if (run.ok) return run;
  assert.fail(`${run.problem.code}: ${run.problem.message}\n${run.output ?? ""}`);
}

function assertProgress(told: readonly (readonly [number, number])[], count: number): void {
  let before = 0;
  for (const [done, total] of told) {
    assert.ok(done >= before && done <= total, `told ${done} of ${total} after ${before}`);
    before = done;
  }
  assert.deepEqual(told.at(-1), [count, count], "what is told at the end");
}

/** Nothing of the user's folder is other than it was, and the copy holds the sources and tests it held. */
async function assertUntouched({ project, fs }: TestContext, { files }: MutationFixture): Promise<void> {
  const found = await fs.glob(project.root, ["**/*"]);
  const added = found.filter((path) => !(path in files) && !path.startsWith("node_modules"));
  assert.deepEqual(added, [], "the tool left files in the project");
  for (const [path, text] of Object.entries(files)) {
    assert.equal(await fs.readText(join(project.root, path)), text, `${path} of the project changed`);
    assert.equal(await fs.readText(join(project.workspace, path)), text, `${path} of the copy is not put back`);
  }
}
