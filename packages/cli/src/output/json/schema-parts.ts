import { EXIT_CODES } from "@autotest/core";
import { z } from "zod";
import type { DocumentHead } from "./documents.js";

/** A path in a document. */
export const path: z.ZodString = z.string().describe("Relative to the project, `/`-separated.");

const tool: z.ZodType<DocumentHead["tool"]> = z.object({ name: z.literal("autotest"), version: z.string() });
/** What every document starts with. */
export const head: { readonly [key in keyof DocumentHead]: z.ZodType<DocumentHead[key]> } = {
  schemaVersion: z.literal("1.0").describe("Fields are only added within a major version."),
  tool: tool,
  exitCode: z.literal(Object.values(EXIT_CODES)).describe("What the process ends with."),
};
