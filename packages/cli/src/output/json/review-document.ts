import type { ExitCode, Review } from "@autotest/core";
import type { ReviewFindings } from "../../review-verbs.js";
import type { ReviewDocument } from "./documents.js";
import { documentHead } from "./head.js";

/** Makes the document of a review. */
export function reviewDocument(
  review: Review,
  { audit, outcomes, proof, regenerated }: ReviewFindings,
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
    regenerated: regenerated === undefined ? null : regenerated.ok ? { ok: true, reason: null } : regenerated,
    patch: patch === "" ? null : patch,
    written,
    next: `autotest review ${path}${audit === undefined ? " --audit" : ""}`,
  };
}
