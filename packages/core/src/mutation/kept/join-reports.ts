import type { MutationReport } from "../../contracts/mutation.js";

type FileResult = MutationReport["files"][string];
type Mutant = FileResult["mutants"][number];

/** All mutants of a report. */
export function mutantsIn({ files }: MutationReport): readonly Mutant[] {
  return Object.values(files).flatMap(({ mutants }) => mutants);
}

/** What a report says of one file; null when it says nothing. */
export function reportOn(path: string, { files, ...report }: MutationReport): MutationReport | null {
  const file = files[path];
  return file === undefined ? null : { ...report, files: { [path]: file } };
}

/** Two reports on the same state of one file: what both know is as the later one says. In the order of the text. */
export function joinFile(path: string, earlier: MutationReport, later: MutationReport): MutationReport {
  const [old, now] = [earlier.files[path], later.files[path]];
  if (old === undefined || now === undefined) return now === undefined ? earlier : later;
  const fresh = new Set(now.mutants.map(changeOf));
  const mutants = [...old.mutants.filter((mutant) => !fresh.has(changeOf(mutant))), ...now.mutants];
  return { ...joinReports([earlier, later]), files: { [path]: { ...now, mutants: inOrder(mutants) } } };
}

/** Reports on different files as one. */
export function joinReports(reports: readonly MutationReport[]): MutationReport {
  const last = reports.at(-1);
  const testFiles: NonNullable<MutationReport["testFiles"]> = {};
  for (const report of reports)
    for (const [path, file] of Object.entries(report.testFiles ?? {})) {
      const tests = new Map([...(testFiles[path]?.tests ?? []), ...file.tests].map((test) => [test.id, test]));
      testFiles[path] = { ...file, tests: [...tests.values()] };
    }
  return {
    schemaVersion: "2.0",
    thresholds: last?.thresholds ?? { high: 80, low: 60 },
    ...(last?.framework ? { framework: last.framework } : {}),
    files: Object.assign({}, ...reports.map(({ files }) => files)) as MutationReport["files"],
    testFiles,
  };
}

function changeOf({ location: { start, end }, mutatorName, replacement }: Mutant): string {
  return [start.line, start.column, end.line, end.column, mutatorName, replacement].join("\0");
}

/** Those at one place stay as they were told. */
function inOrder(mutants: readonly Mutant[]): Mutant[] {
  return [...mutants].sort(
    ({ location: one }, { location: other }) =>
      one.start.line - other.start.line || one.start.column - other.start.column,
  );
}
