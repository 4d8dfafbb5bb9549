import { z } from "zod";
import type { DoctorDocument, InitDocument, PluginsDocument } from "./documents.js";
import { head, path } from "./schema-parts.js";

/** The one document `autotest doctor --json` prints. */
export const doctorDocumentSchema: z.ZodType<DoctorDocument> = z
  .object({
    ...head,
    checks: z.array(
      z.object({
        name: z.string(),
        ok: z.boolean(),
        required: z.boolean(),
        detail: z.string(),
        fix: z.string().nullable(),
      }),
    ),
    isolation: z.string(),
    next: z.string(),
  })
  .describe("The result of `autotest doctor`.");

/** The one document `autotest plugins --json` prints. */
export const pluginsDocumentSchema: z.ZodType<PluginsDocument> = z
  .object({
    ...head,
    plugins: z.array(
      z.object({
        name: z.string(),
        version: z.string(),
        origin: z.enum(["config", "project", "bundled", "given"]),
        contributions: z.array(z.string()),
      }),
    ),
    next: z.string(),
  })
  .describe("The result of `autotest plugins`.");

/** The one document `autotest init --json` prints. */
export const initDocumentSchema: z.ZodType<InitDocument> = z
  .object({
    ...head,
    dryRun: z.boolean(),
    languages: z.array(
      z.object({
        language: z.string(),
        framework: z.string(),
        others: z.array(z.string()).describe("Frameworks that would do as well."),
        files: z.int(),
        reason: z.string(),
      }),
    ),
    created: z.array(z.object({ path, text: z.string() })),
    kept: z.array(path),
    byHand: z.array(z.string()).describe("What to do by hand because a file was there already."),
    next: z.string(),
  })
  .describe("The result of `autotest init`.");
