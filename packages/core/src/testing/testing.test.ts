import { describe, expect, it, test } from "vitest";
import type { Engine, Framework, Language, Plugin, Reporter, ScenarioResult } from "../contracts/index.js";
import { type ContractTest, registerTests, runTests } from "./contract-test.js";
import { testEngine } from "./test-engine.js";
import { testFramework } from "./test-framework.js";
import { testLanguage } from "./test-language.js";
import { testPlugin } from "./test-plugin.js";
import { testReporter } from "./test-reporter.js";
import { createToyEngine } from "./toy/toy-engine.js";
import { TOY_ENGINE_FIXTURE, TOY_FRAMEWORK_FIXTURE, TOY_LANGUAGE_FIXTURE } from "./toy/toy-fixtures.js";
import { createToyFramework } from "./toy/toy-framework.js";
import { createToyLanguage } from "./toy/toy-language.js";

const plainReporter: Reporter = { id: "plain", render: (report) => JSON.stringify(report) };

const promptsPlugin = (unit_test: string) => (): Plugin => ({
  name: "autotest-prompts-plain",
  version: "1.0.0",
  apiVersion: 1,
  prompts: [{ id: "plain", name: "asks plainly", templates: { unit_test } }],
});

describe("what keeps the contracts passes", () => {
  registerTests(test, testLanguage(createToyLanguage(), TOY_LANGUAGE_FIXTURE));
  registerTests(test, testFramework(createToyFramework(), TOY_FRAMEWORK_FIXTURE));
  registerTests(test, testEngine(createToyEngine(), TOY_ENGINE_FIXTURE));
  registerTests(test, testReporter(plainReporter));
  registerTests(
    test,
    testPlugin(() => ({ name: "autotest-report-plain", version: "1.0.0", apiVersion: 1, reporters: [plainReporter] })),
  );
  registerTests(test, testPlugin(promptsPlugin("Write {framework} tests for {code}, not { this }")));
});

/** Runs the one contract test of that name and expects it to fail. */
async function expectBroken(tests: readonly ContractTest[], name: string): Promise<void> {
  const [one, ...others] = tests.filter((test) => test.name.endsWith(`: ${name}`));
  expect(one, `there is no test "${name}"`).toBeDefined();
  expect(others).toEqual([]);
  await expect(one!.run()).rejects.toThrow();
}

describe("what breaks a contract is caught", () => {
  it("a pack with a name in braces that nobody fills in", async () => {
    const tests = testPlugin(promptsPlugin("Write tests for {function}"));
    const one = tests.find(({ name }) => name.startsWith("prompt pack"));
    await expect(one?.run()).rejects.toThrow("the names are language, framework, code, diff");
  });

  const language = createToyLanguage();
  let count = 0;
  const counted = (): string => {
    count += 1;
    return `${count}`;
  };
  const brokenLanguages: readonly (readonly [string, Partial<Language>, string])[] = [
    [
      "throws on a syntax error",
      {
        analyze: async (...args) => {
          const analysis = await language.analyze(...args);
          if (!analysis.ok) throw new Error("bad");
          return analysis;
        },
      },
      "a syntax error is returned, not thrown",
    ],
    [
      "ids from line numbers",
      {
        analyze: async (...args) => {
          const analysis = await language.analyze(...args);
          return analysis.ok
            ? { ...analysis, units: analysis.units.map((unit) => ({ ...unit, id: `${unit.span.line}` })) }
            : analysis;
        },
      },
      "ids stay when lines move",
    ],
    [
      "an unrepeatable analysis",
      {
        analyze: async (...args) => {
          const analysis = await language.analyze(...args);
          count += 1;
          return analysis.ok ? { ...analysis, importName: `${count}` } : analysis;
        },
      },
      "analysis is the same each time and plain data",
    ],
    [
      "forgets the class of a new value",
      { print: (value) => JSON.stringify(value) },
      "print() imports what a value refers to, and writes variables by name",
    ],
    [
      "cannot write bytes",
      { print: (value, scope) => (JSON.stringify(value).includes("bytes") ? "" : language.print(value, scope)) },
      "print() writes every kind of value",
    ],
    [
      "confuses a tuple and a set",
      { print: (value, scope) => language.print(value, scope).replace('"set"', '"tuple"') },
      "print() writes the same value alike and different values differently",
    ],
    [
      "results out of order",
      withProbe((results) => [...results].reverse()),
      "results come in the order of the scenarios, whole and plain",
    ],
    [
      "loses a result",
      withProbe((results) => results.slice(1)),
      "results come in the order of the scenarios, whole and plain",
    ],
    [
      "survives its own death",
      withProbe((results) =>
        results.map((result) => ({
          ...result,
          observation: { ...result.observation!, outcome: { kind: "returned", value: 1, via: "call" } },
        })),
      ),
      "a scenario that ends the child loses nothing but itself",
    ],
    [
      "everything is new",
      withProbe((results) => results.map((result) => ({ ...result, novel: true }))),
      "in novelty mode what was met before is not news",
    ],
    [
      "opens anything",
      {
        openProbe: (request, ctx) =>
          language.openProbe(
            { ...request, file: { ...request.file, text: request.file.text.replace("explode", "calm") } },
            ctx,
          ),
      },
      "a file that cannot be loaded is a returned problem",
    ],
  ];

  function withProbe(change: (results: readonly ScenarioResult[]) => readonly ScenarioResult[]): Partial<Language> {
    return {
      async openProbe(request, ctx) {
        const opening = await language.openProbe(request, ctx);
        if (!opening.ok) return opening;
        const { probe } = opening;
        return { ok: true, probe: { ...probe, run: async (...args) => change(await probe.run(...args)) } };
      },
    };
  }

  for (const [what, change, expected] of brokenLanguages) {
    it(`a language: ${what}`, async () => {
      await expectBroken(testLanguage({ ...language, ...change }, TOY_LANGUAGE_FIXTURE), expected);
    });
  }

  const framework = createToyFramework();
  const emitting = (change: (text: string, existing: string | undefined) => string): Partial<Framework> => ({
    emit: (request) => {
      const suite = framework.emit(request);
      return { ...suite, text: change(suite.text, request.existing) };
    },
  });
  const running = (change: (run: Awaited<ReturnType<Framework["run"]>>) => unknown): Partial<Framework> => ({
    run: async (...args) => change(await framework.run(...args)) as never,
  });
  const brokenFrameworks: readonly (readonly [string, Partial<Framework>, string])[] = [
    [
      "overwrites an existing suite",
      { emit: ({ existing: _, ...request }) => framework.emit(request) },
      "an existing suite keeps every line and gains the tests",
    ],
    [
      "appends on every run",
      {
        emit: (request) => {
          const suite = framework.emit(request);
          return { ...suite, text: `${suite.text}${request.existing === undefined ? "" : "# again\n"}` };
        },
      },
      "writing the same tests again changes nothing",
    ],
    [
      "invalid code",
      emitting((text) => `${text}(((\n`),
      "emit() writes valid code, alike each time, with one id for each test",
    ],
    ["mixed line ends", emitting((text) => text.replace("\r\n", "\n")), "line ends of an existing suite are kept"],
    [
      "ids that do not fit",
      running((run) =>
        run.status === "complete" ? { ...run, tests: run.tests.map((one) => ({ ...one, testId: "x" })) } : run,
      ),
      "every written test runs under its own id and passes, in any order and with any hash seed",
    ],
    [
      "passes everything",
      running((run) =>
        run.status === "complete" ? { ...run, tests: run.tests.map((one) => ({ ...one, outcome: "passed" })) } : run,
      ),
      "a false assertion fails its test, with a message, and no other",
    ],
    [
      "a broken suite is a pass",
      running((run) =>
        run.status === "error" ? { status: "complete", tests: [], coverage: null, problems: [] } : run,
      ),
      "a suite that cannot be loaded is an error with the runner's words, not a pass",
    ],
    [
      "a timeout is a pass",
      running((run) =>
        run.status === "timeout" ? { status: "complete", tests: [], coverage: null, problems: [] } : run,
      ),
      "a run that takes too long is a timeout",
    ],
    [
      "measures nothing",
      running((run) => (run.status === "complete" ? { ...run, coverage: null } : run)),
      "coverage of the source file is measured",
    ],
    [
      "a place outside",
      { place: () => "../x_check.toy" },
      "a suite has one place, inside the project, and the runner counts it as a test file",
    ],
    [
      "found everywhere",
      { detect: async (...args) => ({ ...(await framework.detect(...args)), found: true }) },
      "an empty project does not use it, and still has a place for tests",
    ],
    ["no header", { readHeader: () => null }, "the header of a suite can be read back"],
  ];
  for (const [what, change, expected] of brokenFrameworks) {
    it(`a framework: ${what}`, async () => {
      await expectBroken(testFramework({ ...framework, ...change }, TOY_FRAMEWORK_FIXTURE), expected);
    });
  }

  const engine = createToyEngine();
  const proposing = (change: (proposal: never) => unknown): Engine => ({
    ...engine,
    async *propose(...args) {
      for await (const proposal of engine.propose(...args)) {
        const changed = change(proposal as never);
        if (changed !== null) yield changed as never;
      }
    },
  });
  type Any = { kind: string; candidate: { goals: string[]; title: string; scenario: object } };
  const brokenEngines: readonly (readonly [string, Engine, string])[] = [
    [
      "unasked goals",
      proposing((one: Any) =>
        one.kind === "candidate" ? { ...one, candidate: { ...one.candidate, goals: ["other"] } } : one,
      ),
      "speaks only of goals it was asked for, and of every one of them",
    ],
    [
      "silence about open goals",
      proposing((one: Any) => (one.kind === "open" ? null : one)),
      "speaks only of goals it was asked for, and of every one of them",
    ],
    [
      "false claims",
      proposing((one: Any) =>
        one.kind === "candidate"
          ? {
              ...one,
              candidate: {
                ...one.candidate,
                scenario: { arrange: [], act: { kind: "function", ref: ":echo", args: [1] } },
              },
            }
          : one,
      ),
      "candidates meet their goals in a fresh runtime",
    ],
    [
      "one title for all",
      proposing((one: Any) =>
        one.kind === "candidate" ? { ...one, candidate: { ...one.candidate, title: "works" } } : one,
      ),
      "candidates belong to the file and say what they assert",
    ],
    [
      "a random id",
      proposing((one: Any) =>
        one.kind === "candidate" ? { ...one, candidate: { ...one.candidate, id: counted() } } : one,
      ),
      "proposes the same with the same seed, as plain data",
    ],
    [
      "a spendthrift",
      {
        ...engine,
        async *propose(request, ctx) {
          for (let turn = 0; turn < 9000; turn += 1) await request.probe.run([TOY_LANGUAGE_FIXTURE.scenarios[0]!]);
          yield* engine.propose(request, ctx);
        },
      },
      "keeps to its budget of calls",
    ],
  ];
  for (const [what, subject, expected] of brokenEngines) {
    it(`an engine: ${what}`, async () => {
      await expectBroken(testEngine(subject, TOY_ENGINE_FIXTURE), expected);
    });
  }

  const brokenReporters: readonly (readonly [string, Reporter["render"]])[] = [
    ["renders nothing", () => ""],
    [
      "changes the report",
      (report) => {
        (report.warnings as string[]).push("x");
        return "x";
      },
    ],
    ["differs from time to time", () => counted()],
    ["lets escapes through", (report) => `${report.warnings.join()}.`],
  ];
  for (const [what, render] of brokenReporters) {
    it(`a reporter: ${what}`, async () => {
      const results = await runTests(testReporter({ id: "bad", render }));
      expect(results.filter(({ error }) => error !== null)).not.toEqual([]);
    });
  }
});
