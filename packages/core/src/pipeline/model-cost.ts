import type { ModelAccess } from "../contracts/index.js";
import type { FileReport, ModelCost } from "../model/index.js";

/** The engine whose tests a model is paid for. */
const ENGINE = "model";

/** What the model of a run cost, and what it was good for. */
export function modelCost(model: ModelAccess, files: readonly Pick<FileReport, "kept" | "dropped">[]): ModelCost {
  const spent = model.spent();
  const kept = files.flatMap((file) => file.kept).filter(({ candidate }) => candidate.engine === ENGINE);
  const dropped: { [gate: string]: number } = {};
  for (const { candidate, gate } of files.flatMap((file) => file.dropped))
    if (candidate.engine === ENGINE) dropped[gate] = (dropped[gate] ?? 0) + 1;
  const goals = new Set(kept.flatMap((test) => test.goals)).size;
  const per = (count: number): number | null => (spent.usd === null || count === 0 ? null : spent.usd / count);
  const failure = model.ended();
  return {
    provider: model.provider,
    model: model.name,
    ...spent,
    kept: kept.length,
    goals,
    dropped,
    usdPerTest: per(kept.length),
    usdPerGoal: per(goals),
    ended:
      failure === null
        ? null
        : {
            kind: failure.kind,
            message: failure.problem.message,
            ...(failure.problem.hint === undefined ? {} : { hint: failure.problem.hint }),
          },
  };
}
