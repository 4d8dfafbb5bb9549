import type { MutationReport } from "@autotest/core";
import type { FileResult, MutantResult, TestFileDefinitionDictionary } from "mutation-testing-report-schema/api";
import { mutatorOf } from "./mutator-of.js";
import type { FoundMutant, MutantsOfFile } from "./read-mutants.js";
import type { FileResults, TestFacts } from "./read-results.js";
import { statusOf } from "./status-of.js";

/** Limits between good, fair and poor, as other tools of the schema have them. */
const THRESHOLDS = { high: 80, low: 60 };

/** What a report says besides the mutants. */
export interface ReportFacts {
  readonly tests: TestFacts;
  /** `3.8.1`. */
  readonly version: string;
  /** False for a mutant whose result is of an earlier run than the one reported: it is Pending. */
  readonly isFresh: (id: string) => boolean;
}

/** Puts results into the common report schema. The id of a mutant is mutmut's name of it. */
export function toReport(files: readonly MutantsOfFile[], facts: ReportFacts): MutationReport {
  return {
    schemaVersion: "2.0",
    thresholds: THRESHOLDS,
    framework: { name: "mutmut", version: facts.version },
    files: Object.fromEntries(files.map((file) => [file.path, fileOf(file, facts)])),
    testFiles: testFilesOf(facts.tests),
  };
}

function fileOf({ source, mutants, results }: MutantsOfFile, facts: ReportFacts): FileResult {
  return { language: "python", source, mutants: mutants.map((mutant) => resultOf(mutant, results, facts)) };
}

function resultOf({ id, name, change, code }: FoundMutant, results: FileResults, facts: ReportFacts): MutantResult {
  const verdict = statusOf(facts.isFresh(id) ? code : null);
  const reason = verdict.status === "CompileError" ? (results.typeErrors.get(id) ?? verdict.reason) : verdict.reason;
  const seconds = verdict.status === "Pending" ? undefined : results.seconds.get(id);
  const coveredBy = facts.tests.byFunction.get(name.key);
  return {
    id,
    mutatorName: mutatorOf(change),
    location: { start: change.start, end: change.end },
    replacement: change.replacement,
    status: verdict.status,
    ...(reason === undefined ? {} : { statusReason: reason }),
    ...(seconds === undefined ? {} : { duration: Math.round(seconds * 1000) }),
    ...(coveredBy === undefined || coveredBy.length === 0 ? {} : { coveredBy: [...coveredBy] }),
  };
}

function testFilesOf({ byFunction, seconds }: TestFacts): TestFileDefinitionDictionary {
  const files: TestFileDefinitionDictionary = {};
  for (const id of [...new Set([...seconds.keys(), ...[...byFunction.values()].flat()])].sort()) {
    const [path = "", ...rest] = id.split("::");
    files[path] ??= { tests: [] };
    files[path].tests.push({ id, name: rest.join("::") || id });
  }
  return files;
}
