import { join, relative } from "node:path";
import {
  type Context,
  type Finished,
  type Problem,
  type RunRequest,
  ranTooLong,
  type TestOutcome,
  type TestRun,
} from "@autotest/core";
import { type Conversation, converse, type Order } from "./converse.js";
import { detailsOf, type MochaDetails } from "./details.js";
import { findMocha } from "./find-mocha.js";
import { loadProblem } from "./load-problem.js";
import { type Isolation, isolationFor } from "./node-command.js";
import { type RunResults, readResults, type ScriptCounters } from "./read-results.js";
import { shuffled } from "./shuffle.js";
import { testIdOf } from "./test-id.js";

const DEFAULT_TIMEOUT_MS = 120_000;

/** Runs test files with the project's own Mocha and configuration, in the workspace. */
export async function run(request: RunRequest, ctx: Context): Promise<TestRun> {
  const details = detailsOf(request.layout);
  const found = await findMocha(request.project, ctx);
  if (!found.ok) return { status: "error", problem: found.problem, output: "" };
  const untyped = typescriptProblem(request, details);
  if (untyped !== null) return { status: "error", problem: untyped, output: "" };
  const root = await ctx.fs.realPath(request.project.workspace);
  const session: Session = {
    request,
    details,
    mocha: found.mocha.folder,
    root,
    nodeFlags: details.settings.nodeFlags,
    deadline: deadlineOf(request, ctx),
    late: new Map(),
  };
  const flags = details.settings.unread === null ? details.settings.nodeFlags : await readNodeFlags(session, ctx);
  return runFiles({ ...session, nodeFlags: flags }, request.files, ctx);
}

function deadlineOf({ timeoutMs = DEFAULT_TIMEOUT_MS }: RunRequest, ctx: Context): number {
  return ctx.clock.elapsed() + timeoutMs;
}

interface Session {
  readonly request: RunRequest;
  readonly details: MochaDetails;
  readonly mocha: string;
  /** Real path of the workspace. */
  readonly root: string;
  readonly nodeFlags: readonly string[];
  /** Monotonic milliseconds. */
  deadline: number;
  /** Tests that took too long: how the runner names them, and what is said of them. */
  readonly late: Map<string, TestOutcome>;
}

/**
 * Runs all at once; a file that ends the whole process, or a test that takes too long, is reported as failed and the others run
 * without it.
 */
async function runFiles(session: Session, wanted: readonly string[], ctx: Context): Promise<TestRun> {
  const failed: TestOutcome[] = [];
  const tests = new Map<string, TestOutcome>();
  const scripts: ScriptCounters[] = [];
  const problems: Problem[] = [];
  const cover = session.request.cover ?? [];
  // Parser and coverage libraries take a while to load: only for a run that measures, and while it is under way.
  const measuring = cover.length === 0 ? null : import("./measure-coverage.js");
  let files = wanted;
  for (;;) {
    const attempt = await attemptRun(session, files, ctx);
    const { results, finished, isolation, late } = attempt;
    if (late !== null && !session.late.has(late) && finished.ended !== "aborted") {
      session.late.set(late, lateOutcome(late, session));
      session.deadline = deadlineOf(session.request, ctx);
      continue;
    }
    scripts.push(...results.scripts);
    if (finished.ended !== "itself") return stopped(finished);
    for (const test of results.tests) tests.set(test.testId, test);
    for (const { file, message } of results.broken)
      failed.push({ file, testId: file, outcome: "failed", message, milliseconds: 0 });
    problems.push(...problemsOf(results, isolation));
    if (results.ended) break;
    const culprit = results.lastFile;
    const all = files.length > 0 ? files : session.request.layout.testFiles;
    const others = all.filter((file) => file !== culprit && !failed.some((one) => one.testId === file));
    if (!results.began || culprit === null || others.length === 0 || others.length === all.length) {
      if (failed.length === 0 || !results.began)
        return { status: "error", problem: earlyEnd(results, finished), output: outputOf(finished) };
      failed.push({
        file: culprit ?? "",
        testId: culprit ?? "",
        outcome: "failed",
        message: earlyEnd(results, finished).message,
        milliseconds: 0,
      });
      break;
    }
    const testId = results.lastTest === null ? culprit : [culprit, ...results.lastTest].join(" > ");
    failed.push({
      file: culprit,
      testId,
      outcome: "failed",
      message: earlyEnd(results, finished).message,
      milliseconds: 0,
    });
    files = others;
  }
  const unloaded = failed.filter(({ file, testId }) => file === testId);
  if (tests.size === 0 && unloaded.length > 0 && unloaded.length === failed.length) {
    // Nothing at all could be loaded: there is no result to be complete.
    const output = unloaded.map(({ file, message }) => `${file}\n${message ?? ""}`).join("\n");
    return { status: "error", problem: loadProblem(unloaded[0]?.file ?? "", output, session.details), output };
  }
  const measured = (await (await measuring)?.measureCoverage(scripts, cover, session.root, ctx)) ?? null;
  return {
    status: "complete",
    tests: [
      ...tests.values(),
      ...failed.filter((one) => tests.get(one.testId)?.outcome !== "failed"),
      ...session.late.values(),
    ],
    coverage: measured?.coverage ?? null,
    problems: [...unique(problems), ...(measured?.problems ?? [])],
  };
}

/** What is said of a test that took too long; `late` is how the runner names it. */
function lateOutcome(late: string, { root, request }: Session): TestOutcome {
  const [absolute = "", ...titles] = JSON.parse(late) as readonly string[];
  const file = relative(root, absolute).replaceAll("\\", "/");
  return ranTooLong(file, testIdOf(file, titles), request.testTimeoutMs ?? 0);
}

interface Attempt extends Pick<Conversation, "finished" | "late"> {
  readonly results: RunResults;
  readonly isolation: Isolation;
}

async function attemptRun(session: Session, files: readonly string[], ctx: Context): Promise<Attempt> {
  const { request } = session;
  const measures = (request.cover?.length ?? 0) > 0;
  // V8's counters are read through the inspector, which the permission model closes.
  if (measures) return launch(session, files, { restricted: false, weaker: null }, ctx);
  const attempt = await launch(session, files, null, ctx);
  const denied =
    attempt.isolation.restricted &&
    attempt.results.broken.some(({ code }) => code === "ERR_ACCESS_DENIED" || code === "ERR_DLOPEN_DISABLED");
  const unstarted =
    attempt.isolation.restricted &&
    !attempt.results.began &&
    attempt.finished.ended === "itself" &&
    /ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED|node::permission/.test(attempt.finished.stderr);
  if (!denied && !unstarted) return attempt;
  const weaker =
    "the project's tests or tools need what Node's permission model refuses (a native module or a child process)";
  return launch(session, files, { restricted: false, weaker }, ctx);
}

async function launch(
  session: Session,
  files: readonly string[],
  fixed: Isolation | null,
  ctx: Context,
): Promise<Attempt> {
  const { request, details, root, mocha, nodeFlags } = session;
  const isolation = fixed ?? isolationFor(details, nodeFlags);
  const order: Order = {
    mode: "run",
    arguments: details.settings.scriptArguments,
    files: request.orderSeed === undefined ? files : shuffled(files, request.orderSeed),
    orderSeed: request.orderSeed,
    cover: (request.cover ?? []).map((path) => join(root, path)),
    without: [...session.late.keys()],
  };
  const limits = {
    timeoutMs: Math.max(session.deadline - ctx.clock.elapsed(), 1),
    testTimeoutMs: request.testTimeoutMs,
  };
  const settings = { mocha, nodeFlags, restricted: isolation.restricted, measures: order.cover.length > 0 };
  const { finished, lines, late } = await converse(request.project, settings, order, limits, ctx);
  return { results: readResults(lines, root), finished, isolation, late };
}

/** A configuration that is code says only when it runs which flags node itself must get. */
async function readNodeFlags(
  { request, details, mocha, nodeFlags }: Session,
  ctx: Context,
): Promise<readonly string[]> {
  const order: Order = {
    mode: "read-options",
    arguments: details.settings.scriptArguments,
    files: [],
    cover: [],
    without: [],
  };
  const settings = { mocha, nodeFlags: [], restricted: false, measures: false };
  const { lines } = await converse(request.project, settings, order, { timeoutMs: 20_000 }, ctx);
  const read = lines.find((line) => line.kind === "options")?.nodeFlags;
  return [...new Set([...nodeFlags, ...(Array.isArray(read) ? read.map(String) : [])])];
}

function typescriptProblem({ files, layout }: RunRequest, details: MochaDetails): Problem | null {
  const typed = (files.length > 0 ? files : layout.testFiles).find((file) => /\.[cm]?tsx?$/.test(file));
  if (typed === undefined || details.typescript !== null || details.settings.unread !== null || details.transpiled)
    return null;
  const { features } = process as { readonly features: { readonly typescript?: unknown } };
  if (features.typescript) return null;
  const hint = `${details.install} tsx, and "node-option": ["import=tsx"] in .mocharc.json`;
  return {
    code: "no-typescript-runner",
    message: `${typed} is TypeScript, and nothing in the project's Mocha configuration runs TypeScript`,
    hint,
  };
}

function stopped(finished: Finished): TestRun {
  const output = outputOf(finished);
  if (finished.ended === "timeout")
    return { status: "timeout", problem: { code: "timeout", message: "the tests did not end in time" }, output };
  const messages = {
    memory: "the tests used too much memory",
    processes: "the tests started too many processes",
    aborted: "the run was ended",
    "not-started": `Node could not be started: ${finished.problem ?? ""}`,
  };
  const message = messages[finished.ended as keyof typeof messages] ?? "the tests ended early";
  return { status: "error", problem: { code: finished.ended, message }, output };
}

function earlyEnd(results: RunResults, finished: Finished): Problem {
  if (!results.began)
    return {
      code: "mocha-failed",
      message: `Mocha did not start: ${lastLine(finished.stderr) || `exit code ${finished.code}`}`,
      hint: "run it by hand: npx mocha",
    };
  const place =
    results.lastTest !== null
      ? `while "${results.lastTest.join(" > ")}" ran`
      : results.lastFile !== null
        ? `while ${results.lastFile} was loaded`
        : "before the last test was over";
  if (results.uncaught !== null)
    return { code: "tests-crashed", message: `an error ended the tests ${place}: ${results.uncaught}` };
  const how = finished.signal !== null ? `was ended by ${finished.signal}` : `exited with code ${finished.code}`;
  return {
    code: results.lastFile === null && results.tests.length === 0 ? "mocha-failed" : "tests-exited",
    message: `the process ${how} ${place}${results.lastFile === null ? `: ${lastLine(finished.stderr)}` : ""}`,
  };
}

function problemsOf(results: RunResults, isolation: Isolation): Problem[] {
  const problems: Problem[] = [];
  if (isolation.weaker !== null)
    problems.push({
      code: "weaker-isolation",
      message: `tests ran without Node's permission model: ${isolation.weaker}`,
    });
  for (const what of results.refused)
    problems.push({ code: "refused-effect", message: `the tests tried to ${what}; it was refused` });
  if (results.lingering !== null) {
    const resources = results.lingering.length === 0 ? "" : ` (${results.lingering.join(", ")})`;
    problems.push({
      code: "open-handles",
      message: `something kept the process alive after the last test${resources}`,
      hint: 'close it in the tests, or set "exit": true in .mocharc.json',
    });
  }
  return problems;
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem])).values()];
}

function lastLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return (lines.find((line) => /Error\b.*:/.test(line)) ?? lines.findLast((line) => line !== "") ?? "").slice(0, 300);
}

function outputOf({ stdout, stderr }: Finished): string {
  return [stdout, stderr].filter((text) => text !== "").join("\n");
}
