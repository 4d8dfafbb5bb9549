import type { MutationReport } from "../contracts/mutation.js";
import type { MutantResult } from "./result.js";
import { statusAfter } from "./score.js";

/** The reports of all tools as one, with ids of ours and what was killed since. */
export function updateReport(reports: readonly MutationReport[], results: readonly MutantResult[]): MutationReport {
  const byTool = new Map(results.map((one) => [`${one.path}\0${one.toolId}`, one]));
  const files: MutationReport["files"] = {};
  for (const report of reports)
    for (const [path, file] of Object.entries(report.files))
      files[path] = {
        ...file,
        mutants: file.mutants.map((mutant) => {
          const result = byTool.get(`${path}\0${mutant.id}`);
          if (result === undefined) return mutant;
          const { killedBy: _by, coveredBy: _covered, ...plain } = mutant;
          const { id, kill } = result;
          const reason = kill === null ? result.reason : `${kill.testId}: ${kill.message}`;
          return {
            ...plain,
            id,
            description: mutant.description ?? mutant.id,
            status: statusAfter(result),
            ...(reason === null ? {} : { statusReason: reason }),
          };
        }),
      };
  return { schemaVersion: "2.0", thresholds: reports[0]?.thresholds ?? { high: 80, low: 60 }, files };
}
