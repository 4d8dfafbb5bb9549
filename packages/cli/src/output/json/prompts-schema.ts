import { z } from "zod";
import type { PromptsDocument } from "./documents.js";
import { head } from "./schema-parts.js";

const task = z.enum(["unit_test", "kill_mutant"]);

/** The one document `autotest prompts --json` prints, whatever its verb. */
export const promptsDocumentSchema: z.ZodType<PromptsDocument> = z
  .object({
    ...head,
    prompts: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        plugin: z.string().nullable().describe("Null: written in the configuration."),
        origin: z.enum(["config", "project", "bundled", "given"]),
        used: z.array(task).describe("The tasks it is asked with."),
        templates: z.array(
          z.object({
            task,
            text: z.string(),
            placeholders: z.array(z.string()).describe("Names in braces that are filled in."),
            untouched: z.array(z.string()).describe("Names in braces that stay as they are."),
          }),
        ),
      }),
    ),
    written: z.string().nullable().describe("The configuration that was changed."),
    next: z.string(),
  })
  .describe("The result of `autotest prompts list`, `show` and `use`.");
