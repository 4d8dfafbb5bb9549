import { z } from "zod";
import type { DocumentHead } from "./documents.js";
import { head, path } from "./schema-parts.js";

/** The result of `report`. */
export interface ReportDocument extends DocumentHead {
  readonly page: {
    readonly path: string;
    readonly bytes: number;
    /** The runs it shows. */
    readonly shows: readonly ("report" | "mutation")[];
    /** Whether a browser was asked to show it. */
    readonly opened: boolean;
  };
  readonly next: string;
}

/** The one document `autotest report --json` prints. */
export const reportDocumentSchema: z.ZodType<ReportDocument> = z
  .object({
    ...head,
    page: z.object({
      path: path.describe("Where the page is, relative to the folder of the call, `/`-separated."),
      bytes: z.int().min(0),
      shows: z
        .array(z.enum(["report", "mutation"]))
        .describe("`report`: the last generate or coverage; `mutation`: the last mutate."),
      opened: z.boolean().describe("Whether a browser was asked to show it."),
    }),
    next: z.string(),
  })
  .describe("The result of `autotest report`.");
