import type { AuditFinding, ExitCode, Proof, Review } from "@autotest/core";
import type { ReviewFindings } from "../../review-verbs.js";
import type { DocumentHead } from "./documents.js";
import { documentHead } from "./head.js";

/** The result of `review`. */
export interface ReviewDocument extends DocumentHead {
  readonly path: string;
  readonly framework: string;
  readonly tests: readonly {
    readonly id: string;
    readonly title: string;
    readonly line: number;
    readonly endLine: number;
    readonly skipped: boolean;
    readonly accepted: boolean;
    readonly assertions: readonly {
      readonly text: string;
      readonly line: number;
      readonly strength: "exact" | "part" | "any";
      readonly empty: "compares-itself" | "constant" | "mock-echo" | null;
    }[];
  }[];
  /** Null when it was not asked for, like what follows. */
  readonly audit: { readonly findings: readonly AuditFinding[]; readonly notes: readonly string[] } | null;
  readonly outcomes:
    | readonly {
        readonly test: string | null;
        readonly testId: string;
        readonly outcome: "passed" | "failed" | "skipped";
        readonly message: string | null;
      }[]
    | null;
  readonly proof: Proof | null;
  readonly edited: {
    readonly ok: boolean;
    readonly reason: string | null;
    /** What it asserted before and does no longer. */
    readonly weaker: readonly string[];
  } | null;
  readonly regenerated: {
    readonly ok: boolean;
    readonly reason: string | null;
    /** Of the new tests. */
    readonly titles: readonly string[];
    /** What was asked for and could not be heeded. */
    readonly notes: readonly string[];
  } | null;
  /** A unified diff of what changed; null: nothing. */
  readonly patch: string | null;
  readonly written: boolean;
  readonly next: string;
}

/** Makes the document of a review. */
export function reviewDocument(
  review: Review,
  { audit, outcomes, proof, edited, regenerated }: ReviewFindings,
  { patch, written, exitCode }: { readonly patch: string; readonly written: boolean; readonly exitCode: ExitCode },
): ReviewDocument {
  const { path, framework, tests } = review;
  return {
    ...documentHead(exitCode),
    path,
    framework,
    tests: tests.map(({ id, title, line, endLine, skipped, accepted, assertions }) => ({
      id,
      title,
      line,
      endLine,
      skipped,
      accepted,
      assertions: assertions.map(({ text, line: at, strength, empty }) => ({
        text,
        line: at,
        strength,
        empty: empty ?? null,
      })),
    })),
    audit: audit === undefined ? null : { findings: [...audit.findings], notes: [...audit.notes] },
    outcomes:
      outcomes?.map(({ id, testId, outcome, message }) => ({ test: id, testId, outcome, message: message ?? null })) ??
      null,
    proof: proof ?? null,
    edited:
      edited === undefined
        ? null
        : {
            ok: edited.ok,
            reason: edited.ok ? null : edited.reason,
            weaker: edited.ok ? [...edited.weaker] : [],
          },
    regenerated:
      regenerated === undefined
        ? null
        : {
            ok: regenerated.ok,
            reason: regenerated.ok ? null : regenerated.reason,
            titles: regenerated.ok ? [...regenerated.titles] : [],
            notes: [...regenerated.notes],
          },
    patch: patch === "" ? null : patch,
    written,
    next: `autotest review ${path}${audit === undefined ? " --audit" : ""}`,
  };
}
