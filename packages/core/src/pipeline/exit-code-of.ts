import type { ModelCost, Report } from "../model/index.js";

/** Left out through no fault of the file. */
const HARMLESS = new Set(["no-units", "no-language", "interrupted"]);

/** Why a model stopped answering, as an exit code. Anything else is the provider's failure. */
const ENDINGS: { readonly [kind: string]: 2 | 4 | 6 } = { "unknown-model": 2, credentials: 4, budget: 6 };

/** What a language model that was not asked to the end stands for; null when it was, or there is none. */
export function exitCodeOfModel(cost: Pick<ModelCost, "ended"> | null): 2 | 4 | 6 | 7 | null {
  return cost?.ended ? (ENDINGS[cost.ended.kind] ?? 7) : null;
}

/**
 * The exit code a finished run stands for: 130 interrupted; what ended the asking of a language model (2, 4, 6 or 7); 4 nothing could run for want of a tool; 1 files were found but
 * none of them could be used; 5 there was nothing to do; else 0.
 */
export function exitCodeOf(report: Report): 0 | 1 | 2 | 4 | 5 | 6 | 7 | 130 {
  if (report.interrupted) return 130;
  const ended = exitCodeOfModel(report.cost ?? null);
  if (ended !== null) return ended;
  // A second run over the same project must end as the first did, broken files beside it or not.
  if (report.files.length > 0 || report.skipped.some((file) => file.code === "up-to-date")) return 0;
  const failed = report.skipped.filter((file) => !HARMLESS.has(file.code));
  if (failed.some((file) => file.code === "prerequisite" || file.code === "no-runtime")) return 4;
  return failed.length > 0 ? 1 : 5;
}
