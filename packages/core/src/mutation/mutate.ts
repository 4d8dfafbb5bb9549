import type { Context } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { chooseFiles } from "../pipeline/1-find-units.js";
import { type FoundTargets, findTargets } from "../pipeline/find-targets.js";
import { groupBy } from "../pipeline/group-by.js";
import { modelCost } from "../pipeline/model-cost.js";
import { createStageTimes } from "../pipeline/stage-times.js";
import { updateReport } from "./merge-reports.js";
import { type MutatedGroup, type MutateSettings, mutateGroup } from "./mutate-group.js";
import type { MutationResult } from "./result.js";
import { countLeftOut, scoresAfter, scoresBefore } from "./score.js";

/** tool -> survivors -> triage -> search -> kills proven one by one -> suites -> the tool once more. */
export async function mutate(settings: MutateSettings, ctx: Context): Promise<MutationResult> {
  const began = ctx.clock.elapsed();
  const looking = { ...settings, lookOnly: true };
  const files = await chooseFiles(looking, ctx);
  const found = await findTargets(files, looking, createStageTimes(ctx.clock), ctx);
  const groups: MutatedGroup[] = [];
  for (const [layout, targets] of groupBy(found.ready, (target) => target.layout))
    groups.push(await mutateGroup(layout, targets, settings, ctx));
  const { measured, lacking } = await measureUntested(found, settings, ctx);
  groups.push(...measured);
  const mutants = groups.flatMap((group) => group.mutants);
  return {
    mutants,
    before: scoresBefore(mutants),
    after: scoresAfter(mutants),
    leftOut: countLeftOut(mutants),
    report: updateReport(
      groups.flatMap(({ run }) => (run === null ? [] : [run.report])),
      mutants,
    ),
    tools: [...new Set(groups.flatMap(({ run }) => run?.tool ?? []))],
    reused: groups.reduce((sum, { run }) => sum + (run?.reused ?? 0), 0),
    written: groups.flatMap(({ written }) => written),
    skipped: [...found.skipped, ...lacking, ...groups.flatMap(({ skipped }) => skipped)],
    cost: settings.model
      ? modelCost(
          settings.model,
          groups.flatMap(({ selected }) => selected),
        )
      : null,
    warnings: [...new Set(groups.flatMap(({ warnings }) => warnings))],
    complete: groups.every(({ run }) => run?.complete ?? true) && !ctx.signal.aborted,
    interrupted: ctx.signal.aborted,
    seconds: (ctx.clock.elapsed() - began) / 1000,
  };
}

/**
 * Files whose tests are run by a framework that no plugin can use here, while the mutation tool may know it: what survives is
 * said, and nothing is written. Where the tool cannot run either, what the framework lacks is what is said.
 */
async function measureUntested(
  { untested, lacking }: FoundTargets,
  settings: MutateSettings,
  ctx: Context,
): Promise<{ readonly measured: readonly MutatedGroup[]; readonly lacking: readonly SkippedFile[] }> {
  const measured: MutatedGroup[] = [];
  const known = new Set<string>();
  for (const [layout, targets] of groupBy(untested, (target) => target.layout)) {
    const group = await mutateGroup(layout, targets, { ...settings, measureOnly: true }, ctx);
    if (group.run === null) continue;
    const paths = targets.map(({ file }) => file.path);
    for (const path of paths) known.add(path);
    const why = lacking.find(({ path }) => path === paths[0])?.reason;
    const warning = `no test is looked for in ${paths.join(", ")}, what survives is only said: ${why}`;
    measured.push({ ...group, warnings: settings.measureOnly ? group.warnings : [...group.warnings, warning] });
  }
  return { measured, lacking: lacking.filter(({ path }) => !known.has(path)) };
}
