import type { Report } from "@autotest/core";
import type { Style } from "../style.js";
import { change, count, duration } from "../words.js";

/** Tests kept in a run. */
export function keptTests(report: Report): number {
  return report.files.reduce((sum, file) => sum + file.kept.length, 0);
}

/** The result in one sentence. */
export function headline(report: Report, style: Style): string {
  const { signs } = style;
  if (report.files.length === 0) return `${nothing(report)} (${duration(report.seconds)})`;
  const parts = [
    result(report),
    `lines ${change(report.coverageBefore, report.coverageAfter, "lines", signs)}`,
    `branches ${change(report.coverageBefore, report.coverageAfter, "branches", signs)}`,
    duration(report.seconds),
  ];
  return parts.filter((part) => !part.endsWith(` ${signs.none}`)).join(", ");
}

function result(report: Report): string {
  const files = count(report.files.length, "file");
  const kept = keptTests(report);
  if (kept > 0) return `${count(kept, "test")} ${report.dryRun ? "would be kept" : "kept"} for ${files}`;
  const open = report.files.some((file) => file.open.length > 0);
  return open ? `no test kept for ${files}` : `nothing to add for ${files}: the tests there are meet every goal`;
}

function nothing(report: Report): string {
  const { skipped, changes } = report;
  if (changes?.files === 0) return `nothing to do: no source file differs from ${changes.base}`;
  if (report.interrupted) return "stopped before any test was proven";
  if (skipped.length === 0) return "nothing to do: no source file found that an installed language reads";
  const same = skipped.filter((file) => file.code === "up-to-date").length;
  if (same > 0) return `up to date: ${count(same, "suite")}, nothing to write`;
  if (skipped.every((file) => file.code === "no-units")) return "nothing to do: no function and no class to test";
  return `no tests made: ${count(skipped.length, "file")} could not be used`;
}
