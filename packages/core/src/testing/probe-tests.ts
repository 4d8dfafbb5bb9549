import assert from "node:assert/strict";
import { join } from "node:path";
import type { Exec, Language, Probe } from "../contracts/index.js";
import type { Scenario } from "../model/index.js";
import type { ContractTest } from "./contract-test.js";
import { type TestContext, withTestContext } from "./create-test-context.js";
import type { LanguageFixture } from "./language-fixture.js";
import { samplesFor } from "./print-tests.js";
import { analyzeSource, sourceFile } from "./read-source.js";

/** The promises of `Language.openProbe` and of the probe it opens. */
export function probeTests(language: Language, fixture: LanguageFixture): readonly ContractTest[] {
  const withProbe = (use: (probe: Probe, context: TestContext) => Promise<void>): Promise<void> =>
    withTestContext(fixture, async (context) => {
      const { file, analysis } = await analyzeSource(language, fixture.path, context);
      const opening = await language.openProbe({ project: context.project, file, analysis, seed: 1 }, context);
      assert.ok(opening.ok, opening.ok ? "" : `the probe did not open: ${opening.problem.message}`);
      try {
        await use(opening.probe, context);
      } finally {
        await opening.probe.close();
      }
    });
  const { scenarios } = fixture;

  const tests: ContractTest[] = [
    {
      name: `language ${language.id}: the probe numbers its goals and belongs to the analysis`,
      run: () =>
        withProbe(async (probe, context) => {
          const { analysis } = await analyzeSource(language, fixture.path, context);
          const { goals, hitOnImport, runtime } = probe.opened;
          assert.notEqual(runtime.trim(), "", "the runtime has no name");
          assert.ok(goals.length > 0, "there is no goal");
          assert.deepEqual(
            goals.map(({ index }) => index),
            goals.map((_, index) => index),
            "index is not the position",
          );
          assert.equal(new Set(goals.map(({ id }) => id)).size, goals.length, "two goals share an id");
          const names = new Set(["<module>", ...analysis.units.map(({ name }) => name)]);
          for (const goal of goals) {
            assert.equal(goal.path, fixture.path);
            assert.ok(goal.line >= 1, `${goal.id} is on line ${goal.line}`);
            assert.ok(
              names.has(goal.unit),
              `goal on line ${goal.line} is of ${goal.unit}, which the analysis does not know`,
            );
          }
          for (const index of hitOnImport) assert.ok(goals[index] !== undefined, `goal ${index} does not exist`);
        }),
    },
    {
      name: `language ${language.id}: results come in the order of the scenarios, whole and plain`,
      run: () =>
        withProbe(async (probe) => {
          assert.deepEqual(await probe.run([]), [], "an empty batch has results");
          const results = await probe.run([...scenarios, ...scenarios], { compares: true });
          assert.equal(results.length, scenarios.length * 2);
          const met = new Set(results.flatMap(({ hit }) => hit));
          assert.ok(met.size > 1, "the scenarios of the fixture meet at most one goal");
          for (const index of met) assert.ok(probe.opened.goals[index] !== undefined, `goal ${index} does not exist`);
          assert.deepEqual(JSON.parse(JSON.stringify(results)), results, "the results do not survive JSON");
          for (const [index, scenario] of scenarios.entries()) {
            const [alone] = await probe.run([scenario]);
            assert.ok(alone?.observation !== undefined, "a full reply lacks an observation");
            for (const result of [results[index], results[index + scenarios.length]]) {
              assert.deepEqual(
                result?.observation,
                alone.observation,
                `in a batch this goes another way than alone: ${JSON.stringify(scenario)}`,
              );
            }
          }
        }),
    },
    {
      name: `language ${language.id}: two fresh probes see the same, at the same price`,
      async run() {
        const seen: unknown[] = [];
        for (let turn = 0; turn < 2; turn += 1) {
          await withProbe(async (probe) => {
            const results = await probe.run(scenarios, { compares: true });
            assert.ok(probe.work > 0, "runs cost nothing");
            seen.push({ opened: { ...probe.opened, effects: [] }, results, work: probe.work });
          });
        }
        assert.deepEqual(seen[1], seen[0]);
      },
    },
    {
      name: `language ${language.id}: in novelty mode what was met before is not news`,
      run: () =>
        withProbe(async (probe) => {
          const first = await probe.run(scenarios, { reply: "novelty" });
          assert.ok(
            first.some(({ novel, observation }) => novel && observation !== undefined),
            "nothing was new the first time",
          );
          const again = await probe.run(scenarios, { reply: "novelty" });
          assert.equal(again.length, scenarios.length);
          assert.ok(!again.some(({ novel }) => novel), "the same scenarios are new a second time");
        }),
    },
    {
      name: `language ${language.id}: opening and running leave the project as it is`,
      run: () =>
        withProbe(async (probe, context) => {
          await probe.run(scenarios);
          for (const [path, text] of Object.entries(fixture.files))
            assert.equal(await context.fs.readText(join(context.project.root, path)), text, `${path} changed`);
        }),
    },
    {
      name: `language ${language.id}: a probe can be closed twice`,
      run: () => withProbe((probe) => probe.close()),
    },
  ];
  if (fixture.killer !== undefined) tests.push(dyingChild(fixture.killer));
  if (language.prepare !== undefined) tests.push(prepared(language.prepare));
  if (fixture.unloadable !== undefined) tests.push(unloadableFile(fixture.unloadable));
  if (fixture.echo !== undefined) tests.push(echo(fixture.echo));
  return tests;

  function dyingChild(killer: Scenario): ContractTest {
    return {
      name: `language ${language.id}: a scenario that ends the child loses nothing but itself`,
      run: () =>
        withProbe(async (probe) => {
          const expected = (await probe.run(scenarios)).map(({ observation }) => observation?.outcome);
          const results = await probe.run([...scenarios, killer, ...scenarios]);
          const outcomes = results.map(({ observation }) => observation?.outcome);
          assert.equal(
            outcomes[scenarios.length]?.kind,
            "stopped",
            "the scenario that ended the child is not reported as stopped",
          );
          assert.deepEqual(
            [...outcomes.slice(0, scenarios.length), ...outcomes.slice(scenarios.length + 1)],
            [...expected, ...expected],
          );
        }),
    };
  }

  function prepared(prepare: NonNullable<Language["prepare"]>): ContractTest {
    return {
      name: `language ${language.id}: a process that was prepared serves the next opening, and none is left over`,
      run: () =>
        withTestContext(fixture, async (context) => {
          const { file, analysis } = await analyzeSource(language, fixture.path, context);
          const running: Promise<unknown>[] = [];
          // By the order in which they were started: others may be started while this one works.
          const asked = new Set<number>();
          const exec: Exec = {
            run: (command) => context.exec.run(command),
            start(command) {
              const child = context.exec.start(command);
              const index = running.push(child.exited) - 1;
              const send = (line: string): void => {
                asked.add(index);
                child.send(line);
              };
              return { ...child, send };
            },
          };
          const counting = { ...context, exec };
          const end = await prepare(context.project, counting);
          const opening = await language.openProbe({ project: context.project, file, analysis, seed: 1 }, counting);
          assert.ok(opening.ok, opening.ok ? "" : `the probe did not open: ${opening.problem.message}`);
          assert.deepEqual([...asked], [0], "a process was started although one was waiting");
          await opening.probe.close();
          await end();
          await Promise.all(running);
        }),
    };
  }

  function unloadableFile({ path, text }: { readonly path: string; readonly text: string }): ContractTest {
    return {
      name: `language ${language.id}: a file that cannot be loaded is a returned problem`,
      run: () =>
        withTestContext({ ...fixture, files: { ...fixture.files, [path]: text } }, async (context) => {
          const file = sourceFile(path, text);
          const analysis = await language.analyze(file, context.project, context);
          assert.ok(analysis.ok, "the file has to be analysable; for a syntax error there is `broken`");
          const opening = await language.openProbe({ project: context.project, file, analysis, seed: 1 }, context);
          if (opening.ok) await opening.probe.close();
          assert.ok(!opening.ok, "the probe opened");
          assert.match(opening.problem.code, /^(?:import-[a-z]+|no-runtime)$/);
          assert.notEqual(opening.problem.message.trim(), "");
        }),
    };
  }

  function echo(ref: string): ContractTest {
    return {
      name: `language ${language.id}: every value survives the way to the runtime and back`,
      run: () =>
        withProbe(async (probe) => {
          const samples = samplesFor(language, fixture).filter(({ tag }) => tag !== "callable");
          const batch = samples.map(
            ({ value }): Scenario => ({ arrange: [], act: { kind: "function", ref, args: [value] } }),
          );
          const results = await probe.run(batch);
          samples.forEach(({ value }, index) => {
            const outcome = results[index]?.observation?.outcome;
            assert.equal(outcome?.kind, "returned", `${JSON.stringify(value)}: ${JSON.stringify(outcome)}`);
            assert.deepEqual(outcome?.kind === "returned" ? outcome.value : null, value);
          });
        }),
    };
  }
}
