import type { Clock, Exec, MutationReport, MutationRequest, MutationRun, Running } from "@autotest/core";
import type { TestContext } from "@autotest/core/testing";
import { afterEach, describe, expect, test } from "vitest";
import { stryker } from "./backend.js";
import { openProject, requestFor } from "./testing/open-project.js";
import { schemaErrors } from "./testing/schema-errors.js";
import { mutantsOf } from "./to-report.js";

const GRADE = `function grade(points) {
  if (points < 0) {
    throw new RangeError('negative');
  }
  return points >= 50 ? 'pass' : 'fail';
}

function spare(a) {
  return a + 1;
}

module.exports = { grade, spare };
`;
const TEST = `const assert = require('assert');
const { grade } = require('../src/grade.js');

describe('grade', () => {
  it('passes', () => assert.equal(grade(70), 'pass'));
  it('fails', () => assert.equal(grade(10), 'fail'));
  it('throws', () => assert.throws(() => grade(-1), RangeError));
});
`;
const FILES = { "src/grade.js": GRADE, "test/grade.test.js": TEST };

/** The real tool, on a machine that may have much else to do. */
const LONG = 300_000;

const opened: TestContext[] = [];
afterEach(async () => {
  for (const context of opened.splice(0)) await context.dispose();
});

async function open(
  files: { readonly [path: string]: string } = FILES,
  packages?: Parameters<typeof openProject>[1],
): Promise<TestContext> {
  const context = await openProject(files, packages);
  opened.push(context);
  return context;
}

function run(context: TestContext, more: Partial<MutationRequest> = {}): Promise<MutationRun> {
  return stryker.run({ ...requestFor(context, ["test/grade.test.js"], [{ path: "src/grade.js" }]), ...more }, context);
}

function reportOf(run: MutationRun): MutationReport {
  if (!run.ok) throw new Error(`${run.problem.code}: ${run.problem.message}\n${run.output ?? ""}`);
  return run.report;
}

function statuses(report: MutationReport): readonly string[] {
  return mutantsOf(report).map(
    ({ location, mutatorName, replacement, status }) =>
      `${location.start.line} ${mutatorName} ${replacement}: ${status}`,
  );
}

test("a Mocha project, as a whole, by its mutants and by its lines", { timeout: LONG }, async () => {
  const context = await open();
  const progress: (readonly [number, number])[] = [];
  const first = await run(context, { onProgress: (done, total) => progress.push([done, total]) });
  const report = reportOf(first);
  expect(first).toMatchObject({ ok: true, tool: "StrykerJS 9.6.1", complete: true, problems: [] });
  expect(statuses(report)).toEqual([
    "1 BlockStatement {}: Killed",
    "2 ConditionalExpression false: Killed",
    "2 ConditionalExpression true: Killed",
    "2 EqualityOperator points <= 0: Survived",
    "2 EqualityOperator points >= 0: Killed",
    "2 BlockStatement {}: Killed",
    '3 StringLiteral "": Survived',
    "5 ConditionalExpression false: Killed",
    "5 ConditionalExpression true: Killed",
    "5 EqualityOperator points < 50: Killed",
    "5 EqualityOperator points > 50: Survived",
    '5 StringLiteral "": Killed',
    '5 StringLiteral "": Killed',
    "8 BlockStatement {}: NoCoverage",
    "9 ArithmeticOperator a - 1: NoCoverage",
    "12 ObjectLiteral {}: Killed",
  ]);
  expect(schemaErrors(report)).toEqual([]);
  expect(progress.at(-1)).toEqual([16, 16]);
  const negative = mutantsOf(report).find(({ mutatorName }) => mutatorName === "ConditionalExpression");
  const tests = report.testFiles?.["test/grade.test.js"]?.tests ?? [];
  expect(tests.filter(({ id }) => negative?.killedBy?.includes(id)).map(({ name }) => name)).toEqual(["grade throws"]);

  // Two mutants of the earlier report, and nothing else; a test that is new by then counts.
  const ids = mutantsOf(report)
    .filter(({ replacement }) => replacement === "points > 50" || replacement === "points <= 0")
    .map(({ id }) => id);
  await context.fs.write(
    `${context.project.workspace}/test/more.test.js`,
    "require('assert').equal(1, 1);\nit('more', () => require('assert').equal(require('../src/grade.js').grade(50), 'pass'));\n",
  );
  const again = await run(context, { only: ids, tests: ["test/grade.test.js", "test/more.test.js"] });
  expect(statuses(reportOf(again))).toEqual([
    "2 EqualityOperator points <= 0: Survived",
    "5 EqualityOperator points > 50: Killed",
  ]);
  expect(mutantsOf(reportOf(again)).map(({ id }) => id)).toEqual(ids);

  // What touches a line, also when it is longer.
  const lines = await run(context, { files: [{ path: "src/grade.js", lines: [{ from: 3, to: 3 }] }] });
  expect(statuses(reportOf(lines))).toEqual([
    "1 BlockStatement {}: Killed",
    "2 BlockStatement {}: Killed",
    '3 StringLiteral "": Survived',
  ]);

  expect(await context.fs.readText(`${context.project.root}/src/grade.js`)).toBe(GRADE);
  expect(await context.fs.list(context.project.root)).toEqual(["node_modules", "package.json", "src", "test"]);
  expect(await context.fs.exists(`${context.project.workspace}/.autotest-stryker`)).toBe(false);
});

test("what is known when the time is over, and when it breaks down half-way; the rest is Pending", {
  timeout: 60_000,
}, async () => {
  const context = await open();
  let timeIsOver = (): void => undefined;
  const after: Clock["after"] = (_, end) => {
    timeIsOver = end;
    return () => undefined;
  };
  const clock: Clock = { ...context.clock, after };
  const request = { ...requestFor(context, ["test/grade.test.js"], [{ path: "src/grade.js" }]), timeoutMs: 1 };
  const late = await stryker.run({ ...request, onProgress: (done) => done > 2 && timeIsOver() }, { ...context, clock });
  expect(late).toMatchObject({ ok: true, complete: false, problems: [{ code: "timeout" }] });
  expect(schemaErrors(reportOf(late))).toEqual([]);
  expect(statuses(reportOf(late)).filter((line) => line.endsWith("Pending")).length).toBeGreaterThan(5);
  expect(statuses(reportOf(late)).filter((line) => !line.endsWith("Pending")).length).toBeGreaterThan(2);

  let child: Running | undefined;
  const exec: Exec = {
    ...context.exec,
    start(command) {
      child = context.exec.start(command);
      return child;
    },
  };
  const broken = await stryker.run(
    { ...request, onProgress: (done) => done > 2 && child?.kill() },
    { ...context, exec, clock },
  );
  expect(broken).toMatchObject({ ok: true, complete: false, problems: [{ code: "tool-crashed" }] });
  expect(broken.ok && broken.problems[0]?.message).toMatch(/broke down half-way: ended by SIGKILL/);
});

test("a mutant that never ends is a timeout, and settings of the project's own StrykerJS hold", {
  timeout: 60_000,
}, async () => {
  const context = await open({
    "src/grade.js":
      "exports.count = (n) => {\n  let all = 0;\n  while (n > 0) {\n    n -= 1;\n    all += 1;\n  }\n  return all;\n};\n",
    "test/grade.test.js":
      "suite('count', () => test('counts', () => require('assert').equal(require('../src/grade.js').count(3), 3)));\n",
    "stryker.conf.cjs":
      "module.exports = { testRunner: 'jest', reporters: ['html'], mutator: { excludedMutations: ['BlockStatement'] }, mochaOptions: { ui: 'tdd' }, timeoutMS: 2000 };\n",
  });
  const layout = { ...requestFor(context, ["test/grade.test.js"], [], { ui: "tdd" }).layout };
  const { files } = reportOf(await run(context, { layout }));
  const found = files["src/grade.js"]?.mutants.map(({ mutatorName, replacement, status }) => [
    mutatorName,
    replacement,
    status,
  ]);
  expect(found).toContainEqual(["AssignmentOperator", "n += 1", "Timeout"]);
  expect(found).toContainEqual(["BlockStatement", "{}", "Ignored"]);
});

describe("says why there is no result", () => {
  test("tests that fail before anything was changed", { timeout: LONG }, async () => {
    const bad = "describe('bad', () => it('is wrong', () => { throw new Error('no'); }));\n";
    const context = await open({ ...FILES, "test/bad.test.js": bad });
    const result = await run(context, { tests: ["test/grade.test.js", "test/bad.test.js"] });
    expect(result).toMatchObject({
      ok: false,
      problem: { code: "tests-fail", message: 'tests fail before anything was changed: "bad is wrong"' },
      output: expect.stringContaining("There were failed tests"),
    });
  });

  test("a file without mutants, mutants of other sources, no test at all", { timeout: LONG }, async () => {
    const context = await open({ ...FILES, "src/none.js": "// nothing\n" });
    const problem = async (more: Partial<MutationRequest>): Promise<unknown> => {
      const result = await run(context, more);
      return result.ok ? result : `${result.problem.code}: ${result.problem.message}`;
    };
    expect(await problem({ files: [{ path: "src/none.js" }] })).toBe(
      "no-mutants: StrykerJS makes no mutant of src/none.js",
    );
    const others = "no-mutants: none of the mutants asked for are made of these sources: they are of other ones";
    expect(await problem({ only: ["7"] })).toBe(others);
    expect(await problem({ only: ["src/other.js:2:7-2:17:EqualityOperator:00000000"] })).toBe(others);
    expect(await problem({ tests: [] })).toBe("no-tests: there is no test to run mutants with");
  });

  test("StrykerJS missing, with the command of the project's package manager", async () => {
    const context = await open({ ...FILES, "pnpm-lock.yaml": "" }, ["mocha"]);
    const version = Number.parseInt(process.versions.node, 10) < 22 ? "9.6.1" : "10.0.0";
    const hint = `pnpm add -D @stryker-mutator/core@${version} @stryker-mutator/mocha-runner@${version}`;
    const message =
      "not installed in this project: StrykerJS (@stryker-mutator/core) and @stryker-mutator/mocha-runner";
    expect(await run(context)).toEqual({ ok: false, problem: { code: "tool-missing", message, hint } });
    expect(await stryker.check(context.project, context)).toEqual([
      { name: "StrykerJS", ok: false, detail: message, fix: hint, required: false },
    ]);
  });

  test("ended from outside: what is known by then", { timeout: LONG }, async () => {
    const stop = new AbortController();
    const context = await openProject(FILES, undefined, { signal: stop.signal });
    opened.push(context);
    const ended = await run(context, { onProgress: (done) => done > 2 && stop.abort() });
    expect(ended).toMatchObject({ ok: true, complete: false, problems: [{ code: "aborted" }] });
    expect(statuses(reportOf(ended)).filter((line) => !line.endsWith("Pending")).length).toBeGreaterThan(2);
  });
});
