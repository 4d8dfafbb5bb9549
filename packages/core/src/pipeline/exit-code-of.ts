import type { Report } from "../model/index.js";

/** Left out through no fault of the file. */
const HARMLESS = new Set(["no-units", "no-language", "interrupted"]);

/**
 * The exit code a finished run stands for: 130 interrupted; 4 nothing could run for want of a tool; 1 files were found but
 * none of them could be used; 5 there was nothing to do; else 0.
 */
export function exitCodeOf(report: Report): 0 | 1 | 4 | 5 | 130 {
  if (report.interrupted) return 130;
  // A second run over the same project must end as the first did, broken files beside it or not.
  if (report.files.length > 0 || report.skipped.some((file) => file.code === "up-to-date")) return 0;
  const failed = report.skipped.filter((file) => !HARMLESS.has(file.code));
  if (failed.some((file) => file.code === "prerequisite" || file.code === "no-runtime")) return 4;
  return failed.length > 0 ? 1 : 5;
}
