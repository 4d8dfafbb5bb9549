import type { MutationBackend } from "../../contracts/index.js";
import type { MutatedFile, MutationReport } from "../../contracts/mutation.js";
import { mutantsIn as allIn } from "./join-reports.js";
import type { KeptFile, KeptState } from "./kept-file.js";
import { type KeptUnits, keptUnits, linesToRun, mutantsIn } from "./kept-units.js";

/** What is known of a file, and what has to be run to know the rest. */
export interface Plan {
  /** With places and ids as they are now; null when nothing is known. */
  readonly known: MutationReport | null;
  /** All of it, some lines, some mutants by id, or nothing. */
  readonly run: "all" | "nothing" | { readonly lines: MutatedFile["lines"] } | { readonly only: readonly string[] };
}

/** Further tests change nothing about these. */
const SETTLED: ReadonlySet<string> = new Set(["Killed", "CompileError", "Ignored"]);

/** Decides what is still true. `withoutNewTests`: what the file would be related to if no test had been added since. */
export function planRun(
  kept: KeptFile | null,
  now: KeptState,
  withoutNewTests: KeptState["related"],
  file: MutatedFile,
  backend: Pick<MutationBackend, "moveId">,
): Plan {
  const all: Plan = { known: null, run: "all" };
  if (kept === null || kept.state.tool !== now.tool || !isSame(kept.state.related, withoutNewTests)) return all;
  const mutants = allIn(kept.report);
  const left = (isLeft: (status: string) => boolean): Plan => {
    const only = mutants.filter(({ status }) => isLeft(status)).map(({ id }) => id);
    return { known: kept.report, run: only.length === 0 ? "nothing" : { only } };
  };
  const isAsBefore = isSame(now.related, withoutNewTests);
  if (kept.state.source === now.source)
    return left((status) => status === "Pending" || !(isAsBefore || SETTLED.has(status)));
  if (!isAsBefore || file.lines !== undefined || mutants.some(({ status }) => status === "Pending")) return all;
  const units = keptUnits(kept.state, now, mutants);
  if (units === null || units.length === 0) return all;
  return { known: movedReport(kept, now, file.path, units, backend), run: { lines: linesToRun(now, units) } };
}

function movedReport(
  { report, state }: KeptFile,
  now: KeptState,
  path: string,
  units: KeptUnits,
  { moveId }: Pick<MutationBackend, "moveId">,
): MutationReport {
  const before = report.files[path]?.mutants ?? [];
  const mutants = units.flatMap(({ name, moved }) =>
    mutantsIn(state, name, before).map((mutant) => {
      const { start, end } = mutant.location;
      return {
        ...mutant,
        id: moveId?.(mutant.id, moved) ?? mutant.id,
        location: { start: { ...start, line: start.line + moved }, end: { ...end, line: end.line + moved } },
      };
    }),
  );
  const language = report.files[path]?.language ?? "";
  return { ...report, files: { [path]: { language, source: now.source, mutants } } };
}

function isSame(one: KeptState["related"], other: KeptState["related"]): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
