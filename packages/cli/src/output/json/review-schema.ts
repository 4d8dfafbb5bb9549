import { z } from "zod";
import type { DocumentHead } from "./documents.js";
import type { ReviewDocument } from "./review-document.js";

const test = z.string().describe("Derived from its title: the same as long as it is called the same.");
const line = z.int().min(1);

/** What the document of a review holds besides its head. */
export const reviewFields: {
  readonly [Key in keyof Omit<ReviewDocument, keyof DocumentHead>]: z.ZodType<ReviewDocument[Key]>;
} = {
  path: z.string(),
  framework: z.string(),
  tests: z.array(
    z.object({
      id: test,
      title: z.string(),
      line,
      endLine: line,
      skipped: z.boolean(),
      accepted: z.boolean(),
      assertions: z.array(
        z.object({
          text: z.string(),
          line,
          strength: z.enum(["exact", "part", "any"]),
          empty: z.enum(["compares-itself", "constant", "mock-echo"]).nullable(),
        }),
      ),
    }),
  ),
  audit: z
    .object({
      findings: z.array(
        z.object({
          code: z.enum(["fails", "no-assertion", "tautology", "never-fails", "duplicate", "flaky", "weakened"]),
          test: test.nullable().describe("Null when the test is gone."),
          title: z.string(),
          line,
          evidence: z.string(),
          advice: z.string(),
        }),
      ),
      notes: z.array(z.string()).describe("What could not be checked."),
    })
    .nullable(),
  outcomes: z
    .array(
      z.object({
        test: test.nullable(),
        testId: z.string().describe("As the runner says it."),
        outcome: z.enum(["passed", "failed", "skipped"]),
        message: z.string().nullable(),
      }),
    )
    .nullable(),
  proof: z
    .object({
      outcome: z.enum(["passed", "failed", "skipped", "missing"]),
      measured: z.boolean().describe("False: the notes say why."),
      alone: z.array(
        z.object({
          path: z.string(),
          units: z.array(z.string()),
          lines: z.array(z.int()),
          branches: z.array(z.object({ line: z.int(), to: z.int() })),
        }),
      ),
      notes: z.array(z.string()),
    })
    .nullable()
    .describe("What no other test of the file reaches."),
  edited: z
    .object({
      ok: z.boolean(),
      reason: z.string().nullable(),
      weaker: z.array(z.string()).describe("What it asserted before and does no longer."),
    })
    .nullable(),
  regenerated: z
    .object({
      ok: z.boolean(),
      reason: z.string().nullable(),
      titles: z.array(z.string()).describe("Of the new tests."),
      notes: z.array(z.string()).describe("What was asked for and could not be heeded."),
    })
    .nullable(),
  patch: z.string().nullable().describe("A unified diff of what changed."),
  written: z.boolean(),
  next: z.string(),
};
