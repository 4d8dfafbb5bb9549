import { z } from "zod";
import type { DocumentHead } from "./documents.js";
import type { MutateDocument } from "./mutate-document.js";
import { cost } from "./schema-parts.js";

const score = z.object({ detected: z.int().min(0), total: z.int().min(0) });
const scores = z.object({
  tool: score.describe("As the tool counts: timeouts are detected."),
  honest: score.describe("Without timeouts."),
  triaged: score.describe("Also without mutants that nobody can kill, by rule, and without those a person accepted."),
});
const status = z.enum([
  "Killed",
  "Survived",
  "NoCoverage",
  "Timeout",
  "CompileError",
  "RuntimeError",
  "Ignored",
  "Pending",
]);
const position = z.object({ line: z.int().min(1), column: z.int().min(1) });

/** What the document of a mutation run holds besides its head. */
export const mutateFields: {
  readonly [Key in keyof Omit<MutateDocument, keyof DocumentHead>]: z.ZodType<MutateDocument[Key]>;
} = {
  run: z.object({
    dryRun: z.boolean(),
    complete: z.boolean().describe("False: a limit or a signal ended it, and some mutants are Pending."),
    interrupted: z.boolean(),
    seconds: z.number(),
    reused: z.int().min(0).describe("Mutants whose result is of an earlier run: nothing it depends on has changed."),
    tools: z.array(z.string()).describe("With their versions."),
  }),
  scores: z.object({
    before: scores,
    after: scores,
    minimum: z.number().nullable().describe("Percent."),
    leftOut: z
      .object({ triage: z.int().min(0), accepted: z.int().min(0) })
      .describe("Survivors that `triaged` does not count."),
  }),
  mutants: z.array(
    z.object({
      id: z.string().describe("The same after edits elsewhere."),
      path: z.string(),
      unit: z.string(),
      start: position,
      end: position.describe("Exclusive."),
      operator: z.string().describe("The tool's word."),
      original: z.string(),
      replacement: z.string(),
      before: status,
      after: status,
      kill: z
        .object({
          suite: z.string(),
          testId: z.string(),
          title: z.string(),
          message: z.string().describe("What the test says on the mutant."),
          by: z.enum(["assertion", "error"]),
          confirmed: z
            .boolean()
            .nullable()
            .describe("Whether the tool kills it with this suite alone; null: it could not say."),
        })
        .nullable()
        .describe("The test of this run that kills it."),
      code: z.string().nullable().describe("Why it survives, as a stable word."),
      reason: z.string().nullable(),
    }),
  ),
  suites: z.array(
    z.object({
      path: z.string(),
      action: z.enum(["created", "extended", "refreshed", "unchanged"]),
      tests: z.int(),
      sources: z.array(z.string()),
    }),
  ),
  cost,
  patch: z.string().nullable().describe("A unified diff, in a dry run."),
  skipped: z.array(z.object({ path: z.string(), code: z.string(), reason: z.string(), hint: z.string().nullable() })),
  warnings: z.array(z.string()),
  next: z.string(),
};
