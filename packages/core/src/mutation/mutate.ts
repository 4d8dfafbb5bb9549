import type { Context, MutationBackend } from "../contracts/index.js";
import { chooseFiles } from "../pipeline/1-find-units.js";
import { findTargets } from "../pipeline/find-targets.js";
import { groupBy } from "../pipeline/group-by.js";
import type { RunSettings, Target } from "../pipeline/run-state.js";
import { createStageTimes } from "../pipeline/stage-times.js";
import { type KilledFile, killSurvivors } from "./kill-survivors.js";
import { updateReport } from "./merge-reports.js";
import { readMutants } from "./read-mutants.js";
import type { MutantResult, MutationResult, ToolMutant } from "./result.js";
import { runBackend } from "./run-backend.js";
import { scoresOf } from "./score.js";
import { suitePathOf } from "./search-kills.js";
import { type Excluded, triage } from "./triage.js";

/** What one mutation run may set. */
export interface MutateSettings extends RunSettings {
  /** In the order they are asked for a language. */
  readonly backends: readonly MutationBackend[];
  /** Survivors to look for tests for, most of them; the rest is reported. Default: all. */
  readonly maxMutants?: number;
  /** Only say what survives. Default false. */
  readonly measureOnly?: boolean;
  /** For the tool, per run. Default: none. */
  readonly toolTimeoutMs?: number;
}

/** tool -> survivors -> triage -> search -> kills proven one by one -> suites -> the tool once more. */
export async function mutate(settings: MutateSettings, ctx: Context): Promise<MutationResult> {
  const began = ctx.clock.elapsed();
  const times = createStageTimes(ctx.clock);
  const files = await chooseFiles({ ...settings, lookOnly: true }, ctx);
  const found = await findTargets(files, { ...settings, lookOnly: true }, times, ctx);
  const skipped: MutationResult["skipped"][number][] = [...found.skipped, ...found.lacking];
  const warnings: string[] = [];
  const tools: string[] = [];
  const results: MutantResult[] = [];
  const written: MutationResult["written"][number][] = [];
  const reports: MutationResult["report"][] = [];
  let complete = true;
  for (const [, targets] of groupBy(found.ready, ({ layout }) => layout)) {
    const [first] = targets as [Target, ...Target[]];
    const backend = settings.backends.find(({ languages }) => languages.includes(first.language.id));
    if (backend === undefined) {
      const reason = `no installed mutation tool changes ${first.language.name}`;
      skipped.push(...targets.map(({ file }) => skip(file.path, "no-mutation-tool", reason, "run: autotest plugins")));
      continue;
    }
    // Suites that kill are made anew as a whole: what they killed shows again.
    const overlay = new Map(targets.map((target) => [suitePathOf(target), null]));
    settings.hooks.event.call({
      kind: "stage",
      stage: "mutate",
      detail: `${backend.name} runs the tests that are there`,
    });
    const base = await runBackend(
      backend,
      {
        files: targets.map((target) => mutatedFile(target, settings)),
        layout: first.layout,
        overlay,
        ...limitOf(settings),
      },
      settings,
      ctx,
    );
    if (!base.ok) {
      const { code, message, hint } = base.problem;
      skipped.push(...targets.map(({ file }) => skip(file.path, code, message, hint)));
      continue;
    }
    complete &&= base.complete;
    tools.push(base.tool);
    reports.push(base.report);
    warnings.push(...base.problems.map(({ message, hint }) => (hint === undefined ? message : `${message}; ${hint}`)));
    const byPath = new Map(targets.map((target) => [target.file.path, target]));
    const mutants = readMutants(base.report, (path) => byPath.get(path)?.analysis.units ?? []);
    const open = openMutants(mutants, byPath);
    const wanted = settings.measureOnly
      ? new Map<string, readonly ToolMutant[]>()
      : groupBy(open.wanted.slice(0, settings.maxMutants), ({ path }) => path);
    const killed = new Map<string, KilledFile>();
    for (const [path, survivors] of wanted) {
      const target = byPath.get(path);
      if (target === undefined || ctx.signal.aborted) continue;
      const one = await killSurvivors(target, survivors, backend, settings, ctx);
      killed.set(path, one);
      written.push(...one.written);
      warnings.push(...one.warnings);
      if (one.skipped !== null) skipped.push(one.skipped);
    }
    const asked = new Set([...wanted.values()].flat().map(({ id }) => id));
    results.push(
      ...mutants.map((mutant) =>
        resultOf(mutant, open.excluded.get(mutant.id), killed.get(mutant.path), asked, settings),
      ),
    );
  }
  const excluded = (one: MutantResult): boolean => one.code === "equivalent" || one.code === "log-only";
  return {
    mutants: results,
    before: scoresOf(results.map((one) => ({ status: one.status, isExcluded: excluded(one) }))),
    after: scoresOf(
      results.map((one) => ({ status: one.kill === null ? one.status : "Killed", isExcluded: excluded(one) })),
    ),
    report: updateReport(reports, results),
    tools: [...new Set(tools)],
    written,
    skipped,
    warnings: [...new Set(warnings)],
    complete: complete && !ctx.signal.aborted,
    interrupted: ctx.signal.aborted,
    seconds: (ctx.clock.elapsed() - began) / 1000,
  };
}

function limitOf({ toolTimeoutMs }: MutateSettings): { readonly timeoutMs?: number } {
  return toolTimeoutMs === undefined ? {} : { timeoutMs: toolTimeoutMs };
}

/** All of a file, or what changed in it. */
function mutatedFile({ file }: Target, { changes }: RunSettings): Parameters<typeof runBackend>[1]["files"][number] {
  const lines = changes?.files?.find(({ path }) => path === file.path)?.lines ?? null;
  return lines === null ? { path: file.path } : { path: file.path, lines };
}

interface OpenMutants {
  /** Those that a test may kill, those that some test runs first. */
  readonly wanted: readonly ToolMutant[];
  readonly excluded: ReadonlyMap<string, Excluded>;
}

function openMutants(mutants: readonly ToolMutant[], byPath: ReadonlyMap<string, Target>): OpenMutants {
  const excluded = new Map<string, Excluded>();
  const wanted: ToolMutant[] = [];
  for (const mutant of mutants) {
    if (mutant.status !== "Survived" && mutant.status !== "NoCoverage") continue;
    const line = byPath.get(mutant.path)?.file.text.split("\n")[mutant.start.line - 1] ?? "";
    const why = triage(mutant, line);
    if (why === null) wanted.push(mutant);
    else excluded.set(mutant.id, why);
  }
  return { wanted: [...wanted].sort((one, other) => rank(one) - rank(other)), excluded };
}

function rank({ status }: ToolMutant): number {
  return status === "Survived" ? 0 : 1;
}

function resultOf(
  mutant: ToolMutant,
  excluded: Excluded | undefined,
  file: KilledFile | undefined,
  asked: ReadonlySet<string>,
  { measureOnly }: MutateSettings,
): MutantResult {
  const kill = file?.kills.get(mutant.id) ?? null;
  if (kill !== null || (mutant.status !== "Survived" && mutant.status !== "NoCoverage"))
    return { ...mutant, kill, code: null, reason: null };
  if (excluded !== undefined) return { ...mutant, kill, ...excluded };
  const open = file?.open.get(mutant.id);
  if (open !== undefined) return { ...mutant, kill, ...open };
  if (measureOnly) return { ...mutant, kill, code: "not-run", reason: "no test was looked for" };
  return asked.has(mutant.id)
    ? { ...mutant, kill, code: "survives", reason: "no input was found on which it shows" }
    : { ...mutant, kill, code: "budget", reason: "it is beyond the most mutants that tests are looked for" };
}

function skip(path: string, code: string, reason: string, hint?: string): MutationResult["skipped"][number] {
  return { path, code, reason, ...(hint === undefined ? {} : { hint }) };
}
