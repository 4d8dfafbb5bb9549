import type { FileCoverage, Goal } from "../model/index.js";
import { type ChangedFile, isChanged } from "./changes.js";

/**
 * Changed lines that hold code, and how many of them tests run. Where no coverage was measured no test ran anything: then the
 * lines that goals stand on are counted.
 */
export function changedLines(
  file: ChangedFile,
  coverage: FileCoverage | null,
  goals: readonly Goal[],
): { readonly covered: number; readonly total: number } {
  const changed = (lines: readonly number[]): number => lines.filter((line) => isChanged(file, line)).length;
  if (coverage === null) {
    const lines = new Set(goals.flatMap(({ line, entry }) => (entry === undefined ? [line] : [line, entry])));
    return { covered: 0, total: changed([...lines]) };
  }
  const covered = changed(coverage.coveredLines);
  return { covered, total: covered + changed(coverage.missedLines) };
}
