import { EXIT_CODES } from "@autotest/core";
import { z } from "zod";
import type { DocumentHead, GenerateDocument } from "./documents.js";

/** A path in a document. */
export const path: z.ZodString = z.string().describe("Relative to the project, `/`-separated.");

const tool: z.ZodType<DocumentHead["tool"]> = z.object({ name: z.literal("autotest"), version: z.string() });
/** What every document starts with. */
export const head: { readonly [key in keyof DocumentHead]: z.ZodType<DocumentHead[key]> } = {
  schemaVersion: z.literal("1.0").describe("Fields are only added within a major version."),
  tool: tool,
  exitCode: z.literal(Object.values(EXIT_CODES)).describe("What the process ends with."),
};

/** What a language model cost. */
export const cost: z.ZodType<GenerateDocument["cost"]> = z.object({
  modelCalls: z.int().describe("Questions to the language model, those answered from the cache included."),
  cachedCalls: z.int(),
  failedCalls: z.int(),
  requests: z.int().describe("Sent to the server, retries included."),
  inputTokens: z.int(),
  cachedTokens: z.int(),
  outputTokens: z.int(),
  usd: z.number().nullable().describe("Null when the price is not known."),
  isEstimate: z.boolean().describe("A part was not counted by the server."),
  provider: z.string().nullable().describe("Null when no model was asked."),
  model: z.string().nullable(),
  keptTests: z.int(),
  goals: z.int().describe("Goals for which these tests were kept."),
  droppedTests: z.record(z.string(), z.int()).describe("By gate."),
  usdPerTest: z.number().nullable(),
  usdPerGoal: z.number().nullable(),
  ended: z.string().nullable().describe("Why it was not asked to the end."),
});
