import { join } from "node:path";
import type { Context, MutationBackend, MutationRequest, MutationRun } from "@autotest/core";
import { check } from "./check.js";
import { configure, FOLDER } from "./configure.js";
import { explainFailure } from "./explain-failure.js";
import { type FoundTool, findTool, listInstalled } from "./find-tool.js";
import { doubtsAbout, isUnmeasured } from "./known-faults.js";
import { moveId } from "./locate-mutant.js";
import { readReport, reportOf } from "./read-results.js";
import { runTool } from "./run-tool.js";
import { mutantsOf, toReport, withResults } from "./to-report.js";

/** StrykerJS as a mutation backend: the project's own, run in the copy. */
export const stryker: MutationBackend = {
  id: "stryker",
  name: "StrykerJS",
  languages: ["javascript"],
  check,
  moveId,
  async fingerprint(project, layout, ctx) {
    const found = await findTool(project, layout, ctx);
    if (!found.ok) return found.problem.message;
    const { version, runner, runnerModule } = found.tool;
    return JSON.stringify([version, runner.id, runnerModule, await listInstalled(project, ctx)]);
  },
  async run(request, ctx) {
    const found = await findTool(request.project, request.layout, ctx);
    if (!found.ok) return found;
    if ((request.tests ?? request.layout.testFiles).length === 0)
      return { ok: false, problem: { code: "no-tests", message: "there is no test to run mutants with" } };
    const start = ctx.clock.elapsed();
    const first = await runOnce(request, found.tool, ctx);
    if (!first.ok || !first.complete) return first;
    const left = request.timeoutMs === undefined ? undefined : request.timeoutMs - (ctx.clock.elapsed() - start);
    return retryUnmeasured(first, request, left, found.tool, ctx);
  },
};

type Done = Extract<MutationRun, { ok: true }>;

const OUTPUT_LIMIT = 4000;

async function runOnce(request: MutationRequest, tool: FoundTool, ctx: Context): Promise<MutationRun> {
  const root = await ctx.fs.realPath(request.project.workspace);
  const configuration = await configure(request, tool, ctx);
  if (configuration === null) return noMutants(request);
  try {
    const run = await runTool(request, configuration, tool, ctx);
    const whole = await readReport(configuration.report, ctx);
    const known = whole ?? (await reportOf(run, root, ctx));
    const isLost = whole === null && run.finished.code !== 0;
    if (isLost && (known === null || (run.tested.length === 0 && !run.isLate))) {
      const output = `${run.finished.stdout}${run.finished.stderr}`.slice(-OUTPUT_LIMIT);
      return { ok: false, problem: explainFailure(run), ...(output === "" ? {} : { output }) };
    }
    const report = known && toReport(known, request, tool.version);
    if (report === null || mutantsOf(report).length === 0) return noMutants(request);
    return {
      ok: true,
      report,
      tool: `StrykerJS ${tool.version}`,
      complete: whole !== null,
      problems: [...(whole === null ? [explainFailure(run)] : []), ...doubtsAbout(mutantsOf(report))],
    };
  } finally {
    await ctx.fs.remove(join(root, FOLDER));
  }
}

function noMutants({ only, files }: MutationRequest): MutationRun {
  const message = only
    ? "none of the mutants asked for are made of these sources: they are of other ones"
    : `StrykerJS makes no mutant of ${files.map(({ path }) => path).join(", ")}`;
  return { ok: false, problem: { code: "no-mutants", message } };
}

/** Once more, alone, those that no test was run on. */
async function retryUnmeasured(
  first: Done,
  request: MutationRequest,
  timeoutMs: number | undefined,
  tool: FoundTool,
  ctx: Context,
): Promise<MutationRun> {
  const only = mutantsOf(first.report)
    .filter(isUnmeasured)
    .map(({ id }) => id);
  if (only.length === 0 || (timeoutMs !== undefined && timeoutMs <= 0)) return first;
  const { onProgress: _, ...rest } = request;
  const again = await runOnce({ ...rest, only, ...(timeoutMs === undefined ? {} : { timeoutMs }) }, tool, ctx);
  if (!again.ok) return first;
  const report = withResults(
    first.report,
    again.report,
    (mutant) => !isUnmeasured(mutant) && mutant.status !== "Pending",
  );
  return { ...first, report, problems: doubtsAbout(mutantsOf(report)) };
}
