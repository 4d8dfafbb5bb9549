import type { MutationReport } from "@autotest/core";

/** One source file of a report. */
export type FileResult = MutationReport["files"][string];
/** One mutant of a report. */
export type MutantResult = FileResult["mutants"][number];
/** Where a mutant is: 1-based, the end exclusive. */
export type Location = MutantResult["location"];
