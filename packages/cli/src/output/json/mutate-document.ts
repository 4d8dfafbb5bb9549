import type { ExitCode, MutantResult, MutantStatus, Scores } from "@autotest/core";
import type { ShownResult } from "../mutate-text.js";
import type { DocumentHead } from "./documents.js";
import { documentHead } from "./head.js";

/** What `autotest mutate --json` prints. */
export interface MutateDocument extends DocumentHead {
  readonly run: {
    readonly dryRun: boolean;
    readonly complete: boolean;
    readonly interrupted: boolean;
    readonly seconds: number;
    readonly tools: readonly string[];
  };
  readonly scores: { readonly before: Scores; readonly after: Scores; readonly minimum: number | null };
  readonly mutants: readonly (Omit<MutantResult, "toolId" | "status"> & {
    readonly before: MutantStatus;
    readonly after: MutantStatus;
  })[];
  readonly suites: readonly {
    readonly path: string;
    readonly action: "created" | "extended" | "refreshed" | "unchanged";
    readonly tests: number;
    readonly sources: readonly string[];
  }[];
  readonly patch: string | null;
  readonly skipped: readonly {
    readonly path: string;
    readonly code: string;
    readonly reason: string;
    readonly hint: string | null;
  }[];
  readonly warnings: readonly string[];
  readonly next: string;
}

/** Makes the document of a mutation run. */
export function mutateDocument(
  { mutants, before, after, tools, written, skipped, warnings, complete, interrupted, seconds }: ShownResult,
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
    run: { dryRun, complete, interrupted, seconds: Math.round(seconds * 1000) / 1000, tools: [...tools] },
    scores: { before, after, minimum },
    mutants: mutants.map(
      ({ id, path, unit, start, end, operator, original, replacement, status, kill, code, reason }) => ({
        id,
        path,
        unit,
        start,
        end,
        operator,
        original,
        replacement,
        before: status,
        after: kill === null ? status : "Killed",
        kill,
        code,
        reason,
      }),
    ),
    suites: written.map(({ suite: { path, action, tests, sources } }) => ({
      path,
      action,
      tests,
      sources: [...sources],
    })),
    patch: patch === "" ? null : patch,
    skipped: skipped.map(({ path, code, reason, hint }) => ({ path, code, reason, hint: hint ?? null })),
    warnings: [...warnings],
    next: killed && !dryRun ? `autotest review ${killed.suite}` : "autotest generate",
  };
}
