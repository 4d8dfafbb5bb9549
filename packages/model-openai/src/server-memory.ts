import type { AnswerRung } from "@autotest/core";
import type { OpenAiOptions } from "./check-options.js";
import type { ServerFacts } from "./server-facts.js";

/** What a server turned out to lack, for one model: learned once, not asked for again. */
export interface ServerMemory {
  api: ServerFacts["api"];
  rung: AnswerRung;
  /** Parts of a request it does not take: `temperature`, `store` ... */
  readonly without: Set<string>;
}

const RUNGS: readonly AnswerRung[] = ["json-schema", "json-object", "text"];

/** Knows what was known before. */
export function createMemory(facts: ServerFacts, { structured }: OpenAiOptions): ServerMemory {
  return { api: facts.api, rung: structured === "auto" ? "json-schema" : structured, without: new Set() };
}

/** The next weaker way to ask for the form of an answer; null below the last, or where the user fixed it. */
export function rungBelow(rung: AnswerRung, { structured }: OpenAiOptions): AnswerRung | null {
  return structured === "auto" ? (RUNGS[RUNGS.indexOf(rung) + 1] ?? null) : null;
}
