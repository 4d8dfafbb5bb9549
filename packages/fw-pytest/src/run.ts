import { randomUUID } from "node:crypto";
import { join } from "node:path";
import {
  type Context,
  exitWithin,
  type Finished,
  type RunRequest,
  ranTooLong,
  type TestOutcome,
  type TestRun,
  watchTests,
} from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { detailsOf } from "./details.js";
import { emptyResults, type RunnerResults, readLine } from "./read-results.js";
import { runners } from "./start-runner.js";

const DEFAULT_TIMEOUT_MS = 120_000;
const OUTPUT_SHOWN = 4_000;

/** pytest's exit statuses after a whole session: all passed, some failed, none collected. */
const WHOLE_SESSION: ReadonlySet<number> = new Set([0, 1, 5]);

/** Options of a configuration that need no plugin, so that plugins may stay unloaded. */
const PLAIN_OPTIONS: ReadonlySet<string> = new Set([
  "testpaths",
  "python_files",
  "python_classes",
  "python_functions",
  "pythonpath",
  "minversion",
  "norecursedirs",
]);

/** Runs test files with the project's pytest, in one fresh process; in another one for each test that takes too long. */
export async function run(request: RunRequest, ctx: Context): Promise<TestRun> {
  const late: TestOutcome[] = [];
  for (;;) {
    const result = await attempt(request, late, ctx);
    if ("status" in result) return result;
    late.push(result);
  }
}

/** How the run went without the tests that took too long before, or one more that did. */
async function attempt(
  request: RunRequest,
  late: readonly TestOutcome[],
  ctx: Context,
): Promise<TestRun | TestOutcome> {
  const { project, layout } = request;
  const details = detailsOf(layout);
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok) return { status: "error", problem: interpreter.problem, output: "" };
  const autoload = needsPlugins(request);
  const measures = (request.cover?.length ?? 0) > 0;
  const hashSeed = request.hashSeed ?? 0;
  const { child, command } = await runners.take(
    project,
    { interpreter, installed: details.installed, autoload, hashSeed, measures },
    ctx,
  );
  const { cwd: workspace, scratch } = command;
  const nonce = randomUUID();
  const results = emptyResults();
  const watch = watchTests(child, request.testTimeoutMs, ctx);
  child.onLine((line) => {
    const kind = readLine(line, nonce, results, details.install);
    if (kind === "started") watch.began(results.at);
    else if (kind === "test") watch.over();
  });
  child.send(
    JSON.stringify({
      nonce,
      root: workspace,
      scratch,
      roots: [workspace, scratch],
      orderSeed: request.orderSeed ?? null,
      cover: request.cover ?? [],
      without: late.map(({ testId }) => testId),
      autoload,
      hide: ["PYTHONDONTWRITEBYTECODE", "PYTHONMALLOC", ...(details.installed.length > 0 ? ["PYTHONPATH"] : [])],
      arguments: [
        `--rootdir=${workspace}`,
        "--continue-on-collection-errors",
        "--maxfail=0",
        "--color=no",
        "-o",
        `cache_dir=${join(scratch, "cache")}`,
        ...request.files,
      ],
    }),
  );
  const finished = await exitWithin(child, request.timeoutMs ?? DEFAULT_TIMEOUT_MS, ctx);
  watch.over();
  await ctx.fs.remove(scratch).catch(() => undefined);
  const testId = watch.late();
  const isNew = testId !== null && !late.some((one) => one.testId === testId);
  if (isNew && finished.ended !== "aborted")
    return ranTooLong(testId.split("::")[0] ?? "", testId, request.testTimeoutMs ?? 0);
  return conclude(request, results, late, finished);
}

function conclude(
  request: RunRequest,
  results: RunnerResults,
  late: readonly TestOutcome[],
  finished: Finished,
): TestRun {
  const output = shown(finished);
  const where = results.at === "" ? "" : ` at ${results.at}`;
  if (finished.ended === "timeout") {
    const seconds = Math.round((request.timeoutMs ?? DEFAULT_TIMEOUT_MS) / 1000);
    return {
      status: "timeout",
      problem: { code: "timeout", message: `the tests took longer than ${seconds} s${where}` },
      output,
    };
  }
  const ran = results.tests.filter((test) => test.testId !== test.file);
  if (results.status !== null && WHOLE_SESSION.has(results.status) && ran.length >= results.expected) {
    const unloadable = results.problems.find((problem) => problem.code === "collection-error");
    if (ran.length === 0 && unloadable) return { status: "error", problem: unloadable, output };
    const tests = [...results.tests, ...late];
    const none = tests.length === 0 ? [{ code: "no-tests", message: "pytest found no tests" }] : [];
    return {
      status: "complete",
      tests,
      coverage: results.coverage,
      problems: [...results.problems, ...none],
    };
  }
  const missing = results.problems.find((problem) => problem.code === "no-pytest");
  if (missing) return { status: "error", problem: missing, output };
  return {
    status: "error",
    problem: { code: codeOf(results, finished), message: `${wordsFor(results, finished)}${where}` },
    output,
  };
}

function codeOf(results: RunnerResults, finished: Finished): string {
  if (finished.ended === "not-started") return "not-started";
  if (finished.ended === "memory" || finished.ended === "processes") return finished.ended;
  if (finished.ended === "aborted") return "aborted";
  return results.status === 4 ? "usage" : "ended-early";
}

function wordsFor(results: RunnerResults, finished: Finished): string {
  if (finished.ended === "not-started") return `Python did not start: ${finished.problem ?? "unknown"}`;
  if (finished.ended === "memory") return "the tests used too much memory and were ended";
  if (finished.ended === "processes") return "the tests started too many processes and were ended";
  if (finished.ended === "aborted") return "the tests were interrupted";
  if (results.status === 4) return "pytest refused its command line or configuration";
  if (results.status === 2 || (results.status !== null && WHOLE_SESSION.has(results.status)))
    return "the test session was interrupted from inside";
  if (results.status !== null) return "pytest ended with an internal error";
  return finished.signal === null
    ? `the process ended with code ${finished.code ?? "unknown"} before the tests were done`
    : `the process died of ${finished.signal}`;
}

/** Suites of ours need no plugin; whatever else is run, or is configured, might. */
export function needsPlugins({ files, layout }: Pick<RunRequest, "files" | "layout">): boolean {
  const { conftests, config, pathConftests } = detailsOf(layout);
  if (files.length === 0 || files.some((file) => layout.testFiles.includes(file))) return true;
  return conftests.length > pathConftests.length || Object.keys(config).some((option) => !PLAIN_OPTIONS.has(option));
}

function shown({ stdout, stderr }: Finished): string {
  const text = [stdout, stderr].filter((part) => part.trim() !== "").join("\n");
  return text.length <= OUTPUT_SHOWN
    ? text
    : `${text.slice(0, OUTPUT_SHOWN / 2)}\n...\n${text.slice(-OUTPUT_SHOWN / 2)}`;
}
