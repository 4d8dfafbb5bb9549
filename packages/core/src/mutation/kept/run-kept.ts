import type { Context, MutationBackend, MutationReport, MutationRun, Problem } from "../../contracts/index.js";
import type { MutatedFile } from "../../contracts/mutation.js";
import type { RunSettings, Target } from "../../pipeline/run-state.js";
import { type BackendOrder, runBackend } from "../run-backend.js";
import { joinFile, joinReports, mutantsIn, reportOn } from "./join-reports.js";
import { type KeptState, keepFile, readKept } from "./kept-file.js";
import { placesOf } from "./kept-units.js";
import { type Plan, planRun } from "./plan-run.js";
import { readTree, type Tree, withoutFiles } from "./read-tree.js";
import { relatedFiles } from "./related-files.js";
import { toolKey } from "./tool-key.js";

type Done = Extract<MutationRun, { ok: true }>;
type Failed = Extract<MutationRun, { ok: false }>;

/** A run, and how much of it was known before. */
export type KeptRun = (Done & { readonly reused: number }) | Failed;

/** A run that may look at what earlier ones found. */
export interface KeptSettings extends RunSettings {
  /** Believe nothing of an earlier run. Default false. */
  readonly fresh?: boolean;
}

interface Planned extends Plan {
  readonly file: MutatedFile;
  readonly state: KeptState;
  /** The tool that found what is known. */
  readonly tool: string | null;
}

/**
 * Runs a tool for what earlier runs do not tell of these files: nothing, where neither they nor what their tests depend on
 * changed; the mutants that an interrupted run left; those that survived, when tests were added; the functions that changed.
 */
export async function runKept(
  backend: MutationBackend,
  order: BackendOrder,
  targets: readonly Target[],
  settings: KeptSettings,
  ctx: Context,
): Promise<KeptRun> {
  const plans = await planAll(backend, order, targets, settings, ctx);
  const runs: Done[] = [];
  let failed: Failed | null = null;
  for (const part of partsOf(plans)) {
    const run = await runBackend(backend, { ...order, ...part }, settings, ctx);
    if (run.ok) runs.push(run);
    // Where the rest is known, nothing to mutate in what changed is no failure.
    else if (run.problem.code !== "no-mutants" || plans.every(({ known }) => known === null)) failed = run;
  }
  const alone = await runTimeoutsAlone(backend, order, runs, settings, ctx);
  if (alone !== null) runs.push(alone);
  const found = plans.map((plan) => {
    const later = runs.flatMap(({ report }) => reportOn(plan.file.path, report) ?? []);
    const [first, ...more] = [...(plan.known === null ? [] : [plan.known]), ...later];
    const report = first && more.reduce((one, other) => joinFile(plan.file.path, one, other), first);
    return { ...plan, report: report ?? null, tool: runs[0]?.tool ?? plan.tool ?? backend.name };
  });
  const known = found.flatMap(({ report }) => report ?? []);
  if (failed !== null && known.length === 0) return failed;
  if (!settings.dryRun)
    for (const { file, state, report, tool } of found)
      if (report !== null) await keepFile(backend.id, file, { state, report, tool }, ctx);
  const report = joinReports(known);
  const tried = new Set(runs.flatMap((run) => mutantsIn(run.report).map(({ id }) => id)));
  return {
    ok: true,
    report,
    tool: found[0]?.tool ?? backend.name,
    complete: failed === null && runs.every(({ complete }) => complete),
    problems: [
      ...runs.flatMap(({ problems }) => problems),
      ...(failed === null ? [] : [failed.problem]),
      ...unfinished(report, settings),
    ],
    reused: mutantsIn(report).filter(({ id }) => !tried.has(id)).length,
  };
}

/** What took too long beside others may have waited for the machine: it is called a timeout when it does so alone. */
async function runTimeoutsAlone(
  backend: MutationBackend,
  order: BackendOrder,
  runs: readonly Done[],
  settings: KeptSettings,
  ctx: Context,
): Promise<Done | null> {
  if (settings.concurrency <= 1 || runs.some(({ complete }) => !complete)) return null;
  const files = runs.flatMap(({ report }) => Object.entries(report.files));
  const late = files.map(([path, { mutants }]) => ({
    path,
    only: mutants.filter(({ status }) => status === "Timeout").map(({ id }) => id),
  }));
  const some = late.filter(({ only }) => only.length > 0);
  if (some.length === 0) return null;
  const only = some.flatMap((one) => one.only);
  const paths = [...new Set(some.map(({ path }) => path))].map((path) => ({ path }));
  const run = await runBackend(backend, { ...order, files: paths, only, alone: true }, settings, ctx);
  return run.ok && run.complete ? run : null;
}

function unfinished(report: MutationReport, { dryRun }: KeptSettings): readonly Problem[] {
  const all = mutantsIn(report);
  const left = all.filter(({ status }) => status === "Pending").length;
  if (left === 0) return [];
  const next = dryRun ? "" : "; the next run goes on there";
  return [{ code: "unfinished", message: `${left} of ${all.length} mutants were not tried${next}` }];
}

async function planAll(
  backend: MutationBackend,
  order: BackendOrder,
  targets: readonly Target[],
  settings: KeptSettings,
  ctx: Context,
): Promise<readonly Planned[]> {
  const { layout, overlay } = order;
  const gone = [...overlay].flatMap(([path, text]) => (text === null ? [path] : []));
  const tree = withoutFiles(await readTree(settings, ctx), gone);
  const tool = await toolKey(backend, layout, tree, settings, ctx);
  const tests = layout.testFiles.filter((path) => !gone.includes(path));
  return Promise.all(
    order.files.map(async (file): Promise<Planned> => {
      const target = targets.find((one) => one.file.path === file.path);
      const state: KeptState = {
        source: target?.file.text ?? "",
        units: placesOf(target?.analysis.units ?? []),
        tool,
        related: relatedFiles(file.path, tree),
        tests,
      };
      const kept = settings.fresh === true ? null : await readKept(backend.id, file, ctx);
      const before = new Set(kept?.state.tests ?? tests);
      const added = tests.filter((path) => !before.has(path));
      const plain: Tree = added.length === 0 ? tree : withoutFiles(tree, added);
      const plan = planRun(kept, state, relatedFiles(file.path, plain), file, backend);
      return { ...plan, file, state, tool: plan.known === null ? null : (kept?.tool ?? null) };
    }),
  );
}

/** What the tool is asked: whole files and lines in one go, single mutants in another. */
function partsOf(plans: readonly Planned[]): readonly Pick<BackendOrder, "files" | "only">[] {
  const whole = plans.flatMap(({ file, run }) => {
    if (run === "nothing" || (typeof run === "object" && "only" in run)) return [];
    return [run === "all" ? file : { path: file.path, ...(run.lines ? { lines: run.lines } : {}) }];
  });
  const single = plans.flatMap(({ file, run }) =>
    typeof run === "object" && "only" in run ? [{ file, only: run.only }] : [],
  );
  return [
    ...(whole.length === 0 ? [] : [{ files: whole }]),
    ...(single.length === 0
      ? []
      : [{ files: single.map(({ file }) => ({ path: file.path })), only: single.flatMap(({ only }) => only) }]),
  ];
}
