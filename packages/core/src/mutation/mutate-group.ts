import type { Context, Layout, MutationBackend } from "../contracts/index.js";
import type { MutatedFile } from "../contracts/mutation.js";
import type { SkippedFile } from "../model/index.js";
import type { WrittenSuite } from "../pipeline/6-write-suite.js";
import { asWarning } from "../pipeline/as-warning.js";
import { groupBy } from "../pipeline/group-by.js";
import type { RunSettings, SelectedTarget, Target } from "../pipeline/run-state.js";
import { type KeptRun, runKept } from "./kept/run-kept.js";
import { type KilledFile, killSurvivors } from "./kill-survivors.js";
import { joinsSuite, type Placement, suitePathOf } from "./placement.js";
import { readMutants } from "./read-mutants.js";
import type { MutantResult, StillAlive, ToolMutant } from "./result.js";
import { ACCEPTED, isAlive } from "./score.js";
import { triage } from "./triage.js";

/** What one mutation run may set. */
export interface MutateSettings extends RunSettings, Placement {
  /** In the order they are asked for a language. */
  readonly backends: readonly MutationBackend[];
  /** Survivors to look for tests for, most of them; the rest is reported. Default: all. */
  readonly maxMutants?: number;
  /** Only say what survives. Default false. */
  readonly measureOnly?: boolean;
  /** Survivors that a person lets live: reasons by our ids. Default: none. */
  readonly accepted?: ReadonlyMap<string, string>;
  /** For the tool, per run. Default: none. */
  readonly toolTimeoutMs?: number;
  /** Believe nothing that earlier runs found. Default false. */
  readonly fresh?: boolean;
}

/** What became of the files of one layout, which one run of a tool mutates together. */
export interface MutatedGroup {
  readonly mutants: readonly MutantResult[];
  /** How the tool went, with the tests that were there; null when it could not run. */
  readonly run: Extract<KeptRun, { ok: true }> | null;
  readonly written: readonly WrittenSuite[];
  readonly skipped: readonly SkippedFile[];
  readonly warnings: readonly string[];
  /** What was kept, for what a model is paid for. */
  readonly selected: readonly SelectedTarget[];
}

/** Runs the tool on the files of one layout, and looks for tests that kill what survives, file by file. */
export async function mutateGroup(
  layout: Layout,
  targets: readonly Target[],
  settings: MutateSettings,
  ctx: Context,
): Promise<MutatedGroup> {
  const leave = (code: string, reason: string, hint?: string): MutatedGroup => ({
    mutants: [],
    run: null,
    written: [],
    skipped: targets.map(({ file }) => ({ path: file.path, code, reason, ...(hint === undefined ? {} : { hint }) })),
    warnings: [],
    selected: [],
  });
  const language = targets[0]?.language;
  const backend = settings.backends.find(({ languages }) => languages.includes(language?.id ?? ""));
  if (backend === undefined)
    return leave("no-mutation-tool", `no installed mutation tool changes ${language?.name}`, "run: autotest plugins");
  const run = await runTool(backend, layout, targets, settings, ctx);
  if (!run.ok) return leave(run.problem.code, run.problem.message, run.problem.hint);
  const byPath = new Map(targets.map((target) => [target.file.path, target]));
  const mutants = readMutants(run.report, (path) => byPath.get(path)?.analysis.units ?? []);
  const { wanted, alive } = sortOut(mutants, byPath, settings);
  const killed: KilledFile[] = [];
  for (const [path, survivors] of groupBy(wanted, (mutant) => mutant.path)) {
    const target = byPath.get(path);
    if (target !== undefined && !ctx.signal.aborted)
      killed.push(await killSurvivors(target, survivors, backend, settings, ctx));
  }
  const kills = new Map(killed.flatMap((file) => [...file.kills]));
  for (const { open } of killed) for (const [id, why] of open) alive.set(id, why);
  return {
    mutants: mutants.map((mutant) => {
      const kill = kills.get(mutant.id) ?? null;
      const why = kill === null ? alive.get(mutant.id) : undefined;
      return { ...mutant, kill, code: why?.code ?? null, reason: why?.reason ?? null };
    }),
    run,
    written: killed.flatMap(({ written }) => written),
    skipped: killed.flatMap(({ skipped }) => skipped ?? []),
    selected: killed.flatMap(({ selected }) => selected ?? []),
    warnings: [
      ...run.problems.map(asWarning),
      ...killed.flatMap(({ warnings }) => warnings),
      ...mutants.flatMap(({ id, status }) =>
        settings.accepted?.has(id) && !isAlive(status)
          ? `${id} of mutate.accept does not survive any more: take it out`
          : [],
      ),
    ],
  };
}

/** The tool with the tests that are there. Suites of their own are made anew as a whole, so that what they killed shows again. */
function runTool(
  backend: MutationBackend,
  layout: Layout,
  targets: readonly Target[],
  settings: MutateSettings,
  ctx: Context,
): Promise<KeptRun> {
  const { toolTimeoutMs } = settings;
  return runKept(
    backend,
    {
      stage: "mutate",
      files: targets.map((target) => mutatedFile(target, settings)),
      layout,
      overlay: new Map(
        targets.filter((target) => !joinsSuite(target, settings)).map((target) => [suitePathOf(target), null]),
      ),
      ...(toolTimeoutMs === undefined ? {} : { timeoutMs: toolTimeoutMs }),
    },
    targets,
    settings,
    ctx,
  );
}

/** All of a file, or what changed in it. */
function mutatedFile({ file }: Target, { changes }: RunSettings): MutatedFile {
  const lines = changes?.files?.find(({ path }) => path === file.path)?.lines ?? null;
  return lines === null ? { path: file.path } : { path: file.path, lines };
}

/** Survivors that tests are looked for, those that some test runs first, and for every survivor what is said if none is found. */
function sortOut(
  mutants: readonly ToolMutant[],
  byPath: ReadonlyMap<string, Target>,
  { measureOnly = false, maxMutants, accepted }: MutateSettings,
): { readonly wanted: readonly ToolMutant[]; readonly alive: Map<string, StillAlive> } {
  const alive = new Map<string, StillAlive>();
  const left: ToolMutant[] = [];
  for (const mutant of mutants) {
    if (!isAlive(mutant.status)) continue;
    const line = byPath.get(mutant.path)?.file.text.split("\n")[mutant.start.line - 1] ?? "";
    const reason = accepted?.get(mutant.id);
    const why = reason === undefined ? triage(mutant, line) : { code: ACCEPTED, reason };
    if (why === null) left.push(mutant);
    else alive.set(mutant.id, why);
  }
  const isRun = ({ status }: ToolMutant): boolean => status === "Survived";
  const ordered = [...left.filter(isRun), ...left.filter((mutant) => !isRun(mutant))];
  const wanted = measureOnly ? [] : ordered.slice(0, maxMutants);
  for (const { id } of ordered) alive.set(id, measureOnly ? NOT_RUN : BUDGET);
  for (const { id } of wanted) alive.set(id, SURVIVES);
  return { wanted, alive };
}

const NOT_RUN: StillAlive = { code: "not-run", reason: "no test was looked for" };
const BUDGET: StillAlive = { code: "budget", reason: "it is beyond the most mutants that tests are looked for" };
const SURVIVES: StillAlive = { code: "survives", reason: "no input was found on which it shows" };
