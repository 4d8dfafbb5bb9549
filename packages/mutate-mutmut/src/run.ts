import type { Context, MutationRequest, MutationRun, Problem } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { chooseNames } from "./choose-names.js";
import { configure } from "./configure.js";
import { findMutmut } from "./find-mutmut.js";
import { findSpans, type Span } from "./find-spans.js";
import { faultOf, isUntested } from "./known-faults.js";
import { filesToSpan, type MutantsOfFile, readMutants } from "./read-mutants.js";
import { readTests } from "./read-results.js";
import { runTool, type ToolEnd } from "./run-tool.js";
import { toReport } from "./to-report.js";

/** Exit code of a mutant that no test runs. */
const NO_TESTS = 33;

/**
 * Runs mutmut in the copy of the project and reads what it found. Tests that change what they share pass once only in one
 * process, where mutmut runs them again and again: they get a fresh process for each mutant.
 */
export async function run(request: MutationRequest, ctx: Context): Promise<MutationRun> {
  const first = await runOnce(request, false, ctx);
  if (first.ok || first.problem.code !== "tests-fail" || ctx.signal.aborted) return first;
  const second = await runOnce(request, true, ctx);
  return second.ok ? second : first;
}

async function runOnce(request: MutationRequest, isolated: boolean, ctx: Context): Promise<MutationRun> {
  const { project, layout } = request;
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok)
    return failed({
      code: "tool-missing",
      message: interpreter.problem.message,
      hint: "install Python 3.10 or newer",
    });
  const found = await findMutmut(interpreter, project, ctx);
  if (!found.ok) return failed(found.problem);
  const tests = request.tests ?? layout.testFiles;
  if (tests.length === 0) return failed({ code: "no-tests", message: "there is no test to run" });
  const sources = request.files.map(({ path }) => path);
  const configuration = await configure({ workspace: project.workspace, layout, sources, tests, isolated }, ctx);
  if ("problem" in configuration) return failed(configuration.problem);
  try {
    const names = await chooseNames(request, interpreter, ctx);
    if (names === null)
      return failed({ code: "no-mutants", message: "no function that could be mutated is among the lines" });
    // Asked while the tool works: once the run is ended, nothing is started any more.
    const ask = (): Promise<ReadonlyMap<string, readonly Span[]>> =>
      findSpans(project.workspace, filesToSpan(request.files), interpreter, ctx);
    let asked: ReturnType<typeof ask> | null = null;
    const end = await runTool(
      {
        workspace: project.workspace,
        interpreter,
        sources,
        names,
        key: configuration.key,
        installed: (layout.details.installed as readonly string[] | undefined) ?? [],
        concurrency: request.concurrency ?? 1,
        onPlan: () => {
          asked ??= ask();
        },
        ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
        ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
      },
      ctx,
    );
    const isNamed = names.length > 0;
    return await conclude(request, { version: found.version, end, isNamed, spans: () => asked ?? ask() }, ctx);
  } finally {
    await configuration.undo();
  }
}

interface Ended {
  readonly version: string;
  readonly end: ToolEnd;
  /** Where the functions of the files are. */
  readonly spans: () => Promise<ReadonlyMap<string, readonly Span[]>>;
  /** Whether mutants were asked for by name: results that are there may be of an earlier run. */
  readonly isNamed: boolean;
}

async function conclude(
  request: MutationRequest,
  { version, end, isNamed, spans }: Ended,
  ctx: Context,
): Promise<MutationRun> {
  const { workspace } = request.project;
  const untested = isUntested(end);
  const fault = untested ? null : faultOf(end);
  const elsewhere = importedElsewhere(end);
  if (untested && elsewhere !== null) return failed(elsewhere, end);
  if (fault !== null && isHopeless(fault) && end.tried.size === 0) return failed(fault, end);
  const only = request.only && new Set(request.only);
  const read = await readMutants(workspace, request.files, await spans(), ctx);
  const files = read.map((file) => chosen(withTold(file, end), only, untested));
  const count = files.reduce((sum, { mutants }) => sum + mutants.length, 0);
  const hasResult = (one: MutantsOfFile): boolean => one.mutants.some(({ id, code }) => code !== null && isFresh(id));
  const isFresh = (id: string): boolean => fault === null || !isNamed || end.tried.has(id);
  if (fault !== null && !files.some(hasResult)) return failed(fault, end);
  if (count === 0) return failed({ code: "no-mutants", message: "mutmut makes no mutant of these files" }, end);
  const tests = await readTests(workspace, ctx);
  request.onProgress?.(fault === null ? count : Math.min(end.tried.size, count), count);
  return {
    ok: true,
    report: toReport(files, { tests, version, isFresh }),
    tool: `mutmut ${version}`,
    complete: fault === null,
    problems: [
      ...(fault === null ? [] : [fault]),
      ...(elsewhere === null ? [] : [elsewhere]),
      ...files.flatMap(lostOf),
    ],
  };
}

function withTold(file: MutantsOfFile, { tried }: ToolEnd): MutantsOfFile {
  return { ...file, mutants: file.mutants.map((mutant) => ({ ...mutant, code: tried.get(mutant.id) ?? mutant.code })) };
}

function chosen(file: MutantsOfFile, only: ReadonlySet<string> | undefined, untested: boolean): MutantsOfFile {
  const mutants = only === undefined ? file.mutants : file.mutants.filter(({ id }) => only.has(id));
  return { ...file, mutants: untested ? mutants.map((mutant) => ({ ...mutant, code: NO_TESTS })) : mutants };
}

/** What went wrong before the first mutant was tried: results of an earlier run say nothing then. */
function isHopeless({ code }: Problem): boolean {
  return code !== "timeout" && code !== "tool-crashed";
}

function lostOf({ path, lost }: MutantsOfFile): readonly Problem[] {
  if (lost.length === 0) return [];
  return [
    {
      code: "mutants-not-placed",
      message: `${lost.length} mutants of ${path} are left out: where in the source they are is not known (${lost[0]})`,
    },
  ];
}

/** The tests loaded a file from another place than mutmut put it, so that no mutant of it was ever in force. */
function importedElsewhere({ imported }: ToolEnd): Problem | null {
  for (const [path, { mutated, elsewhere }] of Object.entries(imported)) {
    if (mutated || elsewhere[0] === undefined) continue;
    return {
      code: "module-paths",
      message: `the tests import ${path} from ${elsewhere[0]}, not from the copy that mutmut changes`,
      hint: "let the tests import the project's own files, not an installed copy of them",
    };
  }
  return null;
}

function failed(problem: Problem, end?: ToolEnd): MutationRun {
  return { ok: false, problem, ...(end === undefined || end.output === "" ? {} : { output: end.output }) };
}
