import { z } from "zod";
import type { DocumentHead } from "./documents.js";
import { head } from "./schema-parts.js";

/** The result of `telemetry on`, `off`, `status` and `show`. */
export interface TelemetryDocument extends DocumentHead {
  readonly telemetry: {
    readonly on: boolean;
    readonly endpoint: string | null;
    /** The variable that forbids it here. */
    readonly forbiddenBy: "DO_NOT_TRACK" | "CI" | null;
    /** Runs that were counted and not sent. */
    readonly pending: number;
    /** What would be sent next; null without anything. */
    readonly body: string | null;
  };
  readonly next: string;
}

/** The one document `autotest telemetry --json` prints, whatever its verb. */
export const telemetryDocumentSchema: z.ZodType<TelemetryDocument> = z
  .object({
    ...head,
    telemetry: z.object({
      on: z.boolean(),
      endpoint: z.string().nullable().describe("Null: nothing is sent."),
      forbiddenBy: z.enum(["DO_NOT_TRACK", "CI"]).nullable().describe("The variable that forbids it here."),
      pending: z.int().min(0).describe("Runs that were counted and not sent."),
      body: z.string().nullable().describe("What would be sent next, byte for byte."),
    }),
    next: z.string(),
  })
  .describe("The result of `autotest telemetry on`, `off`, `status` and `show`.");
