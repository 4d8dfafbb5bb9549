import type { MutationReport, MutationRequest } from "@autotest/core";
import { NOT_WANTED } from "./configure.js";
import { withoutUnmeasured } from "./known-faults.js";
import { mutantId } from "./locate-mutant.js";
import type { MutantResult } from "./report-parts.js";

/** The report of StrykerJS as ours: ids that last, only what was asked for, nothing about this machine. */
export function toReport(report: MutationReport, { only, files }: MutationRequest, version: string): MutationReport {
  const wanted = only && new Set(only);
  const { idOf, testFiles } = stableTests(report.testFiles ?? {});
  const named = (ids: readonly string[] | undefined): string[] | undefined => ids?.map((id) => idOf.get(id) ?? id);
  const results = Object.entries(report.files).map(([path, { language, source, mutants }]) => {
    const twins = new Map<string, number>();
    const known = inOrder(mutants)
      .filter(({ statusReason }) => statusReason !== NOT_WANTED)
      .map((mutant) => {
        const first = mutantId(path, mutant, 0);
        const twin = twins.get(first) ?? 0;
        twins.set(first, twin + 1);
        const [killedBy, coveredBy] = [named(mutant.killedBy), named(mutant.coveredBy)];
        return withoutUnmeasured({
          ...mutant,
          id: mutantId(path, mutant, twin),
          ...(killedBy === undefined ? {} : { killedBy }),
          ...(coveredBy === undefined ? {} : { coveredBy }),
        });
      })
      .filter(({ id }) => wanted?.has(id) ?? true);
    return [path, { language, source, mutants: known }] as const;
  });
  const order = files.map(({ path }) => path);
  return {
    schemaVersion: "2.0",
    thresholds: { high: report.thresholds.high, low: report.thresholds.low },
    framework: { name: "StrykerJS", version },
    files: Object.fromEntries(
      results
        .filter(([, { mutants }]) => mutants.length > 0)
        .sort(([left], [right]) => order.indexOf(left) - order.indexOf(right)),
    ),
    ...(report.testFiles ? { testFiles } : {}),
  };
}

/** Tests under ids that are the same in every run: StrykerJS numbers those of one. */
function stableTests(files: NonNullable<MutationReport["testFiles"]>): {
  readonly idOf: ReadonlyMap<string, string>;
  readonly testFiles: NonNullable<MutationReport["testFiles"]>;
} {
  const idOf = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const [path, { tests }] of Object.entries(files))
    for (const { id, name } of tests) {
      const plain = `${path}#${name}`;
      const twin = taken.get(plain) ?? 0;
      taken.set(plain, twin + 1);
      idOf.set(id, twin === 0 ? plain : `${plain}~${twin}`);
    }
  const renamed = Object.entries(files).map(([path, file]) => [
    path,
    { ...file, tests: file.tests.map((test) => ({ ...test, id: idOf.get(test.id) ?? test.id })) },
  ]);
  return { idOf, testFiles: Object.fromEntries(renamed) as NonNullable<MutationReport["testFiles"]> };
}

/** All mutants of a report. */
export function mutantsOf(report: MutationReport): readonly MutantResult[] {
  return Object.values(report.files).flatMap(({ mutants }) => mutants);
}

/** `report` with the mutants of `later` in place of those with the same id, where `isBetter`. Tests are those of `later` too. */
export function withResults(
  report: MutationReport,
  later: MutationReport,
  isBetter: (mutant: MutantResult) => boolean,
): MutationReport {
  const better = new Map(
    mutantsOf(later)
      .filter(isBetter)
      .map((mutant) => [mutant.id, mutant]),
  );
  const files = Object.entries(report.files).map(([path, file]) => [
    path,
    { ...file, mutants: file.mutants.map((mutant) => better.get(mutant.id) ?? mutant) },
  ]);
  return { ...report, files: Object.fromEntries(files) };
}

/** As they stand in the file, outer ones first; StrykerJS gives them as they were done. */
function inOrder(mutants: readonly MutantResult[]): readonly MutantResult[] {
  const key = ({ location: { start, end } }: MutantResult): readonly number[] => [
    start.line,
    start.column,
    -end.line,
    -end.column,
  ];
  return mutants
    .map((mutant) => ({ mutant, key: key(mutant) }))
    .sort((left, right) => {
      for (let at = 0; at < 4; at++) {
        const difference = (left.key[at] ?? 0) - (right.key[at] ?? 0);
        if (difference !== 0) return difference;
      }
      return (
        byText(left.mutant.mutatorName, right.mutant.mutatorName) ||
        byText(left.mutant.replacement, right.mutant.replacement)
      );
    })
    .map(({ mutant }) => mutant);
}

function byText(left = "", right = ""): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
