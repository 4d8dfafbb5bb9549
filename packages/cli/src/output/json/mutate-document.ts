import type { ExitCode, LeftOut, MutantResult, MutantStatus, Scores, SkippedFile, SuiteFile } from "@autotest/core";
import type { ShownResult } from "../mutate-text.js";
import type { DocumentHead, GenerateDocument } from "./documents.js";
import { costOf } from "./generate-document.js";
import { documentHead } from "./head.js";

/** What `autotest mutate --json` prints. */
export interface MutateDocument extends DocumentHead {
  readonly run: {
    readonly dryRun: boolean;
    readonly complete: boolean;
    readonly interrupted: boolean;
    readonly seconds: number;
    /** Mutants whose result is of an earlier run. */
    readonly reused: number;
    readonly tools: readonly string[];
  };
  readonly scores: {
    readonly before: Scores;
    readonly after: Scores;
    readonly minimum: number | null;
    readonly leftOut: LeftOut;
  };
  readonly mutants: readonly (Omit<MutantResult, "toolId" | "status" | "isStatic"> & {
    readonly before: MutantStatus;
    readonly after: MutantStatus;
  })[];
  readonly suites: readonly Omit<SuiteFile, "text">[];
  readonly patch: string | null;
  readonly cost: GenerateDocument["cost"];
  readonly skipped: readonly (Omit<SkippedFile, "hint"> & { readonly hint: string | null })[];
  readonly warnings: readonly string[];
  readonly next: string;
}

/** Makes the document of a mutation run. */
export function mutateDocument(
  {
    mutants,
    before,
    after,
    leftOut,
    cost,
    tools,
    written,
    skipped,
    warnings,
    complete,
    interrupted,
    seconds,
    reused,
  }: ShownResult,
  {
    exitCode,
    minimum,
    dryRun,
    patch,
  }: { readonly exitCode: ExitCode; readonly minimum: number | null; readonly dryRun: boolean; readonly patch: string },
): MutateDocument {
  const killed = mutants.find(({ kill }) => kill !== null)?.kill;
  return {
    ...documentHead(exitCode),
    run: { dryRun, complete, interrupted, seconds: Math.round(seconds * 1000) / 1000, reused, tools },
    scores: { before, after, minimum, leftOut },
    mutants: mutants.map(({ toolId: _id, isStatic: _static, status, ...mutant }) => ({
      ...mutant,
      before: status,
      after: mutant.kill === null ? status : "Killed",
    })),
    suites: written.map(({ suite: { text: _, ...suite } }) => suite),
    patch: patch === "" ? null : patch,
    cost: costOf(cost),
    skipped: skipped.map((file) => ({ ...file, hint: file.hint ?? null })),
    warnings,
    next: killed && !dryRun ? `autotest review ${killed.suite}` : "autotest generate",
  };
}
