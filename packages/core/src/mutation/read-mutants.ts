import { createHash } from "node:crypto";
import type { MutationReport } from "../contracts/mutation.js";
import type { Unit } from "../model/index.js";
import { textBetween } from "./replace-text.js";
import type { MutantStatus, ToolMutant } from "./result.js";
import { MODULE } from "./why-alive.js";

/** The mutants of a report, in its order. `unitsOf` gives the units of a file, to name where a mutant lies. */
export function readMutants(report: MutationReport, unitsOf: (path: string) => readonly Unit[]): readonly ToolMutant[] {
  const seen = new Map<string, number>();
  return Object.entries(report.files).flatMap(([path, { source, mutants }]) =>
    mutants.map((mutant): ToolMutant => {
      const { start, end } = mutant.location;
      const original = textBetween(source, start, end);
      const replacement = mutant.replacement ?? "";
      const unit = unitAt(unitsOf(path), start.line);
      const key = [path, unit, mutant.mutatorName, original, replacement].join("\0");
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      return {
        id: createHash("sha256").update(`${key}\0${ordinal}`).digest("hex").slice(0, 12),
        toolId: mutant.id,
        path,
        unit,
        start,
        end,
        operator: mutant.mutatorName,
        original,
        replacement,
        status: mutant.status as MutantStatus,
        isStatic: mutant.static === true,
      };
    }),
  );
}

/** The innermost unit around a line. */
function unitAt(units: readonly Unit[], line: number): string {
  const around = units.filter(({ span, kind }) => kind !== "class" && span.line <= line && line <= span.endLine);
  const size = ({ span }: Unit): number => span.endLine - span.line;
  return around.sort((one, other) => size(one) - size(other))[0]?.name ?? MODULE;
}
