import type { Context } from "../contracts/index.js";
import { chooseFiles } from "../pipeline/1-find-units.js";
import { findTargets } from "../pipeline/find-targets.js";
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
    skipped: [...found.skipped, ...found.lacking, ...groups.flatMap(({ skipped }) => skipped)],
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
